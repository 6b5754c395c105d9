"""Small widgets that several panels share; none knows a report as a whole."""
