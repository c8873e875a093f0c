"""Named peers, each in an environment of its own under `.bench/`, so that none becomes a dependency."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / ".bench"
_INSTALL_SECONDS = 300
_RUN_SECONDS = 1800


class Missing(Exception):
    """The peer can't be had here; the message says why, and the figure is skipped with it."""


def environment(name: str, packages: Sequence[str]) -> Path:
    """The Python of ``.bench/NAME`` with exactly these pinned packages, or `Missing`."""
    home = FOLDER / name
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = home / ".installed"
    wanted = " ".join(packages)
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    try:
        _run([sys.executable, "-m", "venv", "--clear", str(home)], _INSTALL_SECONDS)
        _run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
            _INSTALL_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Missing(f"{wanted} could not be installed ({type(error).__name__})") from error
    stamp.write_text(wanted)
    return python


def ask(name: str, packages: Sequence[str], script: str, *arguments: str) -> Any:
    """Run a script in the peer's environment and return the JSON it prints, or `Missing`."""
    python = environment(name, packages)
    path = FOLDER / name / f"{hashlib.sha256(script.encode()).hexdigest()[:12]}.py"
    path.write_text(script, encoding="utf-8")
    try:
        done = _run([str(python), "-I", str(path), *arguments], _RUN_SECONDS)
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        detail = getattr(error, "stderr", None) or b""
        last = detail.decode(errors="replace").strip().splitlines()[-1:] or [type(error).__name__]
        raise Missing(f"{name} did not run: {last[0]}") from error


def _run(command: list[str], seconds: int) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=True, timeout=seconds)
