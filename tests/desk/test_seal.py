"""Sealing what is stored: the words are nowhere it can be read, and nothing that is kept confirms a guess."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import CARDS, FREE, PETRO, adopt, every, groups, unchanged

from whensafe.desk import duplicates, journal, registers
from whensafe.desk.act import acting
from whensafe.desk.backup import backup
from whensafe.desk.changes import Answer
from whensafe.desk.check import check
from whensafe.desk.correct import correct
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.look import originals, show
from whensafe.desk.ports import Query
from whensafe.desk.records import canonical, record_mac, register_mac
from whensafe.desk.seal import Plan, SealReceipt, plan, seal
from whensafe.desk.search import search
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.errors import BadOption, Damaged, NotFound, NotPermitted, Refused
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Basis, Interview, MarkKind, Question
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restored, Restriction, RestrictionId, Scope, ScopeKind, Version
from whensafe.nouns.sealed import Evidence, Seal, SealScope, SealState
from whensafe.protection import gate
from whensafe.protection.closure import OneTurn, Quote, What, Whole

CANARY = "quicksilver nightjar beside kettledrums"
STORY = (
    f"# The {CANARY}\nQ: Where were you?\nA: I saw the {CANARY} at dawn.\nQ: And then?\nA: We walked home.\n"
)


def told(desk: Desk, text: str = STORY) -> InterviewId:
    adopt(desk)
    return desk.take(text).id


def sealed(desk: Desk, id: InterviewId, what: What | None = None, **more: object) -> SealReceipt:
    values = {"until": FREE, **more}
    return seal(desk.archive, desk.actor, id, what or Quote(CANARY), **values)  # type: ignore[arg-type]


def planned(desk: Desk, id: InterviewId, what: What | None = None) -> Plan:
    return plan(desk.archive, desk.actor, id, what or Quote(CANARY))


def everything(desk: Desk) -> bytes:
    """Every value the archive keeps and can read, originals too, as one text."""
    with desk.archive.store.read() as unit:
        found = [canonical(unit.interviews.get(id, TEAM)) for id in unit.interviews.ids()]
        found += [record.body for kind in registers.KINDS.values() for record in unit.records.of(kind)]
        found += [b"".join(unit.blobs.read(name)) for name in unit.blobs.names()]
        found += [o.payload for _, o in unit.ledger.leaves(0, unit.ledger.size()) if o is not None]
    return b"\n".join(found).lower()


def words_in(desk: Desk) -> list[str]:
    left = everything(desk)
    return [word for word in CANARY.split() if word.encode() in left]


def macs(desk: Desk) -> set[str]:
    """Every keyed digest that the ledger still tells."""
    with desk.archive.store.read() as unit:
        said = [
            journal.read_entry(o.payload)
            for _, o in unit.ledger.leaves(0, unit.ledger.size())
            if o is not None
        ]
    lists = itertools.chain.from_iterable((*s.interviews, *s.blobs, *s.records) for s in said)
    return {one.mac for one in lists if one.mac is not None}


def mac_of(desk: Desk, interview: Interview) -> str:
    with desk.archive.store.read() as unit:
        return record_mac(unit.secrets, interview).hex()


def assert_sound(desk: Desk) -> None:
    found = check(desk.archive, desk.actor)
    assert found.ok, found.problems


class TestWhatIsLeft:
    def test_of_the_words_nothing_anywhere(self, desk: Desk) -> None:
        id = told(desk)
        assert len(words_in(desk)) == 4
        receipt = sealed(desk, id)
        assert words_in(desk) == []
        assert receipt.erased
        after = desk.show(id)
        assert after.title == "The \ufffc"
        assert after.transcript is not None
        assert after.transcript.turns[1].text == "I saw the \ufffc at dawn."
        assert after.transcript.turns[1].marks[-1].kind is MarkKind.SEAL
        assert after.transcript.turns[1].marks[-1].verbatim == receipt.seal
        assert after.sessions[0].originals == ()

    @pytest.mark.parametrize("what", [OneTurn("2"), Whole()], ids=["turn", "whole"])
    def test_of_a_turn_or_all_of_it_nothing(self, desk: Desk, what: What) -> None:
        id = told(desk)
        sealed(desk, id, what)
        assert words_in(desk) == []

    def test_search_finds_it_no_more_and_still_finds_the_rest(self, desk: Desk) -> None:
        id = told(desk)
        assert search(desk.archive, desk.actor, TEAM, Query("nightjar")).total == 1
        sealed(desk, id)
        assert search(desk.archive, desk.actor, TEAM, Query("nightjar")).total == 0
        assert search(desk.archive, desk.actor, TEAM, Query("walked")).total == 1

    def test_the_archive_is_sound(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        assert_sound(desk)
        sealed(desk, id, OneTurn("4"), until="narrator_agrees")
        assert_sound(desk)

    def test_the_turns_keep_their_addresses_and_the_versions_their_lineage(self, desk: Desk) -> None:
        id = told(desk)
        before = desk.show(id).transcript
        receipt = sealed(desk, id)
        after = desk.show(id).transcript
        assert before is not None
        assert after is not None
        assert [t.address for t in before.turns] == [t.address for t in after.turns]
        (version,) = every(desk, Version)
        assert (version.id, version.parent, version.by) == (after.id, before.id, receipt.seal)

    def test_what_the_seal_is_to_the_archive(self, desk: Desk) -> None:
        id = told(desk)
        before = desk.show(id).transcript
        receipt = sealed(desk, id, ground=Ground.THIRD_PARTY, secret=True)
        (kept,) = every(desk, Seal)
        assert before is not None
        assert kept.id == receipt.seal
        assert (kept.scope, kept.secret, kept.ground) == (SealScope.EXCHANGE, True, Ground.THIRD_PARTY)
        assert (kept.condition, kept.state) == (FREE, SealState.SEALED)
        assert kept.sealed_from == (before.id,)
        assert set(kept.addresses) == {t.address for t in before.turns[:2]}


class TestNothingConfirmsAGuess:
    """Somebody has the disk, the server's keys and the true words: nothing stored agrees with them."""

    def test_no_digest_of_the_interview_as_it_was(self, desk: Desk) -> None:
        id = told(desk)
        before = desk.show(id)
        assert mac_of(desk, before) in macs(desk)
        sealed(desk, id)
        assert mac_of(desk, before) not in macs(desk)
        assert mac_of(desk, desk.show(id)) in macs(desk)

    def test_no_digest_of_the_version_before_a_second_seal(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        between = desk.show(id)
        assert mac_of(desk, between) in macs(desk)
        sealed(desk, id, Quote("We walked"), until="narrator_agrees")
        assert mac_of(desk, between) not in macs(desk)

    def test_no_digest_and_no_row_of_the_file(self, desk: Desk) -> None:
        id = told(desk)
        with desk.archive.store.read() as unit:
            mac = unit.secrets.mac("blob", STORY.encode()).hex()
            digest = duplicates.digest(unit.secrets, STORY.encode())
        assert mac in macs(desk)
        sealed(desk, id)
        assert mac not in macs(desk)
        with desk.archive.store.read() as unit:
            assert mac not in {ref.mac.hex() for ref in unit.blobs.refs()}
            assert unit.interviews.look_alike(digest, ()) is None

    def test_no_print_of_the_words(self, desk: Desk) -> None:
        long = (
            "Q: Well?\nA: one two three four five six seven eight nine ten eleven twelve thirteen fourteen.\n"
        )
        id = told(desk, long)
        with desk.archive.store.read() as unit:
            words = duplicates.sketch(unit.secrets, [t.text for t in desk.show(id).transcript.turns])  # type: ignore[union-attr]
            assert unit.interviews.look_alike(b"", words) == id
        sealed(desk, id, OneTurn("2"))
        with desk.archive.store.read() as unit:
            assert unit.interviews.look_alike(b"", words) is None

    def test_what_is_open_is_still_recognised(self, desk: Desk) -> None:
        lines = "".join(f"A: line {n} says what word{n} and thing{n} were like\n" for n in range(30))
        id = told(desk, lines)
        sealed(desk, id, OneTurn("3"))
        assert desk.take(lines.replace("\n", " \n")).duplicate_of == id

    def test_the_digest_of_what_an_edition_told_goes(self, desk: Desk) -> None:
        id = told(desk)
        edition = PublishedEdition(
            "e1",
            Audience("public"),
            "2026-03-01",
            "2026-03-01T12:00:00Z",
            "leaf",
            "00",
            ((id, "digest"),),
            (),
        )
        with acting(desk.archive, desk.actor, "publish") as deed:
            deed.note(edition)
        with desk.archive.store.read() as unit:
            mac = register_mac(unit.secrets, registers.spell(edition)).hex()
        assert mac in macs(desk)
        assert [item.id for item in planned(desk, id).look if item.kind == "edition"] == ["e1"]
        sealed(desk, id)
        assert mac not in macs(desk)
        assert every(desk, PublishedEdition)[0].told == ((id, ""),)
        assert_sound(desk)

    def test_positions_of_restrictions_tell_no_length(self, desk: Desk) -> None:
        id = told(desk)
        turn = desk.show(id).transcript.turns[1]  # type: ignore[union-attr]
        spots = {"before": (0, 5), "after": (50, 57), "inside": (14, 20), "around": (6, 52), "half": (0, 20)}
        with acting(desk.archive, desk.actor, "restrict") as deed:
            for name, (start, end) in spots.items():
                scope = Scope(ScopeKind.PASSAGE, id, turn.address, start, end)
                deed.note(Restriction(RestrictionId(name), id, scope, Ground.PRIVACY, deed.at))
        olds = {}
        with desk.archive.store.read() as unit:
            for rule in registers.every(unit, Restriction):
                olds[rule.id] = register_mac(unit.secrets, registers.spell(rule)).hex()
        sealed(desk, id)
        now = {rule.id: (rule.scope.start, rule.scope.end) for rule in every(desk, Restriction)}
        assert now == {
            "before": (0, 5),
            "after": (12, 19),
            "inside": (10, 11),
            "around": (6, 14),
            "half": (0, 11),
        }
        left = macs(desk)
        assert [name for name, mac in olds.items() if mac in left] == ["before"]
        assert_sound(desk)

    def test_a_restriction_that_repeats_the_words_goes(self, desk: Desk) -> None:
        id = told(desk)
        with acting(desk.archive, desk.actor, "release") as deed:
            scope = Scope(ScopeKind.WORDS, id, words=(CANARY,))
            restored = Restored("s", (), ())  # type: ignore[arg-type]
            deed.note(Restriction(RestrictionId("r"), id, scope, Ground.PRIVACY, deed.at, restored=restored))
        sealed(desk, id)
        assert words_in(desk) == []
        assert every(desk, Restriction) == []
        assert_sound(desk)

    def test_a_correction_made_while_sealed_copies_nothing(self, desk: Desk) -> None:
        id = told(desk, STORY + "Somebody (narrator): And I.\n")
        with acting(desk.archive, desk.actor, "ask") as deed:
            it = deed.interview(id)
            deed.put(replace(it, questions=(Question("unnamed_speaker", "Who?", 2),)))
        sealed(desk, id)
        correct(desk.archive, desk.actor, id, Answer(0, "Olena"))
        after = desk.show(id)
        assert len(after.sessions[0].transcripts) == 1
        assert_sound(desk)


class TestEvidence:
    def test_one_file_of_one_layer_for_one_group(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        (kept,) = every(desk, Evidence)
        assert kept.layers == (groups(desk)[0].id,)
        with desk.archive.store.read() as unit:
            assert list(unit.blobs.names()) == [kept.blob]

    def test_a_further_group_wraps_every_file_once_more(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        sealed(desk, id, Quote("We walked"), until="narrator_agrees")
        first, second = groups(desk)
        assert [kept.layers for kept in every(desk, Evidence)] == [(first.id, second.id)] * 2
        with desk.archive.store.read() as unit:
            assert set(unit.blobs.names()) == {kept.blob for kept in every(desk, Evidence)}

    def test_the_same_condition_is_the_same_group_however_it_is_spelled(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id, until=f" ( {FREE} ) ")
        sealed(desk, id, Quote("We walked"), until=FREE)
        (group,) = groups(desk)
        assert group.condition == FREE
        assert [kept.layers for kept in every(desk, Evidence)] == [(group.id,)] * 2
        assert_sound(desk)

    def test_another_interview_has_another_group(self, desk: Desk) -> None:
        id, other = told(desk), desk.take("Q: Where?\nA: Beside the kettledrums of ours.\n").id
        sealed(desk, id)
        sealed(desk, other, Quote("Beside"))
        assert len({group.group.recipient for group in groups(desk)}) == 2

    def test_a_new_roster_holds_new_groups(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        with acting(desk.archive, desk.actor, "custodians") as deed:
            deed.note(Roster(ROSTER, 1, CARDS[1:], deed.at))
        sealed(desk, id, Quote("We walked"))
        assert [len(group.group.shares) for group in groups(desk)] == [3, 2]

    def test_files_that_come_later_go_with_the_next_seal(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        add_to(
            desk.archive,
            desk.actor,
            id,
            [Incoming("b.txt", b"Q: More?\nA: Yes, more of it.\n")],
            kind="session",
        )
        assert len(originals(desk.show(id))) == 1
        sealed(desk, id, Quote("We walked"))
        assert originals(desk.show(id)) == ()
        assert_sound(desk)

    def test_exhibits_stay_and_are_still_known(self, desk: Desk) -> None:
        id = told(desk)
        add_to(desk.archive, desk.actor, id, [Incoming("wall.png", b"\x89PNG\r\n\x1a\nwall")], kind="exhibit")
        assert "exhibit" in [item.kind for item in planned(desk, id).look]
        sealed(desk, id)
        assert len(desk.show(id).exhibits) == 1
        assert_sound(desk)
        sealed(desk, id, Whole(), until="narrator_agrees")
        assert desk.show(id).exhibits == ()
        assert_sound(desk)


class TestThePlan:
    def test_it_changes_nothing_and_shows_where_else(self, desk: Desk) -> None:
        id = told(desk)
        other = desk.take(f"Q: Well?\nA: Others saw the {CANARY.upper()}, too.\n").id
        with backup(desk.archive, desk.actor, label="copy one"):
            pass
        before = everything(desk)
        with unchanged(desk):
            shown = planned(desk, id)
        assert everything(desk) == before
        assert [(i.kind, i.id, i.turn) for i in shown.look] == [("other_interview", other, 2)]
        assert [made.label for made in shown.backups] == ["copy one"]
        assert {i.kind for i in shown.closure.goes} >= {
            "stretch",
            "field",
            "originals",
            "prints",
            "search_rows",
        }
        assert "nightjar" not in repr(shown)

    def test_what_changed_since_it_was_shown_is_refused(self, desk: Desk) -> None:
        id = told(desk)
        shown = planned(desk, id)
        sealed(desk, id, Quote("We walked"))
        with unchanged(desk), pytest.raises(Refused):
            sealed(desk, id, shown=shown)
        assert sealed(desk, id, shown=planned(desk, id)).scope is SealScope.PASSAGE

    def test_the_receipt_names_copies_made_since_it_was_taken_in(self, desk: Desk) -> None:
        with backup(desk.archive, desk.actor, label="too early"):
            pass
        id = told(desk)
        with backup(desk.archive, desk.actor, label="still holds it"):
            pass
        assert [made.label for made in sealed(desk, id).backups_still_holding] == ["still holds it"]


class TestRefusals:
    def test_without_custodians(self, desk: Desk) -> None:
        id = desk.take(STORY).id
        for act in (lambda: planned(desk, id), lambda: sealed(desk, id, until="narrator_agrees")):
            with unchanged(desk), pytest.raises(Refused, match="custodians"):
                act()

    def test_without_an_actor(self, desk: Desk) -> None:
        id = told(desk)
        with unchanged(desk), pytest.raises(NotPermitted):
            seal(desk.archive, None, id, Quote(CANARY), until=FREE)
        with pytest.raises(NotPermitted):
            plan(desk.archive, None, id, Quote(CANARY))

    def test_a_draft(self, desk: Desk) -> None:
        adopt(desk)
        id = desk.take(STORY, keep=False).id
        with unchanged(desk), pytest.raises(Refused, match="draft"):
            sealed(desk, id)

    @pytest.mark.parametrize("until", ["", "free(Petro)", "free(p:", "sometime", "after(2026-13)"])
    def test_no_condition(self, desk: Desk, until: str) -> None:
        id = told(desk)
        with unchanged(desk), pytest.raises(BadOption):
            sealed(desk, id, until=until)

    def test_a_condition_about_nobody_in_the_register(self, desk: Desk) -> None:
        id = told(desk)
        with unchanged(desk), pytest.raises(NotFound) as refused:
            sealed(desk, id, until=f"{FREE} and free(p:nobody)")
        assert refused.value.where == "p:nobody"

    def test_what_was_published_elsewhere_asks_for_a_reason(self, desk: Desk) -> None:
        adopt(desk)
        id = take_in(desk.archive, desk.actor, [Incoming("a", STORY.encode())], basis=Basis.PUBLISHED).id
        assert planned(desk, id).warnings == ("published_elsewhere",)
        with unchanged(desk), pytest.raises(Refused, match="published elsewhere"):
            sealed(desk, id)
        sealed(desk, id, reason="it was taken down there")

    @pytest.mark.parametrize(
        "more", [{"reason": f"because of the {CANARY}"}, {"until": f'decision("{CANARY}", "1")'}]
    )
    def test_words_in_a_reason_or_condition(self, desk: Desk, more: dict[str, str]) -> None:
        id = told(desk)
        with unchanged(desk), pytest.raises(BadOption) as refused:
            sealed(desk, id, **more)
        assert "nightjar" not in str(refused.value)

    def test_an_interview_that_is_not_what_the_ledger_says(self, desk: Desk) -> None:
        id = told(desk)
        with desk.archive.store.write() as unit:
            it = unit.interviews.get(id, TEAM)
            assert it is not None
            unit.interviews.put(replace(it, standfirst="slipped in"), gate.verdicts(it))
        with unchanged(desk), pytest.raises(Damaged):
            sealed(desk, id)

    def test_a_refused_seal_leaves_everything_as_it_was(self, desk: Desk) -> None:
        id = told(desk)
        before = everything(desk), desk.show(id), groups(desk)
        with pytest.raises(BadOption):
            sealed(desk, id, Quote("e"))
        assert (everything(desk), desk.show(id), groups(desk)) == before


def test_a_seal_says_in_the_ledger_what_it_took_out_of_it(desk: Desk) -> None:
    id = told(desk)
    sealed(desk, id)
    sealed(desk, id, Quote("We walked"), until=f"dead({PETRO})")
    with desk.archive.store.read() as unit:
        kept = list(unit.ledger.leaves(0, unit.ledger.size()))
    gone = [index for index, (_, opening) in enumerate(kept) if opening is None]
    last = kept[-1][1]
    assert last is not None
    entry = journal.read_entry(last.payload)
    assert entry.act == "seal"
    assert [f"opening:{index}" for index in gone] == [about for about in entry.about if "opening" in about]


def test_show_gives_the_hole_to_the_team(desk: Desk) -> None:
    id = told(desk)
    sealed(desk, id, OneTurn("2"))
    it = show(desk.archive, desk.actor, TEAM, id)
    assert it.transcript is not None
    assert it.transcript.turns[1].text == "\ufffc"
