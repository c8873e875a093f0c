"""The values everything speaks in: frozen, compared by content, free of I/O and of any framework.

A value is built once and never changed; a change makes another value. Sequences are tuples. What may be
absent is ``None`` and is asked with ``is None``.
"""
