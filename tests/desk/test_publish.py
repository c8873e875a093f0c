"""Publishing: what may be told, signed by a person, in the ledger and in the audience's log; nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.conftest import Desk
from tests.desk.told import BAKER, PRESS, PUBLIC, WEAVER, day, everything, lift, publish, restrict, say

from whensafe.desk import editions_log, journal
from whensafe.desk.act import acting
from whensafe.desk.keep import keep
from whensafe.desk.publish import Wanted, draft
from whensafe.editions.risks import RiskCode
from whensafe.editions.verify import verify
from whensafe.errors import BadOption, Busy, NotPermitted, Refused
from whensafe.ledger.notes import verifier
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import Said
from whensafe.nouns.edition import Loss
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person
from whensafe.outside.edition_folder import replacing


def told(desk: Desk, text: str = BAKER) -> InterviewId:
    """An interview that may be published."""
    id = desk.take(text).id
    say(desk, id)
    return id


def swept(files: dict[str, bytes], *words: str) -> list[str]:
    """Files that hold one of these words."""
    return [path for path, data in files.items() if any(word.encode() in data for word in words)]


def test_what_was_never_asked_is_in_no_edition(desk: Desk, tmp_path: Path) -> None:
    desk.take(BAKER)
    say(desk, desk.take(WEAVER).id, Said.REFUSED)
    done = publish(desk, tmp_path / "out")
    assert json.loads(done.files["index.json"])["interviews"] == []
    assert swept(done.files, "bakery", "верстатом") == []


def test_an_edition_holds_what_was_agreed_and_verifies_with_the_key_it_names(
    desk: Desk, tmp_path: Path
) -> None:
    id = told(desk)
    desk.take(WEAVER)
    done = publish(desk, tmp_path / "out")
    assert swept(done.files, "bakery") != []
    assert swept(done.files, "верстатом") == []
    key = verifier(done.draft.report.key)
    report = verify(done.files.get, done.files, key)
    assert (report.ok, report.pinned, report.logged) == (True, True, 1)
    assert dict(done.record.told).keys() == {id}
    assert Loss.EXHIBITS in done.draft.report.losses
    assert desk.actor.name not in done.draft.report.key


def test_what_is_restricted_is_nowhere_in_the_bytes(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    restrict(desk, id, 2, "My brother Danylo carried the flour.")
    done = publish(desk, tmp_path / "out")
    assert swept(done.files, "Danylo", "flour", "brother") == []
    assert swept(done.files, "In the bakery by the river.") != []
    assert dict(done.draft.report.withheld).popitem()[1] == 1


@pytest.mark.parametrize(
    "path", ["index.html", "index.json", "en/feed.atom", "proof.tlog-proof", "style.css"]
)
def test_an_edition_changed_by_one_byte_fails(desk: Desk, tmp_path: Path, path: str) -> None:
    told(desk)
    files = publish(desk, tmp_path / "out").files
    changed = {**files, path: files[path][:-2] + bytes([files[path][-2] ^ 1]) + files[path][-1:]}
    assert not verify(changed.get, changed).ok


def test_the_difference_after_a_release_shows_exactly_that_passage(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    told(desk, WEAVER)
    held = restrict(desk, id, 2, "My brother Danylo carried the flour.")
    publish(desk, tmp_path / "out")
    lift(desk, held)
    done = publish(desk, tmp_path / "out")
    difference = done.draft.report.difference
    assert difference is not None
    (change,) = difference.turns
    assert (change.interview, change.address) == (id, held.scope.address)
    assert change.after == ("In the bakery by the river. My brother Danylo carried the flour.",)
    assert change.before is not None
    assert change.before[0] == "In the bakery by the river. "
    assert (difference.interviews_added, difference.interviews_gone, difference.other) == ((), (), ())
    codes = [risk.code for risk in done.draft.report.risks]
    assert codes == [RiskCode.FREE_TEXT, RiskCode.FILLED_SINCE_LAST]


def test_what_changed_alone_is_rendered_and_the_bytes_are_those_of_a_full_build(
    desk: Desk, tmp_path: Path
) -> None:
    ids = [told(desk, BAKER.replace("bakery", f"bakery {n}")) for n in range(3)]
    publish(desk, tmp_path / "out")
    restrict(desk, ids[1], 4, "bridge")
    quick = publish(desk, tmp_path / "out")
    assert quick.draft.report.anew == 1
    whole = publish(desk, tmp_path / "new")
    assert whole.draft.report.anew == 3
    assert quick.files == whole.files
    again = publish(desk, tmp_path / "out")
    assert again.draft.report.anew == 0
    assert again.files == whole.files
    assert again.record.id == quick.record.id


def test_a_person_in_the_register_is_looked_for_everywhere_again(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    publish(desk, tmp_path / "out")
    with acting(desk.archive, desk.actor, "person") as deed:
        deed.note(Person("p:abc", "Ivan", (), desk.archive.now()))  # type: ignore[arg-type]
    done = publish(desk, tmp_path / "out")
    assert done.draft.report.anew == 0  # cleared again, found to be the same, taken over


def test_a_file_that_was_tampered_with_is_made_again(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    files = publish(desk, tmp_path / "out").files
    (tmp_path / "out" / "i" / f"{id}.en.html").write_bytes(b"another story")
    assert publish(desk, tmp_path / "out").files == files


def test_day_by_day_conditions_are_judged_as_of_the_day_that_was_asked(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    held = restrict(desk, id, 2, "Danylo", until="after(2026-03-10, UTC)")
    assert swept(publish(desk, tmp_path / "out").files, "Danylo") == []
    before = publish(desk, tmp_path / "out", as_of=day("2026-03-10"))
    assert swept(before.files, "Danylo") == []
    after = publish(desk, tmp_path / "out", as_of=day("2026-03-11"))
    assert swept(after.files, "Danylo") != []
    assert after.record.opened == (held.id,)
    assert RiskCode.AHEAD in [risk.code for risk in after.draft.report.risks]
    closed = publish(desk, tmp_path / "out")
    assert swept(closed.files, "Danylo") == []
    assert (closed.record.as_of, closed.record.opened) == ("2026-03-01", ())


def test_a_withdrawal_is_out_of_the_next_edition_and_a_notice_says_so(desk: Desk, tmp_path: Path) -> None:
    id, stays = told(desk), told(desk, WEAVER)
    publish(desk, tmp_path / "out")
    say(desk, id, Said.WITHDRAWN)
    done = publish(desk, tmp_path / "out")
    index = json.loads(done.files["index.json"])
    assert [one["id"] for one in index["interviews"]] == [stays]
    assert [notice["part"] for notice in index["notices"]] == ["withdrawn"]
    assert swept(done.files, "bakery", id) == []
    gone = [risk.interview for risk in done.draft.report.risks if risk.code is RiskCode.GONE_SINCE_LAST]
    assert gone == [id]
    assert json.loads(publish(desk, tmp_path / "out").files["index.json"])["notices"] == index["notices"]
    say(desk, id)
    assert json.loads(publish(desk, tmp_path / "out").files["index.json"])["notices"] == []


def test_what_was_never_told_to_an_audience_is_no_withdrawal_for_it(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    say(desk, id, Said.WITHDRAWN)
    assert json.loads(publish(desk, tmp_path / "out").files["index.json"])["notices"] == []


def test_each_audience_has_a_log_of_its_own(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    say(desk, id, audience=PRESS)
    first = publish(desk, tmp_path / "public")
    press = publish(desk, tmp_path / "press", PRESS)
    later = publish(desk, tmp_path / "public", as_of=day("2026-04-01"))
    for done, size in ((first, 1), (press, 1), (later, 2)):
        report = verify(done.files.get, done.files)
        assert (report.ok, report.logged) == (True, size)
    assert swept(later.files, "partner:", "riverside press") == []
    with desk.archive.store.read() as unit:
        assert [e.id for e in editions_log.editions(unit, PUBLIC)] == [first.record.id, later.record.id]


def test_the_same_edition_again_is_one_entry_of_the_log(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    first, again = publish(desk, tmp_path / "a"), publish(desk, tmp_path / "b")
    assert first.files == again.files
    assert verify(again.files.get, again.files).logged == 1


def test_the_ledger_has_the_reason_and_counts_of_risks_and_no_word(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    done = publish(desk, tmp_path / "out")
    with desk.archive.store.read() as unit:
        ((_, opening),) = unit.ledger.leaves(unit.ledger.size() - 1, unit.ledger.size())
        assert opening is not None
        entry = journal.read_entry(opening.payload)
    assert (entry.act, entry.reason) == ("publish", "read and weighed")
    assert entry.about == (done.record.id, "free_text:1")
    assert [(noted.kind, noted.id) for noted in entry.records] == [("edition", done.record.id)]


def test_a_draft_that_nobody_signs_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    with desk.archive.store.read() as unit:
        size = unit.ledger.size()
    with replacing(tmp_path / "out") as making:
        report = draft(desk.archive, desk.actor, Wanted(PUBLIC), making).report
    assert report.told == 1
    assert list(tmp_path.glob("[!a]*")) == []
    with desk.archive.store.read() as unit:
        assert unit.ledger.size() == size
        assert list(editions_log.editions(unit, PUBLIC)) == []


def test_an_act_between_draft_and_signature_is_not_overlooked(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    with replacing(tmp_path / "out") as making:
        made = draft(desk.archive, desk.actor, Wanted(PUBLIC), making)
        say(desk, id, Said.WITHDRAWN)
        with pytest.raises(Busy):
            made.publish("read")
    assert not (tmp_path / "out").exists()


def test_a_preview_is_that_very_edition_unsigned(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    with replacing(tmp_path / "preview") as making:
        made = draft(desk.archive, desk.actor, Wanted(PUBLIC), making, preview=True)
        with pytest.raises(Refused):
            made.publish("read")
        made.preview()
    preview, signed = everything(tmp_path / "preview"), publish(desk, tmp_path / "out").files
    apart = {"manifest.json", "manifest.note", "proof.tlog-proof"}
    different = {path for path in preview | signed if preview.get(path) != signed.get(path)}
    assert different - apart <= {path for path in signed if path.endswith(".html")}
    assert {path: data for path, data in preview.items() if path.endswith(".json") and path not in apart} == {
        path: data for path, data in signed.items() if path.endswith(".json") and path not in apart
    }
    assert (tmp_path / "preview").stat().st_mode & 0o077 == 0


def test_an_edition_replaces_only_its_own_kind(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    publish(desk, tmp_path / "out")
    with replacing(tmp_path / "out") as making:
        with pytest.raises(Refused, match="another audience"):
            draft(desk.archive, desk.actor, Wanted(PRESS), making)
        with pytest.raises(Refused, match="published edition"):
            draft(desk.archive, desk.actor, Wanted(PUBLIC), making, preview=True)


def test_an_edition_published_before_and_not_at_hand_is_a_risk(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    publish(desk, tmp_path / "out")
    away = publish(desk, tmp_path / "elsewhere", as_of=day("2026-04-01"))
    assert away.draft.report.difference is None
    assert RiskCode.NOT_COMPARED in [risk.code for risk in away.draft.report.risks]
    from whensafe.outside.edition_folder import EditionFolder

    named = publish(desk, tmp_path / "third", since=EditionFolder(tmp_path / "elsewhere"))
    assert named.draft.report.difference is not None
    assert RiskCode.NOT_COMPARED not in [risk.code for risk in named.draft.report.risks]


def test_what_two_audiences_learn_together_is_shown(desk: Desk, tmp_path: Path) -> None:
    from whensafe.outside.edition_folder import EditionFolder

    id = told(desk)
    say(desk, id, audience=PRESS)
    held = restrict(desk, id, 2, "Danylo", hidden_from=(PUBLIC,))
    publish(desk, tmp_path / "press", PRESS)
    for _ in range(2):  # rendered anew, then taken over: the risk is the same
        done = publish(desk, tmp_path / "out", beside=[EditionFolder(tmp_path / "press")])
        (risk,) = [risk for risk in done.draft.report.risks if risk.code is RiskCode.TOLD_ELSEWHERE]
        assert (risk.interview, risk.address, risk.audience) == (id, held.scope.address, PRESS)


def test_details_are_counted_by_narrator_not_by_interview(desk: Desk, tmp_path: Path) -> None:
    ids = [told(desk, BAKER.replace("bakery", f"bakery {n}")) for n in range(6)]
    with acting(desk.archive, desk.actor, "person") as deed:
        one = Person("p:abc", "Petro", (), deed.at, (("trade", "baker"),), tuple(ids))  # type: ignore[arg-type]
        deed.note(one)
    found = publish(desk, tmp_path / "out").draft.report.risks
    assert [(r.code, r.kinds, r.size) for r in found if r.code is RiskCode.ONLY_ONE] == [
        (RiskCode.ONLY_ONE, ("trade",), 1)
    ]


def test_a_feed_dates_an_interview_by_the_edition_that_first_told_it_so(desk: Desk, tmp_path: Path) -> None:
    id = told(desk)
    publish(desk, tmp_path / "out")
    told(desk, WEAVER)
    feed = publish(desk, tmp_path / "out", as_of=day("2026-04-01")).files["en/feed.atom"].decode()
    assert feed.count("<updated>2026-03-01T") == 1
    restrict(desk, id, 4, "bridge")
    feed = publish(desk, tmp_path / "out", as_of=day("2026-05-01")).files["en/feed.atom"].decode()
    assert "<updated>2026-03-01T" not in feed


def test_an_edition_is_called_as_it_was_last_time(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    publish(desk, tmp_path / "out", title="Riverside", base_address="https://river.example/")
    done = publish(desk, tmp_path / "out")
    manifest = json.loads(done.files["manifest.json"])
    assert manifest["title"] == "Riverside"
    assert b"https://river.example/" in done.files["en/feed.atom"]


def test_a_draft_is_never_told(desk: Desk, tmp_path: Path) -> None:
    id = desk.take("A: I said the bridge, and nothing of me is settled.\n").id
    say(desk, id)
    files = publish(desk, tmp_path / "out").files
    state = desk.show(id).state
    assert (state == "kept") is bool(swept(files, "the bridge"))
    if state == "draft":
        keep(desk.archive, desk.actor, id)
        assert swept(publish(desk, tmp_path / "out").files, "the bridge")


def test_nobody_and_the_team_get_no_edition(desk: Desk, tmp_path: Path) -> None:
    with replacing(tmp_path / "out") as making:
        with pytest.raises(NotPermitted):
            draft(desk.archive, None, Wanted(PUBLIC), making)
        with pytest.raises(BadOption):
            draft(desk.archive, desk.actor, Wanted(TEAM), making)
    assert replace(Wanted(PUBLIC), audience=Audience("family")).audience == "family"
