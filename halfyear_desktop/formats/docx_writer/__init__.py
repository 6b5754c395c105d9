"""Word files out: blocks set by a profile, written as strings of WordprocessingML."""
