"""Run every benchmark, or those named: `python -m bench [NAME…]`. A bound that isn't kept exits 1."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench
from bench.figures import Figure

_NOT_BENCHES = {"__main__", "big_archive", "figures", "peers", "told_archive"}


def names() -> list[str]:
    return sorted(m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in _NOT_BENCHES)


def show(figure: Figure) -> str:
    if figure.skipped is not None:
        return f"  skip  {figure.name}: {figure.skipped}"
    sign, word = (
        ("<=", "ok  " if figure.holds else "OVER")
        if figure.at_most
        else (">=", "ok  " if figure.holds else "LOW ")
    )
    return f"  {word}  {figure.name}: {figure.value:.3g} ({sign} {figure.bound:g})   {figure.detail}"


def main(wanted: list[str]) -> int:
    failed = 0
    for name in wanted or names():
        print(name, flush=True)
        for figure in importlib.import_module(f"bench.{name}").run():
            print(show(figure), flush=True)
            failed += not figure.holds
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
