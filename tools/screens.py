"""Pictures of the pages for docs/screens, from the demonstration: in both languages, in English narrow, too.

    python tools/screens.py            all of them
    python tools/screens.py due clear  those

Everybody in them is invented. Look at each one before it is committed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page  # noqa: E402
from tests.chromium import launched  # noqa: E402
from tests.cli.conftest import Shell  # noqa: E402
from tests.cli.test_serving import serving  # noqa: E402

OUT = ROOT / "docs" / "screens"
KINDS = {"": ("en-GB", 1280, 1000), "-360": ("en-GB", 360, 760), "-uk": ("uk-UA", 1280, 1000)}
"""What a picture's name ends in: the language of the page, its width and height."""
DRAFT = ROOT / "tests" / "fixtures" / "shapes" / "uk-twodates-markdown.md"
WORDS = "Собаки замовкли. У пів на другу. Вони ніколи не мовчать, а тут замовкли."


class Pictures:
    """The pages of one served demonstration, by the names of their pictures."""

    def __init__(self, shell: Shell, site: str) -> None:
        """What stands where is asked once, at the command line."""
        self.site = site
        lines = {line["language"]: line["id"] for line in shell("list", "--json").json}
        guard = next(x["id"] for x in shell("list", "--name", "Перевізник", "--json").json)
        hole = next(t for t in shell("show", guard, "--json").json["turns"] if "\ufffc" in t["text"])
        self.hlib = shell("person", "list", "--json").json[0]["id"]
        self.joiner = next(x["id"] for x in shell("list", "--name", "Чубинець", "--json").json)
        self.guard, self.arabic, self.hole = guard, lines["ar"], hole["address"]
        self.seal = next(one["seals"][0] for one in shell("due", "--json").json if one["seals"])
        self.ways: dict[str, Callable[[Page], None]] = {
            "desk": self.to("/"),
            "take-in": self.to("/take-in/"),
            "draft": self.draft,
            "list": self.to("/interviews/"),
            "reading": self.to(f"/interviews/{guard}"),
            "sealed": self.to(f"/interviews/{guard}#{self.hole}"),
            "reading-ar": self.to(f"/interviews/{self.arabic}"),
            "cite": self.to(f"/interviews/{guard}/turns/{self.hole}"),
            "search": self.search,
            "listen": self.listen,
            "export": self.to(f"/interviews/{guard}/export"),
            "export-refused": self.refused,
            "places": self.to("/places/"),
            "people": self.to("/people/"),
            "person": self.to(f"/people/{self.hlib.removeprefix('p:')}"),
            "consent": self.to(f"/interviews/{guard}/consent"),
            "until": self.until,
            "closure": self.closure,
            "due": self.to("/due/"),
            "seal": self.to(f"/seals/{self.seal}"),
            "custodians": self.to("/custodians/"),
            "clear": self.clear,
            "withhold": self.withhold,
            "withdraw": self.to(f"/interviews/{guard}/withdraw"),
            "ledger": self.to("/ledger/"),
            "archive": self.to("/archive/"),
        }

    def to(self, path: str) -> Callable[[Page], None]:
        """A page that an address leads to."""

        def way(page: Page) -> None:
            page.goto(self.site + path)

        return way

    def draft(self, page: Page) -> None:
        """A draft with questions."""
        page.goto(f"{self.site}/take-in/")
        page.fill("textarea[name=text]", DRAFT.read_text(encoding="utf-8"))
        page.locator("main form .acts button").click()
        page.wait_for_url(re.compile(r"/take-in/\w{10}$"))

    def search(self, page: Page) -> None:
        """A word in its forms."""
        page.goto(f"{self.site}/interviews/")
        page.fill("#seek", "собаки")
        page.locator(".seek button").click()
        page.wait_for_url(re.compile("/found/"))

    def listen(self, page: Page) -> None:
        """A turn of a recording, heard from its time."""
        page.goto(f"{self.site}/interviews/{self.joiner}")
        page.locator("button.turn__time").nth(1).click()
        page.locator(".turn.is-spoken").wait_for()
        page.evaluate("document.querySelector('[data-plays]').pause()")

    def refused(self, page: Page) -> None:
        """An export for somebody for whom nobody was asked."""
        page.goto(f"{self.site}/interviews/{self.joiner}/export?audience=public")
        page.locator("main form.form .btn--do").click()
        page.locator(".stop").wait_for()

    def until(self, page: Page) -> None:
        """Words that were marked, and until when."""
        page.goto(f"{self.site}/interviews/{self.guard}/mark")
        page.fill("textarea[name=quote]", WORDS)
        page.locator("main button[value=seal]").click()
        page.locator("select[name=person_0]").wait_for()

    def closure(self, page: Page) -> None:
        """Everything that would be sealed with them."""
        self.until(page)
        page.select_option("select[name=person_0]", self.hlib)
        page.locator("main button[value=closure]").click()
        page.locator("main button[value=seal-now]").wait_for()

    def clear(self, page: Page) -> None:
        """An edition in the making."""
        page.goto(f"{self.site}/editions/new")
        page.check("input[value=public]")
        page.locator("main form .acts button").last.click()
        page.wait_for_selector("main iframe, main .stop", timeout=60_000)

    def withhold(self, page: Page) -> None:
        """The places that an edition would give away, one of them to be withheld."""
        self.clear(page)
        page.locator("input[name=place]").first.check()
        page.locator("#risks").scroll_into_view_if_needed()
        page.evaluate("document.getElementById('risks').scrollIntoView()")


def wanted(names: list[str], ways: dict[str, Callable[[Page], None]]) -> Iterator[str]:
    """The pictures to make, or an error that says which there are."""
    for name in names or ways:
        if name not in ways:
            raise SystemExit(f"no picture {name}; there are: {', '.join(ways)}")
        yield name


def main(names: list[str]) -> None:
    """Make the demonstration, confirm that somebody is free, and go from page to page."""
    with tempfile.TemporaryDirectory() as place:
        shell = Shell(Path(place), {"WHENSAFE_ARCHIVE": "demo-archive", "WHENSAFE_PASSPHRASE": "demo"})
        shell("demo", "--no-serve")
        hlib = shell("person", "list", "--json").json[0]["id"]
        shell("confirm", f"free({hlib})", "--evidence", "the exchange list, and a call to his mother")
        with serving(shell) as site, launched() as browser:
            pictures = Pictures(shell, site)
            for suffix, (locale, width, height) in KINDS.items():
                context = browser.new_context(locale=locale, viewport={"width": width, "height": height})
                page = context.new_page()
                page.set_default_timeout(90_000)
                page.goto(f"{site}/sign-in")
                if not names:
                    page.screenshot(path=OUT / f"sign-in{suffix}.png")
                page.fill("input[name=name]", "documenter")
                page.fill("input[name=passphrase]", "demo")
                page.locator("main button").click()
                page.wait_for_url(f"{site}/")
                for name in wanted(names, pictures.ways):
                    pictures.ways[name](page)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=OUT / f"{name}{suffix}.png")
                context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
