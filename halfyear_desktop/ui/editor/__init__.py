"""The continuous page: a section with everything below it in one QTextDocument, kept equal to the model."""
