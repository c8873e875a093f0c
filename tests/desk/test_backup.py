from __future__ import annotations

from tests.memory_store import memory_archive

from whensafe.desk.backup import backup, since
from whensafe.desk.check import check


def labels(archive, at: str) -> list[str]:  # type: ignore[no-untyped-def]
    with archive.store.read() as unit:
        return [made.label for made in since(unit, at)]


def test_a_copy_is_noted_before_it_is_made_and_stays_noted_when_it_fails() -> None:
    archive, actor = memory_archive()
    before = archive.now()
    with backup(archive, actor, label="monday"):
        assert labels(archive, before) == ["monday"]
    try:
        with backup(archive, actor, label="tuesday"):
            raise KeyError  # noqa: TRY301
    except KeyError:
        pass
    assert labels(archive, before) == ["monday", "tuesday"]
    assert check(archive, actor).ok


def test_only_copies_of_that_time_or_later_are_told() -> None:
    archive, actor = memory_archive()
    for label in ("one", "two", "three"):
        with backup(archive, actor, label=label):
            pass
    with archive.store.read() as unit:
        one, two, three = since(unit, "")
        assert since(unit, two.at) == (two, three)
        assert since(unit, three.at) == (three,)
        assert since(unit, archive.now()) == ()
    assert one.label == "one"


def test_a_label_is_always_something_to_print() -> None:
    archive, actor = memory_archive()
    for label in ("", "a\udcffb", "line\nbreak", "x" * 300, "понеділок"):
        with backup(archive, actor, label=label):
            pass
    assert labels(archive, "") == ["?", "a?b", "line?break", "x" * 80, "понеділок"]
