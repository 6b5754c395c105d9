"""The main window: where all panels meet. Nothing below knows it."""
