"""What the built program starts with."""

import os

from halfyear_desktop.__main__ import main

# PyInstaller's starter sets this for us; a word processor that we open must find its own libraries and not ours.
_LIBRARIES = "LD_LIBRARY_PATH"
if os.environ.pop(_LIBRARIES, None) is not None:
    _before = os.environ.pop(f"{_LIBRARIES}_ORIG", "")
    if _before:
        os.environ[_LIBRARIES] = _before

raise SystemExit(main())
