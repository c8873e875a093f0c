"""The command line: one file per verb, on the same desk as the web. `main` is the installed command."""

from __future__ import annotations


def main() -> None:
    """Run the command and end the process with its exit status."""
    from whensafe.cli.run import run  # here: `import whensafe.cli` stays free of click

    raise SystemExit(run())
