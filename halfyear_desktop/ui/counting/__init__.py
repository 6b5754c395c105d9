"""字数统计: the counts of the report and of what is selected."""
