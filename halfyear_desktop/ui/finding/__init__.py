"""Finding and replacing in the open report: the bar over the page."""
