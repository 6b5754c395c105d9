"""Floor 2: drafts in, documents out. Alone knows Word, Markdown, Excel and HTML; knows no store and no Qt."""
