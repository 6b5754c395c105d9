"""The recipe for the program that runs without Python; `python dev.py build` follows it."""
