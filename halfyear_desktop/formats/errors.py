"""What can go wrong with a file. Every message is one plain Chinese sentence for the person: what, where, what now."""

from __future__ import annotations


class FormatError(Exception):
    """A file could not be read or written; its text is fit to be shown."""


class ReadError(FormatError):
    """A file cannot be read as a draft."""


class WriteError(FormatError):
    """A file cannot be written; what stood there before still stands there."""
