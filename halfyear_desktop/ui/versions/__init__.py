"""Named versions of the open report: keeping one, looking at them, going back to one."""
