"""`docs/formats/registers.md` names every register and exactly its keys."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from tests.desk.conftest import Desk, desk, empty_archive

from whensafe.desk import registers
from whensafe.desk.people import add
from whensafe.desk.records import register_mac

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "registers.md").read_text(encoding="utf-8")
__all__ = ["desk", "empty_archive"]
ROWS = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", PAGE, re.MULTILINE))


def test_every_register_has_its_row() -> None:
    assert sorted(ROWS) == sorted(registers.KINDS.values())


@pytest.mark.parametrize(("type_", "kind"), registers.KINDS.items())
def test_a_row_names_the_keys_in_their_order(type_: type, kind: str) -> None:
    assert ROWS[kind].split() == [field.name for field in dataclasses.fields(type_)]


def test_a_body_has_exactly_those_keys_and_the_ledger_its_digest(desk: Desk) -> None:
    person = add(desk.archive, desk.actor, "Danylo Vashchuk", details=[("cell", "7")]).person
    with desk.archive.store.read() as unit:
        record = unit.records.get("person", person.id)
        assert record is not None
        assert sorted(json.loads(record.body)) == sorted(ROWS["person"].split())
        head = json.dumps(["person", person.id, None], separators=(",", ":")).encode()
        assert register_mac(unit.secrets, record) == unit.secrets.mac(
            "register record", head + b"\n" + record.body
        )
        entry = next(opening for _, opening in unit.ledger.leaves(unit.ledger.size() - 1, unit.ledger.size()))
        assert entry is not None
        assert register_mac(unit.secrets, record).hex().encode() in entry.payload
