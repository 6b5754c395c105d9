"""Help: the manual, the list of shortcuts, what the program is."""
