"""Settings of this computer, and the copies of the library."""
