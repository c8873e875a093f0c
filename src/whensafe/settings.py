"""Everything the environment may set, read once into one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says (contract: the command line).

    ``archive``: ``WHENSAFE_ARCHIVE``, else the current folder. ``passphrase``: ``WHENSAFE_PASSPHRASE``.
    ``now``: ``WHENSAFE_NOW``, RFC 3339, for tests. ``state``: ``WHENSAFE_STATE``, else ``None`` (the
    platform's user state folder). ``max_bytes``: the largest file taken in as a document.
    ``other_passphrase``: ``WHENSAFE_OTHER_PASSPHRASE``, for the archive that is merged into this one.
    ``listen_model``: ``WHENSAFE_LISTEN_MODEL``, the folder of a speech model on this machine.
    """

    archive: Path
    passphrase: str | None = None
    now: str | None = None
    state: Path | None = None
    max_bytes: int = 200 * 1024 * 1024
    listen_model: Path | None = None
    other_passphrase: str | None = None


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Read the environment. Empty values count as not set."""

    def path(name: str) -> Path | None:
        value = environ.get(name)
        return Path(value) if value else None

    return Settings(
        archive=path("WHENSAFE_ARCHIVE") or Path(),
        passphrase=environ.get("WHENSAFE_PASSPHRASE") or None,
        now=environ.get("WHENSAFE_NOW") or None,
        state=path("WHENSAFE_STATE"),
        listen_model=path("WHENSAFE_LISTEN_MODEL"),
        other_passphrase=environ.get("WHENSAFE_OTHER_PASSPHRASE") or None,
    )
