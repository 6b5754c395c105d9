"""Floor 1: the report as plain Python objects. Standard library only; nothing here knows files, databases or Qt."""
