"""Floor 3: the window. Alone knows Qt."""
