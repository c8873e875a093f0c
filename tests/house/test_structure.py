"""The house keeps its shape: what loads what, where things are named, what nothing may say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "whensafe"
CORE = (
    "errors",
    "settings",
    "nouns",
    "words",
    "ledger",
    "sealing",
    "intake",
    "reading",
    "weighing",
    "protection",
    "editions",
    "desk",
)
# Jinja2 names asyncio, and the library's reader of mail `email.utils`: both name socket, and nothing is
# opened. The desk publishes editions.
ALLOWED = {"editions": {"socket"}, "intake": {"socket"}, "desk": {"socket"}}
FRAMEWORKS = (
    "django",
    "sqlite3",
    "sqlcipher3",
    "click",
    "rich",
    "urllib3",
    "http.client",
    "socket",
    "waitress",
)


def tracked() -> list[Path]:
    """Every file git keeps; outside a checkout, every file of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: nothing says which files are the project's")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("package", CORE)
def test_a_core_package_imports_with_no_framework_loaded(package: str) -> None:
    script = (
        "import importlib, pkgutil, sys\n"
        f"root = importlib.import_module('whensafe.{package}')\n"
        "for m in pkgutil.walk_packages(getattr(root, '__path__', []), root.__name__ + '.'):\n"
        "    importlib.import_module(m.name)\n"
        f"print(*[f for f in {FRAMEWORKS!r} if f in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= ALLOWED.get(package, set())


def test_every_package_has_its_line_in_the_house() -> None:
    rooms = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    names = {p.name for p in SRC.iterdir() if p.is_dir() and p.name != "__pycache__"}
    missing = [name for name in sorted(names) if f"`{name}/`" not in rooms]
    assert missing == []


@pytest.mark.parametrize("room", ["desk", "protection", "sealing", "editions"])
def test_every_module_of_the_larger_rooms_has_its_place_in_the_house(room: str) -> None:
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    inside = re.search(rf"^\*\*{room}\*\* · (.*?)\n\n", page, re.DOTALL | re.MULTILINE)
    assert inside is not None
    named = [name for names in re.findall(r"`([^`]+)`", inside[1]) for name in names.split()]
    there = sorted(path.stem for path in (SRC / room).glob("*.py") if path.stem != "__init__")
    assert sorted(named) == there, "give it a place in docs/house.md, in the group it works with"


def test_the_order_of_imports_is_the_contracts() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "layers")["layers"]
    page = " ".join((ROOT / "docs" / "house.md").read_text(encoding="utf-8").split())
    order = ", ".join(layer for layer in layers if layer != "__main__")
    assert f"in the order `{order}`" in page


def test_every_kind_of_test_has_its_line_in_the_house() -> None:
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    mirrored = {path.name for path in SRC.iterdir() if path.is_dir()}
    kinds = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name != "__pycache__"} - mirrored
    assert [kind for kind in sorted(kinds) if f"`{kind}/`" not in page] == []


def test_every_package_is_in_the_import_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "layers")
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    modules = {p.stem for p in SRC.glob("*.py") if p.stem != "__init__"}
    packages = {p.parent.name for p in SRC.glob("*/__init__.py")}
    assert modules | packages == named


def test_links_in_the_docs_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        gone = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
        broken.extend(f"{page.relative_to(ROOT)} -> {target}" for target in gone)
    assert broken == []


def test_the_readmes_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    named = {
        t
        for page in pages
        for t in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"demo", "test"} <= named
    assert [t for t in sorted(named) if not re.search(rf"^{t}:", makefile, re.MULTILINE)] == []


def test_every_library_has_its_decision() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[<>=]", dep)[0] for dep in config["project"]["dependencies"]}
    decided = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "decisions").glob("*.md")
    ).lower()
    assert [n for n in sorted(names) if n.lower() not in decided] == []


def test_every_runtime_pin_has_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-z0-9])", "\n" + lock)[1:]
    assert pins
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    # Written in halves, so that this file doesn't name them either.
    halves = [
        ("/", "work/"),
        ("/", "opt/pypi"),
        ("/", "root/"),
        ("pypi", ".org"),
        ("registry.npm", "js"),
        ("deb.debian", ".org"),
    ]
    forbidden = re.compile("|".join(re.escape(a + b) for a, b in halves))
    found = []
    for path in tracked():
        text = text_of(path)
        if text is not None and (hit := forbidden.search(text)):
            found.append(f"{path.relative_to(ROOT)}: {hit.group()}")
    assert found == []


NEVER = re.compile(r"\b(verified|proven|confession|suspects?|anonymous)\b", re.IGNORECASE)


def test_pages_and_guides_keep_to_the_words() -> None:
    pages = [*SRC.rglob("*.html"), *(ROOT / "docs" / "guide").rglob("*.md")]
    found = []
    for path in pages:
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if hit := NEVER.search(line):
                found.append(f"{path.relative_to(ROOT)}:{n}: {hit.group()}")
    assert [f for f in found if "samples/" not in f] == []
