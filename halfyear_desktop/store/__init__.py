"""Floor 2: the library of reports in one SQLite file. The only place that knows SQLite; stands on the model alone."""
