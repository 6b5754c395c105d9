"""Export: which format, where, and the work itself."""
