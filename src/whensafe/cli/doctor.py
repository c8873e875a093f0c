"""`whensafe doctor`."""

from __future__ import annotations

from whensafe.cli.frame import Frame, verb
from whensafe.cli.working import report


@verb("doctor")
def command(frame: Frame) -> int:
    """Is this machine fit to hold an archive? Swap, permissions, versions, space, clock.

    Opens nothing and needs no passphrase. Exit status 1 if something should be put right.
    """
    from whensafe.wiring import examine

    return report(frame, examine(frame.settings))
