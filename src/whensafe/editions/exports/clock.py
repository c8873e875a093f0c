"""Times as people and programs read them both."""

from __future__ import annotations


def clock(ms: int) -> str:
    """``01:02:03.500``."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def stretch(start: int | None, end: int | None) -> str | None:
    """``00:00:01.000 – 00:00:02.500``, with nothing on a side that isn't known; ``None`` for neither."""
    if start is None and end is None:
        return None
    said = ("" if one is None else clock(one) for one in (start, end))
    return " – ".join(said)
