"""A real server with people reading and writing at it, while the command line backs the archive up."""

from __future__ import annotations

import http.cookiejar
import re
import subprocess
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.conftest import BAKER, COMMAND, Shell
from tests.cli.forked import PASSPHRASE

ADDRESS = re.compile(r"http://127\.0\.0\.1:[1-9]\d*")


@contextmanager
def serving(shell: Shell) -> Iterator[str]:
    """`whensafe serve` in a process of its own; its address. It has to be there still at the end."""
    with subprocess.Popen(
        [str(COMMAND), "serve", "--port", "0"],
        cwd=shell.folder,
        env=shell.surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        found = next((match for line in server.stderr if (match := ADDRESS.search(line))), None)
        assert found is not None, "the server did not start"
        try:
            yield found[0]
            assert server.poll() is None
        finally:
            server.terminate()


class Person:
    """Somebody signed in, with cookies and forms like a browser's."""

    def __init__(self, site: str) -> None:
        self._site = site
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(jar)
        self.send("/sign-in", name="documenter", passphrase=PASSPHRASE)

    def page(self, path: str) -> str:
        """What a page says; `HTTPError` unless it is given."""
        with self._browser.open(self._site + path, timeout=60) as answer:
            said: str = answer.read().decode()
            return said

    def send(self, path: str, **fields: str) -> str:
        """A form with its token, and the page it leads to."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page(path))
        assert token is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        request = urllib.request.Request(  # noqa: S310 - a loopback address that the server gave
            self._site + path, data, {"Origin": self._site, "Referer": self._site + path}
        )
        with self._browser.open(request, timeout=60) as answer:
            said: str = answer.read().decode()
            return said


class Busy:
    """Somebody who does one thing after the other in a thread until told to stop."""

    def __init__(self, once: Callable[[], object]) -> None:
        self.times = 0
        self._once = once
        self._stop = threading.Event()
        self._wrong: list[BaseException] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._once()
            except BaseException as error:  # noqa: BLE001 - told in the test's own thread
                self._wrong.append(error)
                return
            self.times += 1

    def end(self) -> None:
        self._stop.set()
        self._thread.join()
        if self._wrong:
            raise self._wrong[0]


def test_a_backup_made_while_people_read_and_write_comes_back_whole(own: Callable[[], Shell]) -> None:
    shell = own()
    first = shell("list", "--json").json[-1]["id"]  # the newest is listed first
    number = 0

    def paste() -> None:
        nonlocal number
        number += 1
        writer.send("/take-in/", text=BAKER.replace("bakery", f"bakery number {number}"))

    with serving(shell) as site:
        reader, writer = Person(site), Person(site)
        assert "bakery" in reader.page(f"/interviews/{first}")
        reading, writing = Busy(lambda: reader.page(f"/interviews/{first}")), Busy(paste)
        try:
            for bag in ("one", "two", "three"):
                before = writing.times
                assert shell("backup", bag, "--json").json == {"ok": True, "problems": []}
                shell("add", shell.write(f"{bag}.txt", BAKER.replace("river", bag)))
        finally:
            reading.end()
            writing.end()
        assert reading.times > 0
        assert before > 0  # something had been written while the copies before were made
        assert "bakery" in reader.page(f"/interviews/{first}")
        assert shell("check", "--json").json["ok"]

    for n, bag in enumerate(("one", "two", "three")):
        came_back(shell, bag, first, interviews=2 + n)


def came_back(shell: Shell, bag: str, first: str, *, interviews: int) -> None:
    """On a clean machine: everything that was there when the copy began, and the archive is sound."""
    clean = Shell(shell.folder, {"WHENSAFE_STATE": str(shell.folder / f"state of {bag}")})
    clean.environment["WHENSAFE_ARCHIVE"] = str(shell.folder / f"from {bag}")
    assert clean("restore", bag, Path(f"from {bag}"), "--json").json == {"ok": True, "problems": []}
    assert clean("check", "--json").json == {"ok": True, "problems": []}
    assert len(clean("list", "--json").json) == interviews
    assert clean("show", first, "--json").json == shell("show", first, "--json").json
