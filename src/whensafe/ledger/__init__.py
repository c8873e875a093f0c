"""See `docs/house.md`."""
