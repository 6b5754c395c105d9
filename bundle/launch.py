"""What the built program starts with."""

from halfyear_desktop.__main__ import main

raise SystemExit(main())
