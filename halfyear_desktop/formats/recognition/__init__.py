"""From the lines of a draft to a report: what each line is, judged by its words, marks and neighbours."""
