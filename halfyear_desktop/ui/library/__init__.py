"""The start page: the library's reports, the bin, the dialog for a new report."""
