"""The import dialog: a draft beside what was recognised in it, to be corrected before it becomes a report."""
