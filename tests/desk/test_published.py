"""The list of editions: who signed and why, what came and went, who has said no since."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.conftest import Desk
from tests.desk.told import BAKER, PRESS, WEAVER, publish, restrict, say

from whensafe.desk.published import published
from whensafe.errors import NotPermitted
from whensafe.nouns.consent import Said


def test_each_edition_with_its_signature_and_what_changed(desk: Desk, tmp_path: Path) -> None:
    baker, weaver = desk.take(BAKER).id, desk.take(WEAVER).id
    say(desk, baker)
    first = publish(desk, tmp_path / "out").record
    desk.take("Q: a?\nA: b.\n")
    say(desk, weaver)
    restrict(desk, baker, 2, "Danylo")
    second = publish(desk, tmp_path / "out").record
    say(desk, weaver, audience=PRESS)
    other = publish(desk, tmp_path / "press", PRESS).record
    found = published(desk.archive, desk.actor)
    assert [one.edition.id for one in found.editions] == [other.id, second.id, first.id]
    assert all((one.by, one.reason) == (desk.actor.member, "read and weighed") for one in found.editions)
    assert [one.last for one in found.editions] == [True, True, False]
    assert [one.changes is None for one in found.editions] == [True, False, True]
    changes = found.editions[1].changes
    assert changes is not None
    assert (changes.added, changes.gone, changes.changed) == ((weaver,), (), (baker,))
    assert found.key.startswith("whensafe-archive/editions+")
    assert len(found.fingerprint.split()) == 8


def test_who_said_no_since_is_pointed_out_in_every_edition_that_told_it(desk: Desk, tmp_path: Path) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    publish(desk, tmp_path / "out")
    assert published(desk.archive, desk.actor).editions[0].withdrawn == ()
    say(desk, id, Said.WITHDRAWN)
    publish(desk, tmp_path / "out")
    after = published(desk.archive, desk.actor).editions
    assert [one.withdrawn for one in after] == [(), (id,)]
    assert after[0].changes is not None
    assert after[0].changes.gone == (id,)


def test_nobody_without_the_archive_is_told(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        published(desk.archive, None)
