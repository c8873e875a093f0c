"""What `whensafe demo` shows: invented testimonies, and what protects the people in them.

`fill` takes them in and protects them, as the files in `whensafe.samples` say. It makes three custodians,
too, in a folder beside the archive, words and all, which nobody would ever do in life. `told_first` is
what to try.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whensafe.cli.demo_sound import hum
from whensafe.cli.working import counting
from whensafe.errors import Refused
from whensafe.nouns.actor import audience
from whensafe.nouns.consent import Attribution, Said, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Basis

if TYPE_CHECKING:
    from whensafe.nouns.condition import PersonId
    from whensafe.nouns.sealed import SealId
    from whensafe.wiring import Opened

SAMPLES = files("whensafe") / "samples"
README = "READ-ME-FIRST.txt"
TRY = "try.txt"
CARD = "archive-card.json"
RECORDED = "04-sushylnyk-2.vtt"
"""The captions that are taken in with a recording beside them."""
WARNING = """A demonstration: everybody here is invented.

The folders beside this file hold what three custodians would keep, words and all, so that you can try how
something sealed is opened. In life NOBODY DOES THIS. Custodians make their words on machines of their own,
write them on paper, and give the archive only their cards. They live in different places and work for
different employers; no two sets of words ever lie in one place, and none where the archive is.
A thief of this folder could open the seal. That is what you must never make possible.
"""

_Ids = dict[str, InterviewId]
"""The interview that each sample became."""
_People = Mapping[str, "PersonId"]
"""The register's ids, by the names that ``protection.json`` has for them."""


def beside(folder: Path) -> Path:
    """Where the custodians of the archive in ``folder`` are."""
    return folder.with_name(folder.name + "-custodians")


def clear_away(custodians: Path) -> None:
    """Remove custodians of an earlier demonstration. `Refused` for a folder that is no such thing."""
    if custodians.exists():
        if not (custodians / README).is_file():
            raise Refused("there is something here already", where=str(custodians), todo="Move it away.")
        shutil.rmtree(custodians)


def told_first(folder: Path) -> Iterator[str]:
    """Six lines: what to type to see sealed words told. None where the archive was made without."""
    custodians = beside(folder)
    try:
        lines = (custodians / TRY).read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    archive = os.path.relpath(folder, custodians)
    yield (
        "A man is free: what was sealed for his sake is opened and told. Begin on the page Due, or type, "
        "line by line in another terminal:"
    )
    if os.name == "nt":
        yield f'cd "{custodians}" && set WHENSAFE_ARCHIVE={archive}&& set WHENSAFE_PASSPHRASE=demo'
    else:
        path = "" if shutil.which("whensafe") else f" PATH={shlex.quote(_own_folder())}:$PATH"
        yield (
            f"cd {shlex.quote(str(custodians))} && "
            f"export WHENSAFE_ARCHIVE={shlex.quote(archive)} WHENSAFE_PASSPHRASE=demo{path}"
        )
    yield from lines


def fill(opened: Opened, custodians: Path) -> None:
    """Take everything in, protect it, and write the folder ``custodians``, which isn't there yet."""
    plan = _read("protection.json")
    ids = _take_in(opened)
    people = {key: _person(opened, one, ids) for key, one in plan["people"].items()}
    _adopt(opened, plan, custodians)
    seals = [_seal(opened, one, ids, people) for one in plan["seals"]]
    for rule in plan["restrictions"]:
        _restrict(opened, rule, ids, people)
    for answer in plan["consents"]:
        _consent(opened, answer, ids)
    lines = _to_try(people["hlib"], seals[0], ids[plan["seals"][0]["in"]])
    (custodians / TRY).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _to_try(person: PersonId, seal: SealId, interview: InterviewId) -> tuple[str, ...]:
    """Confirm the fact, ask the narrator, ask the custodians, who answer; open, bring back, tell."""
    publish = "whensafe publish --audience public edition --yes --reason"
    agreed = f"whensafe consent {interview} --use publish --audience public --by narrator --scope {seal}"
    opened = "whensafe open ask --answer one --answer two --out told"
    answers = (
        f"whensafe answer ask {out} --words {who}/words --archive-card {CARD}"
        for out, who in (("one", "ada"), ("two", "bohdan"))
    )
    return (
        f'{publish} "as it is" && whensafe confirm "free({person})" --evidence "he telephoned"',
        f"{agreed} && whensafe request {seal} ask --for public",
        " && ".join(answers),
        f'{opened} && whensafe release told && {publish} "he is free"',
    )


def _own_folder() -> str:
    """Where this command lies, for a terminal that doesn't find it."""
    return str(Path(sys.argv[0]).resolve().parent)


def _read(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def _take_in(opened: Opened) -> _Ids:
    from whensafe.desk.take_in import Incoming, add_to, take_in

    manifest = _read("manifest.json")
    ids: _Ids = {}
    with counting("Taking in invented testimonies", len(manifest)) as count:
        for entry in manifest:
            data = (SAMPLES / entry["file"]).read_bytes()
            incoming = [Incoming(entry["file"], data)]
            if entry["file"] == RECORDED:
                incoming.append(Incoming(RECORDED.replace(".vtt", ".wav"), hum(data.decode("utf-8"))))
            if entry["to"] is None:
                taken = take_in(opened.archive, opened.actor, incoming, basis=Basis(entry["basis"]))
            else:
                taken = add_to(opened.archive, opened.actor, ids[entry["to"]], incoming, kind=entry["kind"])
            ids[entry["file"]] = taken.id
            count()
    return ids


def _person(opened: Opened, one: Mapping[str, Any], ids: _Ids) -> PersonId:
    from whensafe.desk import people

    added = people.add(
        opened.archive,
        opened.actor,
        one["name"],
        also=one["also"],
        details=tuple(one.get("details", {}).items()),
        narrator_of=[ids[file] for file in one.get("narrator_of", ())],
    )
    return added.person.id


def _adopt(opened: Opened, plan: Mapping[str, Any], custodians: Path) -> None:
    from whensafe.desk.adopt import adopt, archive_card
    from whensafe.outside.durable import write_new
    from whensafe.sealing.custodians import Custodian, fingerprint, read_card
    from whensafe.sealing.paper import custodian_page

    cards = []
    for key, name in plan["custodians"].items():
        custodian = Custodian.new(opened.archive.randomness.bytes)
        words, card = custodian.words(), custodian.card(name)
        page = custodian_page(name, fingerprint(read_card(card).verify), words=words, language="en")
        write_new(custodians / key / "words", words.encode() + b"\n", private=True)
        write_new(custodians / key / "page.html", page, private=True)
        write_new(custodians / key / "card.json", card, private=False)
        cards.append((name, card))
    adopt(opened.archive, opened.actor, cards, plan["threshold"])
    write_new(custodians / CARD, archive_card(opened.archive, opened.actor), private=False)
    write_new(custodians / README, WARNING.encode(), private=False)


def _seal(opened: Opened, one: Mapping[str, Any], ids: _Ids, people: _People) -> SealId:
    from whensafe.desk.seal import seal
    from whensafe.protection.closure import Quote

    return seal(
        opened.archive,
        opened.actor,
        ids[one["in"]],
        Quote(one["quote"]),
        until=one["until"].format(**people),
        ground=Ground(one["ground"]),
    ).seal


def _restrict(opened: Opened, one: Mapping[str, Any], ids: _Ids, people: _People) -> None:
    from whensafe.desk.restrict import Named, Rule, restrict
    from whensafe.protection.closure import OneTurn

    what = Named(tuple(one["names"])) if "names" in one else OneTurn(one["turn"])
    until = one["until"].format(**people) if "until" in one else None
    rule = Rule(until=until, ground=Ground(one["ground"]))
    restrict(opened.archive, opened.actor, ids[one["in"]] if "in" in one else None, what, rule)


def _consent(opened: Opened, one: Mapping[str, Any], ids: _Ids) -> None:
    from whensafe.desk.consent import NARRATOR, Answer, consent

    answer = Answer(
        Use(one["use"]),
        NARRATOR,
        audience(one["audience"]) if "audience" in one else None,
        Said.REFUSED if one.get("refused") else Said.AGREED,
        Attribution(one.get("attribution", "none")),
        evidence=one.get("evidence"),
    )
    consent(opened.archive, opened.actor, ids[one["in"]], answer)
