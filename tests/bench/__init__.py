"""Speed as ratios against a floor measured in the same run; `dev.py bench` prints one JSON object a row."""
