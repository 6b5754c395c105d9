"""The outline panel: the report's sections as a tree of rows."""
