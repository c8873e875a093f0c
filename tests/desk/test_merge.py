"""One archive into another: neither ledger lost, and nothing that is sealed or gone here comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.conftest import Desk
from tests.desk.custodians import adopt, release_file
from tests.memory_store import (
    FixedClock,
    LineReader,
    MemorySecrets,
    MemorySeen,
    MemoryStore,
    NoFetcher,
    SeededRandomness,
    memory_archive,
)

from whensafe.desk import registers
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.changes import SetTitle
from whensafe.desk.check import check
from whensafe.desk.consent import Answer, consent
from whensafe.desk.contacts import delete, keep, show
from whensafe.desk.correct import correct
from whensafe.desk.keep import discard
from whensafe.desk.look import original, originals, page
from whensafe.desk.merge import merge
from whensafe.desk.merged import Merged
from whensafe.desk.people import add, people
from whensafe.desk.ports import Unit
from whensafe.desk.release import release
from whensafe.desk.restrict import Rule, end, restrict
from whensafe.desk.seal import seal
from whensafe.desk.take_in import Incoming, add_to
from whensafe.desk.withdraw import withdraw
from whensafe.errors import Damaged, OlderCopy, Refused, WhensafeError
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import ConsentEvent, Said, Use
from whensafe.nouns.foreign import ForeignEntries, ForeignLedger, FromArchive
from whensafe.nouns.ids import InterviewId, MemberId
from whensafe.nouns.person import ContactSheet, Pseudonym
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.nouns.sealed import Seal
from whensafe.protection.closure import Quote, Whole

STORY = (
    "# The bakery\nQ: Where were you when they came?\nA: I carried loaves over the bridge at four.\n"
    "Q: Who saw you there?\nA: My brother Petro saw the quicksilver nightjar fall that morning.\n"
    "Q: And then?\nA: We walked home along the orchard wall and nobody said a word to us.\n"
)


class OtherSecrets(MemorySecrets):
    def archive_id(self) -> str:
        return "laptoparchive"


def laptop(seed: str = "laptop") -> Desk:
    store = MemoryStore()
    store.secrets = OtherSecrets(seed.encode())
    store.randomness = SeededRandomness(f"blobs {seed}".encode())
    archive = Archive(
        store, FixedClock(), SeededRandomness(seed.encode()), LineReader(), NoFetcher(), MemorySeen()
    )
    return Desk(archive, Actor(MemberId("member000009"), "field"))


@pytest.fixture
def field() -> Desk:
    return laptop()


def joined(office: Desk, field: Desk) -> Merged:
    done = merge(office.archive, office.actor, field.archive, field.actor)
    for one in (office, field):
        found = check(one.archive, one.actor)
        assert found.ok, found.problems
    return done


def every(desk: Desk, type_: type) -> list:  # type: ignore[type-arg]
    with desk.archive.store.read() as unit:
        return list(registers.every(unit, type_))


def size(desk: Desk) -> int:
    with desk.archive.store.read() as unit:
        return unit.ledger.size()


def twin(office: Desk, field: Desk, text: str = STORY) -> str:
    """An interview that both have under one id: taken in on the laptop, merged."""
    taken = field.take(text)
    assert joined(office, field).merged == [taken.id]
    return taken.id


def test_an_interview_comes_whole_and_twice_changes_nothing(desk: Desk, field: Desk) -> None:
    desk.take("Q: A wholly different thing?\nA: Yes.\n")
    id = field.take(STORY).id
    add_to(field.archive, field.actor, id, [Incoming("p.png", b"\x89PNG\r\n\x1a\n\0")], kind="exhibit")
    done = joined(desk, field)
    assert (done.merged, done.skipped, done.left, done.files) == ([id], [], [], 2)
    here, there = desk.show(id), field.show(id)
    assert here.sessions[0].transcripts == there.sessions[0].transcripts
    assert here.participants == there.participants
    (file, *_) = originals(here)
    assert b"".join(original(desk.archive, desk.actor, TEAM, id, file.blob)[1]) == STORY.encode()
    assert [one.archive for one in every(desk, FromArchive)] == ["laptoparchive"]
    before = size(desk)
    again = joined(desk, field)
    assert (again.merged, again.same, again.left) == ([], 1, [])
    assert size(desk) == before


def test_the_other_ledger_is_kept_and_checked_by_its_own_key(desk: Desk, field: Desk) -> None:
    field.take(STORY)
    joined(desk, field)
    (kept,) = every(desk, ForeignLedger)
    assert (kept.archive, kept.size) == ("laptoparchive", size(field))
    add(field.archive, field.actor, "Someone Else")
    joined(desk, field)
    (grown,) = every(desk, ForeignLedger)
    assert grown.size == kept.size + 1
    with desk.archive.store.write() as unit:
        record = registers.spell(replace(grown, public=bytes(32)))
        unit.records.put(record)
    assert {p.code for p in check(desk.archive, desk.actor).problems} == {
        "record_changed",
        "foreign_checkpoint_wrong",
    }


def test_a_copy_that_went_back_or_elsewhere_is_refused(desk: Desk, field: Desk) -> None:
    twin(desk, field)
    back = laptop()
    with pytest.raises(OlderCopy):
        merge(desk.archive, desk.actor, back.archive, back.actor)
    for n in range(3):
        back.take(f"Q: Another past {n}?\nA: Yes.\n")
    with pytest.raises(Refused, match="no continuation"):
        merge(desk.archive, desk.actor, back.archive, back.actor)


def test_a_damaged_archive_brings_nothing(desk: Desk, field: Desk) -> None:
    id = field.take(STORY).id
    state = field.archive.store.state  # type: ignore[attr-defined]
    interview, verdicts = state.interviews[id]
    state.interviews[id] = (replace(interview, title="Another"), verdicts)
    with pytest.raises(Damaged, match="interview_changed"):
        merge(desk.archive, desk.actor, field.archive, field.actor)
    assert page(desk.archive, desk.actor, TEAM).total == 0
    assert every(desk, ForeignLedger) == []


def test_what_differs_stays_as_it_is_here_and_is_asked_once(desk: Desk, field: Desk) -> None:
    id = field.take(STORY, keep=False).id
    joined(desk, field)
    correct(field.archive, field.actor, id, SetTitle("The laptop's title"))
    correct(desk.archive, desk.actor, id, SetTitle("The office's title"))
    assert [left.code for left in joined(desk, field).left] == ["changed"]
    joined(desk, field)
    here = desk.show(id)
    assert here.title == "The office's title"
    assert [q.code for q in here.questions].count("merge_differs") == 1


def test_nothing_here_is_replaced_by_what_has_its_id(desk: Desk, field: Desk) -> None:
    """As an archive might that was made to do harm."""
    ours = desk.take(STORY).id
    agree(desk, ours)
    (event,) = every(desk, ConsentEvent)
    other = field.take("Q: What else was there?\nA: A mill, and the miller's three sons.\n").id
    with acting(field.archive, field.actor, "consent") as deed:
        deed.note(replace(event, interview=other, said=Said.REFUSED))
    done = joined(desk, field)
    assert [(left.code, left.id) for left in done.left] == [("id_taken", event.id)]
    assert every(desk, ConsentEvent) == [event]


def test_an_archive_of_this_ones_token_under_another_key_is_refused(desk: Desk) -> None:
    impostor = laptop()
    with desk.archive.store.read() as unit:
        token = unit.secrets.archive_id()
    impostor.archive.store.secrets.archive_id = lambda: token  # type: ignore[attr-defined]
    impostor.take(STORY)
    with pytest.raises(Refused, match="another key"):
        merge(desk.archive, desk.actor, impostor.archive, impostor.actor)


class TestNothingComesBack:
    def test_words_sealed_here_and_open_there(self, desk: Desk, field: Desk) -> None:
        id = twin(desk, field)
        adopt(desk)
        seal(desk.archive, desk.actor, id, Quote("quicksilver nightjar"), until='decision("court", "1")')
        done = joined(desk, field)
        assert [(left.code, left.id) for left in done.left if left.id == id] == [("sealed_here", id)]
        assert "quicksilver" not in str(desk.show(id))

    def test_words_sealed_here_in_an_interview_of_another_id(self, desk: Desk, field: Desk) -> None:
        id = desk.take(STORY).id
        adopt(desk)
        seal(desk.archive, desk.actor, id, Quote("quicksilver nightjar"), until='decision("court", "1")')
        other = field.take(STORY).id
        done = joined(desk, field)
        assert done.merged == []
        assert [(left.code, left.id) for left in done.skipped] == [("like_sealed", other)]

    def test_what_was_withdrawn_here(self, desk: Desk, field: Desk) -> None:
        id = desk.take(STORY).id
        agree(desk, id)
        withdraw(desk.archive, desk.actor, id)
        other = field.take(STORY).id
        agree(field, other)
        done = joined(desk, field)
        assert [(left.code, left.id) for left in done.skipped] == [("like_withdrawn", other)]

    def test_what_was_withdrawn_here_of_one_that_both_have(self, desk: Desk, field: Desk) -> None:
        id = twin(desk, field)
        agree(desk, id)
        withdraw(desk.archive, desk.actor, id)
        agree(field, id)
        done = joined(desk, field)
        assert "consent_to_ask" in {left.code for left in done.left}
        assert [e.said for e in every(desk, ConsentEvent)][-1] is Said.WITHDRAWN

    def test_what_was_discarded_here(self, desk: Desk, field: Desk) -> None:
        id = field.take(STORY, keep=False).id
        joined(desk, field)
        discard(desk.archive, desk.actor, id)
        done = joined(desk, field)
        assert [(left.code, left.id) for left in done.skipped] == [("erased_here", id)]

    def test_a_contact_sheet_that_was_deleted_here(self, desk: Desk, field: Desk) -> None:
        id = field.take(STORY).id
        keep(field.archive, field.actor, id, b"call the aunt")
        joined(desk, field)
        assert show(desk.archive, desk.actor, id) == b"call the aunt"
        delete(desk.archive, desk.actor, id)
        joined(desk, field)
        assert all(sheet.id != id for sheet in every(desk, ContactSheet))


@pytest.mark.parametrize("before", [1, 2])
class TestMeanwhile:
    """Somebody here acts between what a merge reads and what it writes: before its first act, its second."""

    def test_what_is_sealed_meanwhile_stays_sealed(
        self, desk: Desk, field: Desk, monkeypatch: pytest.MonkeyPatch, before: int
    ) -> None:
        id = twin(desk, field)
        adopt(desk)
        more = Incoming("b.txt", b"Q: And then?\nA: We walked.\n")
        add_to(field.archive, field.actor, InterviewId(id), [more], kind="session")

        def act() -> None:
            seal(desk.archive, desk.actor, id, Quote("quicksilver nightjar"), until='decision("court", "1")')

        meanwhile(desk, monkeypatch, before, act)
        done = joined(desk, field)
        assert ("sealed_here", id) in {(left.code, left.id) for left in done.left}
        assert "quicksilver" not in str(desk.show(id))
        with desk.archive.store.read() as unit:
            leaves = [one for chunk in registers.every(unit, ForeignEntries) for one in chunk.leaves]
        assert not [one for one in leaves if one.payload is not None and id.encode() in one.payload]

    def test_what_is_discarded_meanwhile_stays_away(
        self, desk: Desk, field: Desk, monkeypatch: pytest.MonkeyPatch, before: int
    ) -> None:
        id = field.take(STORY, keep=False).id
        joined(desk, field)
        agree(field, field.take("Q: Who?\nA: Nobody we knew, and it was dark.\n").id)
        correct(field.archive, field.actor, id, SetTitle("The oven"))
        meanwhile(desk, monkeypatch, before, lambda: discard(desk.archive, desk.actor, id))
        done = joined(desk, field)
        assert ("erased_here", id) in {(left.code, left.id) for left in done.skipped}
        assert id not in ids(desk)


def meanwhile(office: Desk, monkeypatch: pytest.MonkeyPatch, before: int, act: Callable[[], None]) -> None:
    """Let somebody act just before the merge's act of this number."""
    store = office.archive.store
    write, begun = store.write, 0

    def writing() -> AbstractContextManager[Unit]:
        nonlocal begun
        begun += 1
        if begun == before:
            act()
        return write()

    monkeypatch.setattr(store, "write", writing)


class TestProtections:
    def test_what_is_sealed_there_and_open_here_is_hidden_here(self, desk: Desk, field: Desk) -> None:
        id = twin(desk, field)
        adopt(field)
        made = seal(field.archive, field.actor, id, Quote("quicksilver nightjar"), until='decision("c", "1")')
        done = joined(desk, field)
        assert "sealed_there" in {left.code for left in done.left}
        (rule,) = every(desk, Restriction)
        assert (rule.id, rule.scope.kind, rule.hidden_from, rule.until) == (
            made.seal,
            ScopeKind.INTERVIEW,
            (),
            None,
        )
        end(desk.archive, desk.actor, rule.id, reason="seen to it")
        joined(desk, field)
        assert every(desk, Restriction)[0].ended_at is not None

    def test_the_stricter_rule_counts(self, desk: Desk, field: Desk) -> None:
        id = field.take(STORY).id
        (rule,) = restrict(field.archive, field.actor, id, Whole(), Rule(until="after(2030)"))
        joined(desk, field)
        end(desk.archive, desk.actor, rule.id, reason="over")
        assert "stricter_rule" in {left.code for left in joined(desk, field).left}
        assert every(desk, Restriction)[0].ended_at is None

    def test_a_seal_that_came_opens_here(self, desk: Desk, field: Desk) -> None:
        adopt(field)
        id = field.take(STORY).id
        made = seal(field.archive, field.actor, id, Quote("quicksilver nightjar"), until='decision("c", "1")')
        joined(desk, field)
        assert "quicksilver" not in str(desk.show(id))
        receipt = release(
            desk.archive, desk.actor, release_file(desk, made.group), reason="the court said so"
        )
        assert [one.id for one in receipt.seals] == [made.seal]
        assert "quicksilver nightjar" in desk.show(id).transcript.turns[3].text  # type: ignore[union-attr]
        assert receipt.originals_back
        assert check(desk.archive, desk.actor).ok

    def test_sealing_here_takes_what_the_other_ledger_says_of_the_words(
        self, desk: Desk, field: Desk
    ) -> None:
        id = twin(desk, field)
        adopt(desk)
        seal(desk.archive, desk.actor, id, Whole(), until='decision("court", "1")')
        with desk.archive.store.read() as unit:
            for chunk in registers.every(unit, ForeignEntries):
                assert all(id.encode() not in (one.payload or b"") for one in chunk.leaves)
        joined(desk, field)
        with desk.archive.store.read() as unit:
            for chunk in registers.every(unit, ForeignEntries):
                assert all(id.encode() not in (one.payload or b"") for one in chunk.leaves)


class TestPeople:
    def test_the_same_spelling_is_proposed_and_not_merged(self, desk: Desk, field: Desk) -> None:
        here = add(desk.archive, desk.actor, "Petro Hai").person
        there = add(field.archive, field.actor, "Petro Hai").person
        assert joined(desk, field).namesakes == [(here.id, there.id)]
        assert {p.id for p in people(desk.archive, desk.actor)} == {here.id, there.id}

    def test_nobody_gets_somebody_elses_pseudonym(self, desk: Desk, field: Desk) -> None:
        for n in range(30):
            add(desk.archive, desk.actor, f"Here{n} Person")
            add(field.archive, field.actor, f"There{n} Person")
        joined(desk, field)
        codes = [one.code for one in every(desk, Pseudonym)]
        assert len(codes) == len(set(codes)) == 60


def agree(desk: Desk, id: str) -> None:
    consent(desk.archive, desk.actor, id, Answer(Use.PUBLISH, "narrator", Audience("public")))  # type: ignore[arg-type]


ACTS = ("take", "seal", "restrict", "agree", "withdraw", "person", "sheet")


def act(one: Desk, name: str, n: int) -> None:
    """One act of a kind, on the newest interview; what can't be done now isn't."""
    lines = page(one.archive, one.actor, TEAM).lines
    if name == "take" or not lines:
        one.take(STORY.replace("bakery", f"bakery {n}").replace("loaves", f"loaf{n} " * 30))
        return
    id = lines[n % len(lines)].id
    with suppress(WhensafeError):
        if name == "seal":
            adopt(one)
            seal(one.archive, one.actor, id, Quote("quicksilver nightjar"), until='decision("c", "1")')
        elif name == "restrict":
            restrict(one.archive, one.actor, id, Whole(), Rule(until=f"after({2030 + n})"))
        elif name == "agree":
            agree(one, id)
        elif name == "withdraw":
            withdraw(one.archive, one.actor, id)
        elif name == "person":
            add(one.archive, one.actor, f"Person {n}")
        else:
            keep(one.archive, one.actor, id, b"by the ferry")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(ACTS), st.integers(0, 3)), max_size=10))
def test_whatever_was_done_on_both_sides(acts: list[tuple[bool, str, int]]) -> None:
    """Sound afterwards, a second time nothing, and neither what is sealed nor consent comes back."""
    archive, actor = memory_archive()
    office, field = Desk(archive, actor), laptop()
    field.take(STORY)
    joined(office, field)
    for at_the_office, name, n in acts:
        act(office if at_the_office else field, name, n)
    sealed = {s.interview for s in every(office, Seal)}
    consents = {id: told(office, id) for id in ids(office)}
    joined(office, field)
    for id in sealed:
        assert "quicksilver" not in str(office.show(id))
    for id, agreed in consents.items():
        assert told(office, id) <= agreed
    before = size(office)
    joined(office, field)
    assert size(office) == before


def ids(one: Desk) -> list[InterviewId]:
    return [line.id for line in page(one.archive, one.actor, TEAM).lines]


def told(one: Desk, id: InterviewId) -> set[str]:
    """What consent stands for, last word by question."""
    with one.archive.store.read() as unit:
        last = {(e.use, e.audience): e for e in registers.every(unit, ConsentEvent, id)}
    return {f"{e.use} {e.audience}" for e in last.values() if e.said is Said.AGREED}
