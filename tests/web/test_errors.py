"""Refusals are one sentence in the reader's language, faults a code; neither holds words, nor does a log."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.web.conftest import UK, House

from whensafe import errors
from whensafe.web import report, words
from whensafe.web.pages import desk as desk_page
from whensafe.web.pages import take_in as take_in_page

CANARY = "canary-of-a-narrator"


class Kept(logging.Handler):
    """Keeps formatted lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(report.WordlessFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    kept = Kept()
    loggers = [logging.getLogger(name) for name in ("django", "waitress", "whensafe")]
    for logger in loggers:
        logger.addHandler(kept)
    yield kept
    for logger in loggers:
        logger.removeHandler(kept)


def test_a_fault_shows_a_code_and_the_log_where_it_was(
    house: House, client: Client, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(desk_page.look, "page", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    code = re.search(r'class="digest">([0-9a-f]{8})<', answer.content.decode())
    assert code is not None
    assert any(code[1] in line and "RuntimeError at test_errors.py" in line for line in log.lines)
    assert not any(CANARY in line for line in log.lines)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_fault_while_taking_in_keeps_the_words_to_itself(
    house: House, client: Client, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(take_in_page.act, "take_in", broken)
    answer = client.post("/take-in/", {"text": f"Q: {CANARY}"}, follow=True)
    assert CANARY not in answer.content.decode()
    assert "went wrong" in answer.content.decode()
    assert any("ValueError" in line for line in log.lines)
    assert not any(CANARY in line for line in log.lines)


def test_djangos_own_reporter_says_no_more() -> None:
    with pytest.raises(KeyError) as caught:
        {}[CANARY]
    made = report.Reporter(None, KeyError, caught.value, caught.tb)
    assert CANARY not in made.get_traceback_text() + made.get_traceback_html()
    assert "KeyError at test_errors.py" in made.get_traceback_text()


def test_a_librarys_log_line_loses_its_arguments() -> None:
    record = logging.LogRecord("django.request", 40, "x.py", 1, "Bad: %s", (CANARY,), None)
    assert report.WordlessFormatter().format(record) == "error django.request: Bad: %s"


def kinds(kind: type[errors.WhensafeError]) -> Iterator[type[errors.WhensafeError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


@pytest.mark.parametrize("kind", sorted(set(kinds(errors.WhensafeError)), key=lambda k: k.__name__))
def test_every_error_is_a_sentence_in_both_languages(kind: type[errors.WhensafeError]) -> None:
    from django.utils.translation import override

    error = kind.__new__(kind)
    errors.WhensafeError.__init__(error, "some line of the core")
    assert error.code in words.ERRORS, "this face has a sentence of its own for every code"
    with override("uk"):
        said = words.sentence(error)
        assert re.search("[а-яі]", said.wrong)
        assert re.search("[а-яі]", said.kept + said.todo)
    with override("en"):
        assert words.sentence(error).wrong.endswith(".")


def test_a_known_line_is_said_in_ukrainian() -> None:
    from django.utils.translation import override

    with override("uk"):
        assert words.sentence(errors.BadInput("the file is empty")).wrong == "Файл порожній."


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        ("/interviews/0123456789", None, 404),
        ("/take-in/0123456789", None, 404),
        ("/interviews/0123456789/turns/00000000000000", None, 404),
        ("/found/none", None, 404),
        ("/take-in/jobs/none", None, 404),
        ("/take-in/", {"text": "  "}, 400),
        ("/take-in/0123456789/keep", {}, 404),
        ("/ledger/", {}, 405),
    ],
)
def test_what_is_not_there_or_not_so(
    house: House, client: Client, address: str, form: dict[str, str] | None, status: int
) -> None:
    answer = client.get(address) if form is None else client.post(address, form)
    assert answer.status_code == status


def test_what_was_kept_is_not_changed_any_more(house: House, client: Client) -> None:
    kept = house.kept(UK)
    answer = client.post(f"/take-in/{kept}/change", {"kind": "swap"})
    assert answer.status_code == 400
    assert "no longer a draft" in answer.content.decode()
    assert client.post(f"/take-in/{kept}/discard").status_code == 400
