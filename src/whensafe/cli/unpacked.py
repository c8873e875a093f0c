"""What `add` says of a zip or web archive when it is through with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whensafe.cli.frame import counted

if TYPE_CHECKING:
    from whensafe.desk.incoming import Prepared
    from whensafe.desk.recordings import Recorded
    from whensafe.desk.unpacking import Brought

_SKIPPED = {
    "system_files": "hidden or put there by a system",
    "not_a_page": "no pages",
    "not_found": "answers other than 200",
    "revisit": "revisits",
    "again": "captured again with the same bytes",
    "embedded": "not among the pages it lists",
}


def name_of(file: Prepared | Recorded) -> str:
    """The name that a file came under."""
    from whensafe.desk.incoming import Prepared

    return file.incoming.name if isinstance(file, Prepared) else file.name


def in_all(given: str, found: Brought, refused: int) -> str:
    """One line: how many interviews, what was refused and passed over, and the digest of the whole."""
    parts = [counted(len(found.interviews), "interview")]
    if refused:
        parts.append(f"{refused} refused")
    parts += [f"passed over: {n} {_SKIPPED.get(code, code)}" for code, n in found.skipped]
    return f"{given}: {', '.join(parts)}. SHA-256 of the whole, which is kept nowhere: {found.sha256}"
