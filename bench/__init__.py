"""Figures, as ratios against named peers in one run: `make bench`, or `python -m bench NAME…`."""
