"""Show that every runtime pin of the lock has wheels for Linux, Windows and macOS. Asks the package index.

Run by `make lock`, never by the tests: no test leaves the machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Not Intel Macs: `cryptography` 50 ships no wheel for them (docs/decisions/0002-libraries.md).
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "windows", "macos")
PYTHONS = ("3.11", "3.12", "3.13")


def resolves(platform: str, python: str) -> str | None:
    """Why the lock can't be installed from wheels alone there, or ``None`` if it can."""
    with tempfile.TemporaryDirectory() as target:
        done = subprocess.run(
            [
                sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--quiet", "--require-hashes",
                "--only-binary", ":all:", "--python-platform", platform, "--python-version", python,
                "--target", target, "-r", str(ROOT / "requirements.lock"),
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return None if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


if __name__ == "__main__":
    failures = 0
    for platform in PLATFORMS:
        for python in PYTHONS:
            why = resolves(platform, python)
            print(f"{platform} {python}: {why or 'wheels for every pin'}")
            failures += why is not None
    sys.exit(bool(failures))
