"""半年报: a desktop program in which office staff draft the half-year report, offline."""

__version__ = "0.1.0"
