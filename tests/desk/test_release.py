"""Opened words come back exactly where they were, once, and only if they are what was sealed."""

from __future__ import annotations

import base64
import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt, every, groups, opened, release_file, unchanged

from whensafe.desk import duplicates, journal, registers
from whensafe.desk.act import acting
from whensafe.desk.check import check
from whensafe.desk.look import digest, original, originals
from whensafe.desk.ports import Query
from whensafe.desk.release import ReleaseReceipt, release
from whensafe.desk.release_file import read_release, write_release
from whensafe.desk.seal import seal
from whensafe.desk.search import search
from whensafe.desk.take_in import Incoming, add_to
from whensafe.errors import BadInput, NotFound, NotPermitted, Refused, WhensafeError
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Mark, MarkKind
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind, Version
from whensafe.nouns.sealed import Evidence, FieldHoles, Seal, SealState
from whensafe.protection.closure import OneTurn, Quote, What, Whole

CANARY = "quicksilver nightjar beside kettledrums"
STORY = (
    f"# The {CANARY}\nQ: Where were you?\nA: I saw the {CANARY} at dawn.\nQ: And then?\nA: We walked home.\n"
)
RENDERED = "lang: uk\nQ: Де ви були?\nA: Я бачив ртуть, дрімлюгу й литаври.\nQ: А далі?\nA: Пішли додому.\n"
AGREES = "narrator_agrees"


def told(desk: Desk) -> InterviewId:
    """An interview with a translation, marks and times."""
    adopt(desk)
    id = desk.take(STORY).id
    add_to(desk.archive, desk.actor, id, [Incoming("uk.txt", RENDERED.encode())], kind="translation")
    with acting(desk.archive, desk.actor, "prepare") as deed:
        it = deed.interview(id)
        first, *others = it.sessions[0].transcripts
        turns = tuple(
            replace(t, start_ms=t.n * 1000, end_ms=t.n * 1000 + 900, marks=(Mark(MarkKind.LABEL, 0, "A: "),))
            for t in first.turns
        )
        session = replace(it.sessions[0], transcripts=(replace(first, turns=turns), *others))
        deed.put(replace(it, sessions=(session, *it.sessions[1:])))
    return id


def sealed(desk: Desk, id: InterviewId, what: What | None = None, until: str = FREE, **more: Any) -> str:
    return seal(desk.archive, desk.actor, id, what or Quote(CANARY), until=until, **more).group


def released(desk: Desk, group: str) -> ReleaseReceipt:
    return release(desk.archive, desk.actor, release_file(desk, group))


def plain(it: Interview) -> Interview:
    """Without the names of versions and files, which are new."""
    names = {t.id: f"v{n}" for n, t in enumerate(t for s in it.sessions for t in s.transcripts)}
    sessions = tuple(
        replace(
            s,
            originals=tuple(replace(o, blob="") for o in s.originals),  # type: ignore[arg-type]
            transcripts=tuple(
                replace(t, id=names[t.id], based_on=names.get(t.based_on)) for t in s.transcripts
            ),  # type: ignore[arg-type]
        )
        for s in it.sessions
    )
    exhibits = tuple(replace(e, original=replace(e.original, blob="")) for e in it.exhibits)  # type: ignore[arg-type]
    return replace(it, sessions=sessions, exhibits=exhibits)


def assert_sound(desk: Desk) -> None:
    found = check(desk.archive, desk.actor)
    assert found.ok, found.problems


class TestWhatComesBack:
    @pytest.mark.parametrize("what", [Quote(CANARY), OneTurn("2"), Whole()], ids=["quoted", "turn", "whole"])
    def test_everything(self, desk: Desk, what: What) -> None:
        id = told(desk)
        add_to(desk.archive, desk.actor, id, [Incoming("wall.png", b"\x89PNG\r\n\x1a\nwall")], kind="exhibit")
        before = desk.show(id)
        files = [digest(desk.archive, desk.actor, id, file) for file in originals(before)]
        group = sealed(desk, id, what)
        assert plain(desk.show(id)) != plain(before)
        receipt = released(desk, group)
        after = desk.show(id)
        assert plain(after) == plain(before)
        assert [digest(desk.archive, desk.actor, id, file) for file in originals(after)] == files
        assert receipt.originals_back
        assert receipt.evidence_waiting == 0
        assert every(desk, Evidence) == []
        assert every(desk, FieldHoles) == []
        assert_sound(desk)

    def test_what_was_corrected_and_its_first_reading(self, desk: Desk) -> None:
        from whensafe.desk.changes import SetTurn
        from whensafe.desk.correct import correct
        from whensafe.desk.keep import keep
        from whensafe.nouns.interview import Role

        adopt(desk)
        id = desk.take(STORY, keep=False).id
        correct(desk.archive, desk.actor, id, SetTurn(2, Role.PRESENT, "Olena"))
        keep(desk.archive, desk.actor, id)
        before = desk.show(id)
        group = sealed(desk, id)
        assert len(desk.show(id).sessions[0].transcripts) == 1
        released(desk, group)
        after = desk.show(id)
        assert after.sessions[0].superseded == before.sessions[0].superseded
        assert plain(after) == plain(before)

    def test_search_and_likeness(self, desk: Desk) -> None:
        id = told(desk)
        group = sealed(desk, id)
        with desk.archive.store.read() as unit:
            mac = duplicates.digest(unit.secrets, STORY.encode())
            assert unit.interviews.look_alike(mac, ()) is None
        released(desk, group)
        assert search(desk.archive, desk.actor, TEAM, Query("nightjar")).total == 1
        with desk.archive.store.read() as unit:
            assert unit.interviews.look_alike(mac, ()) == id

    def test_the_original_as_received(self, desk: Desk) -> None:
        id = told(desk)
        released(desk, sealed(desk, id))
        first = originals(desk.show(id))[0]
        assert first.name == "a.txt"
        assert b"".join(original(desk.archive, desk.actor, TEAM, id, first.blob)[1]) == STORY.encode()

    def test_what_the_ledger_said(self, desk: Desk) -> None:
        id = told(desk)
        before = _openings(desk)
        group = sealed(desk, id)
        assert None in _openings(desk)
        released(desk, group)
        assert _openings(desk)[: len(before)] == before
        last = _openings(desk)[-1]
        assert last is not None
        said = journal.read_entry(last.payload)
        assert (said.act, said.about) == ("release", (every(desk, Seal)[0].id,))


class TestSeveralSeals:
    def test_in_any_order(self, desk: Desk) -> None:
        whats = {
            FREE: Quote("quicksilver nightjar"),
            AGREES: Quote("kettledrums"),
            "after(2030)": OneTurn("4"),
        }
        for order in itertools.permutations(whats):
            id = told(desk)
            before = plain(desk.show(id))
            made = {until: sealed(desk, id, what, until) for until, what in whats.items()}
            for until in order:
                released(desk, made[until])
                assert_sound(desk)
            for group in [g for g in groups(desk) if g.interview == id][::-1]:
                if any(e.layers[-1] == group.id for e in every(desk, Evidence)):
                    released(desk, group.id)
            after = desk.show(id)
            assert plain(after) == before
            assert every(desk, Evidence) == []
            assert_sound(desk)

    def test_originals_wait_for_the_last_group(self, desk: Desk) -> None:
        id = told(desk)
        first = sealed(desk, id, Quote("quicksilver"))
        last = sealed(desk, id, Quote("We walked"), AGREES)
        receipt = released(desk, first)
        assert not receipt.originals_back
        assert receipt.evidence_waiting > 0
        assert originals(desk.show(id)) == ()
        receipt = released(desk, last)
        assert not receipt.originals_back
        assert released(desk, first).originals_back  # asked once more: its layer was the inner one
        assert len(originals(desk.show(id))) == 2

    def test_one_groups_words_say_nothing_of_anothers(self, desk: Desk) -> None:
        id = told(desk)
        first = sealed(desk, id, Quote("quicksilver"))
        sealed(desk, id, Quote("We walked"), AGREES)
        held = b"".join(one.content for one in opened(desk, first))
        assert b"quicksilver" in held
        assert b"We walked" not in held
        assert b"kettledrums" not in held

    def test_a_turn_that_renders_words_of_two_seals_waits_for_both(self, desk: Desk) -> None:
        id = told(desk)
        first, last = sealed(desk, id, Quote("quicksilver")), sealed(desk, id, Quote("nightjar"), AGREES)
        assert "дрімлюгу".encode() not in b"".join(one.content for one in opened(desk, first))
        released(desk, first)
        turn = desk.show(id).sessions[0].transcripts[1].turns[1]
        assert turn.text == "\ufffc"
        assert turn.marks == (Mark(MarkKind.SEAL, 0, every(desk, Seal)[1].id),)
        released(desk, last)
        assert desk.show(id).sessions[0].transcripts[1].turns[1].text == "\ufffc"
        receipt = released(desk, first)
        turn = desk.show(id).sessions[0].transcripts[1].turns[1]
        assert turn.text == "Я бачив ртуть, дрімлюгу й литаври."
        assert turn.address in receipt.addresses
        rules = [r for r in every(desk, Restriction) if r.scope == Scope(ScopeKind.TURN, id, turn.address)]
        assert {rule.until for rule in rules} == {FREE, AGREES}
        assert_sound(desk)

    def test_times_wait_for_the_last_hole(self, desk: Desk) -> None:
        id = told(desk)
        first, last = sealed(desk, id, Quote("quicksilver")), sealed(desk, id, Quote("nightjar"), AGREES)
        released(desk, first)
        turn = desk.show(id).transcript.turns[1]  # type: ignore[union-attr]
        assert (turn.start_ms, turn.text) == (
            None,
            f"I saw the {CANARY.replace('nightjar', chr(0xFFFC))} at dawn.",
        )
        released(desk, last)
        turn = desk.show(id).transcript.turns[1]  # type: ignore[union-attr]
        assert (turn.start_ms, turn.text) == (2000, f"I saw the {CANARY} at dawn.")

    def test_a_seal_over_a_seal_goes_first(self, desk: Desk) -> None:
        id = told(desk)
        inner, outer = sealed(desk, id, Quote("nightjar")), sealed(desk, id, OneTurn("2"), AGREES)
        with unchanged(desk), pytest.raises(Refused, match="later seal"):
            released(desk, inner)
        released(desk, outer)
        assert "\ufffc" in desk.show(id).transcript.turns[1].text  # type: ignore[union-attr]
        released(desk, inner)
        assert desk.show(id).transcript.turns[1].text == f"I saw the {CANARY} at dawn."  # type: ignore[union-attr]

    def test_both_of_one_group_come_back_together(self, desk: Desk) -> None:
        id = told(desk)
        before = plain(desk.show(id))
        sealed(desk, id, Quote("nightjar"))
        sealed(desk, id, Quote("saw"))
        group = sealed(desk, id, OneTurn("2"))
        assert len(released(desk, group).seals) == 3
        assert plain(desk.show(id)) == before
        assert_sound(desk)

    def test_a_condition_sealed_again_after_opening_gets_another_key(self, desk: Desk) -> None:
        id = told(desk)
        first = sealed(desk, id)
        released(desk, first)
        assert groups(desk)[0].opened_at is not None
        again = sealed(desk, id)
        assert again != first
        assert plain(desk.show(id)).title == "The \ufffc"
        with desk.archive.store.read() as unit:
            bodies = b"".join(r.body for kind in registers.KINDS.values() for r in unit.records.of(kind))
        assert b"nightjar" not in bodies
        assert_sound(desk)
        released(desk, again)
        assert "nightjar" in (desk.show(id).title or "")
        assert_sound(desk)

    def test_what_was_wrapped_after_it_was_opened_waits(self, desk: Desk) -> None:
        id = told(desk)
        first = sealed(desk, id, Quote("quicksilver"))
        file = release_file(desk, first)
        last = sealed(desk, id, Quote("We walked"), AGREES)
        receipt = release(desk.archive, desk.actor, file)
        assert [s.state for s in receipt.seals] == [SealState.RELEASED]
        assert not receipt.originals_back
        released(desk, last)
        assert released(desk, first).originals_back
        assert_sound(desk)


class TestWhoIsKeptFromThem:
    def test_a_restriction_until_the_condition_holds(self, desk: Desk) -> None:
        id = told(desk)
        before = desk.show(id)
        group = sealed(desk, id, ground=Ground.THIRD_PARTY)
        (kept,) = released(desk, group).seals
        after = desk.show(id)
        rules = {rule.scope.kind: rule for rule in every(desk, Restriction)}
        assert set(rules) == {ScopeKind.PASSAGE, ScopeKind.TURN, ScopeKind.WORDS}
        for rule in rules.values():
            assert (rule.interview, rule.until, rule.ground) == (id, FREE, Ground.THIRD_PARTY)
            assert rule.restored is not None
            assert rule.restored.seal == kept.id
            assert rule.restored.sealed_from == tuple(t.id for t in before.sessions[0].transcripts)
            assert rule.restored.released_as == tuple(t.id for t in after.sessions[0].transcripts)
        passage, turn = rules[ScopeKind.PASSAGE].scope, rules[ScopeKind.TURN].scope
        said = after.sessions[0].transcripts[0].turns[1]
        assert passage.address == said.address
        assert said.text[passage.start : passage.end] == CANARY
        assert turn.address == after.sessions[0].transcripts[1].turns[1].address
        assert rules[ScopeKind.WORDS].scope.words == (CANARY,)
        assert kept.released_as == rules[ScopeKind.TURN].restored.released_as  # type: ignore[union-attr]

    def test_of_a_whole_interview_one_rule(self, desk: Desk) -> None:
        id = told(desk)
        released(desk, sealed(desk, id, Whole()))
        (rule,) = every(desk, Restriction)
        assert rule.scope == Scope(ScopeKind.INTERVIEW, id)

    def test_positions_of_all_rules_are_those_of_the_whole_words(self, desk: Desk) -> None:
        id = told(desk)
        address = desk.show(id).transcript.turns[1].address  # type: ignore[union-attr]
        with acting(desk.archive, desk.actor, "restrict") as deed:
            scope = Scope(ScopeKind.PASSAGE, id, address, 50, 57)
            deed.note(Restriction(RestrictionId("own"), id, scope, Ground.PRIVACY, deed.at))
        sealed(desk, id, Quote("quicksilver"))
        group = sealed(desk, id, Quote("kettledrums"))
        released(desk, group)
        text = desk.show(id).transcript.turns[1].text  # type: ignore[union-attr]
        found = {
            text[r.scope.start : r.scope.end]
            for r in every(desk, Restriction)
            if r.scope.kind is ScopeKind.PASSAGE
        }
        assert found == {"at dawn", "quicksilver", "kettledrums"}
        assert_sound(desk)

    def test_versions_lead_back_to_what_was_agreed_to(self, desk: Desk) -> None:
        from whensafe.protection.consents import Lineage

        id = told(desk)
        before = desk.show(id).sessions[0].transcripts
        sealed(desk, id, Quote("nightjar"))
        group = sealed(desk, id, OneTurn("2"))
        middle = desk.show(id).sessions[0].transcripts
        released(desk, group)
        after = desk.show(id).sessions[0].transcripts
        lineage = Lineage({version.id: version.parent for version in every(desk, Version)})
        for old, between, new in zip(before, middle, after, strict=True):
            assert len({old.id, between.id, new.id}) == 3
            assert lineage.covers(old.id, new.id)
            assert lineage.covers(between.id, new.id)
            assert not lineage.covers(new.id, old.id)


def test_interviews_of_one_edition_are_sealed_and_released_in_turn(desk: Desk) -> None:
    """Each seal takes what the ledger said of the edition, and with it what it said of the others' files."""
    ids = [told(desk), *(desk.take(STORY.replace("home", away)).id for away in ("back", "far", "on"))]
    both = tuple((id, "digest") for id in ids)
    edition = PublishedEdition(
        "e1", Audience("public"), "2026-03-01", desk.archive.now(), "leaf", "00", both, ()
    )

    def publish() -> None:
        with acting(desk.archive, desk.actor, "publish") as deed:
            deed.note(edition)

    publish()
    made = []
    for what in (Quote("quicksilver"), OneTurn("4")):
        for id in ids[:3]:
            made.append(sealed(desk, id, what, FREE if what == OneTurn("4") else AGREES))
            wall = Incoming("wall.png", b"\x89PNG\r\n\x1a\n" + id.encode())
            add_to(desk.archive, desk.actor, id, [wall], kind="exhibit")
            assert_sound(desk)
        publish()
    sealed(desk, ids[3])
    assert_sound(desk)
    for n, group in enumerate(made):
        released(desk, group)
        assert_sound(desk)
        if n % 2:
            sealed(desk, ids[n % 3], OneTurn("2"), "after(2050)")
            assert_sound(desk)


class TestRefusals:
    def test_twice(self, desk: Desk) -> None:
        id = told(desk)
        group = sealed(desk, id)
        file = release_file(desk, group)
        release(desk.archive, desk.actor, file)
        with unchanged(desk), pytest.raises(Refused, match="before"):
            release(desk.archive, desk.actor, file)

    def test_without_an_actor(self, desk: Desk) -> None:
        id = told(desk)
        file = release_file(desk, sealed(desk, id))
        with unchanged(desk), pytest.raises(NotPermitted):
            release(desk.archive, None, file)

    def test_of_another_archive(self, desk: Desk) -> None:
        id = told(desk)
        group = sealed(desk, id)
        with unchanged(desk), pytest.raises(BadInput, match="another archive"):
            release(desk.archive, desk.actor, write_release("elsewhere", opened(desk, group)))

    def test_anything_changed_in_it(self, desk: Desk) -> None:
        id = told(desk)
        group = sealed(desk, id)
        whole = opened(desk, group)
        archive = read_release(release_file(desk, group))[0]
        before = desk.show(id)
        for n, one in enumerate(whole):
            for changed in (
                replace(one, content=one.content + b" "),
                replace(one, content=one.content[:-1]),
                replace(one, content=bytes([one.content[0] ^ 1]) + one.content[1:]),
                replace(one, content=one.content.replace(b"quicksilver", b"quickSilver")),
                replace(one, content=whole[n - 1].content),
                *(
                    replace(one, context=_with(one.context, **{key: value}))
                    for key, value in (
                        ("seal", "nobody"),
                        ("interview", "elsewhere0"),
                        ("group", "another"),
                        ("scope", "turn"),
                        ("version", 9),
                        ("archive", "elsewhere"),
                    )
                ),
            ):
                if changed.content == one.content and changed.context == one.context:
                    continue
                with unchanged(desk), pytest.raises((BadInput, NotFound)) as refused:
                    release(
                        desk.archive,
                        desk.actor,
                        write_release(archive, (*whole[:n], changed, *whole[n + 1 :])),
                    )
                assert "quick" not in str(refused.value).lower()
        assert desk.show(id) == before
        release(desk.archive, desk.actor, write_release(archive, whole))

    @pytest.mark.parametrize(
        "data", [b"", b"{}\n", b"\xff" * 40, b'{"kind":"whensafe-release-1"}\n', b"[" * 10**5]
    )
    def test_what_is_no_release_file(self, desk: Desk, data: bytes) -> None:
        with unchanged(desk), pytest.raises(BadInput):
            release(desk.archive, desk.actor, data)

    def test_another_spelling_of_the_same(self, desk: Desk) -> None:
        id = told(desk)
        file = release_file(desk, sealed(desk, id))
        for data in (file.rstrip(b"\n"), file.replace(b":", b": ", 1), file + b"\n", b" " + file):
            with unchanged(desk), pytest.raises(BadInput):
                release(desk.archive, desk.actor, data)

    def test_bytes_flipped_anywhere_never_put_other_words_back(self, desk: Desk) -> None:
        id = told(desk)
        group = sealed(desk, id)
        file = release_file(desk, group)
        before = desk.show(id)
        for at in range(0, len(file), 97):
            data = file[:at] + bytes([file[at] ^ 4]) + file[at + 1 :]
            with unchanged(desk), pytest.raises(WhensafeError):
                release(desk.archive, desk.actor, data)
        assert desk.show(id) == before


def test_the_format_of_the_file(desk: Desk) -> None:
    id = told(desk)
    said = json.loads(release_file(desk, sealed(desk, id)))
    assert list(said) == ["archive", "kind", "opened"]
    assert said["kind"] == "whensafe-release-1"
    first = said["opened"][0]
    assert list(first["context"]) == ["archive", "group", "interview", "purpose", "scope", "seal", "version"]
    content = base64.b64decode(first["content"])
    held = json.loads(content[32:])
    assert held["scope"] == "passage"
    assert held["stretches"][0]["words"] == CANARY


def _with(context: Any, **changes: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(context, **changes)


def _openings(desk: Desk) -> list[Any]:
    with desk.archive.store.read() as unit:
        return [opening for _, opening in unit.ledger.leaves(0, unit.ledger.size())]
