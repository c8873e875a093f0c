"""A served archive with three custodians, each in a folder of their own, and passages that wait."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.conftest import Shell
from tests.cli.test_custodians import NAMES, custodian
from tests.e2e.conftest import PASSPHRASE, Site

QUOTE = "Павло рахував кроки вголос"
OTHER = "Нас було шестеро в одній кімнаті"
NAME = "Павло Гнатюк"
STORY = f"""# Сорок два кроки

Ганна Мороз: Коли вас привезли на насосну станцію?

Олена Гай: Ще лежав сніг, але вже капало з даху. {OTHER}.

Ганна Мороз: Ви знали когось із них?

Олена Гай: {QUOTE}, коли нас водили коридором.
"""


@dataclass(frozen=True)
class SealedSite:
    """The server, the machines, and ids. ``first`` waits for somebody to be free, ``second`` for a court."""

    site: Site
    home: Shell
    people: tuple[Shell, ...]
    interview: str
    person: str
    first: str
    second: str

    def answer(self, request: Path, n: int) -> Path:
        """One custodian's answer, written on their own machine."""
        who = self.people[n]
        out = who.folder / f"answer-{request.name}"
        who("answer", request, out, "--words", "words", "--yes")
        return out


@contextmanager
def sealed_site(place: Path) -> Iterator[SealedSite]:
    """Made by the command line, served until the block ends."""
    home = Shell(place / "home", {"WHENSAFE_PASSPHRASE": PASSPHRASE})
    home.folder.mkdir()
    home("init")
    people = tuple(custodian(place, name) for name in NAMES)
    home("custodians", "set", "--threshold", "2", *(str(one.folder / "card.json") for one in people))
    (added,) = home("add", home.write("story.txt", STORY), "--json").json
    person = home("person", "add", NAME, "--json").json["person"]["id"]
    id = added["id"]
    until = (f"free({person}) and narrator_agrees", 'decision("Окружний суд", "12/26")')
    seals = [
        home("seal", id, "--quote", quote, "--until", condition, "--yes", "--json").json["seal"]
        for quote, condition in zip((QUOTE, OTHER), until, strict=True)
    ]
    home("consent", id, "--use", "publish", "--audience", "public", "--by", "narrator")
    server = subprocess.Popen(
        [sys.executable, "-m", "whensafe", "serve", "--port", "0"],
        env={**home.surroundings(), "TMPDIR": str(place / "none")},
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stderr is not None
        found = (re.search(r"http://127\.0\.0\.1:[1-9]\d*/", line) for line in server.stderr)
        url = next((match[0] for match in found if match is not None), None)
        assert url is not None, "the server did not start"
        yield SealedSite(Site(url, {}), home, people, id, person, *seals)
    finally:
        server.terminate()
        server.wait(timeout=30)
