"""A folder taken in: exactly the rest on going on, corrections of a list, questions where it differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.conftest import Desk
from tests.desk.custodians import adopt

from whensafe.desk.changes import Answer
from whensafe.desk.check import check
from whensafe.desk.incoming import Incoming, prepare
from whensafe.desk.look import page
from whensafe.desk.many import begin
from whensafe.desk.many_plan import plan
from whensafe.desk.many_report import report
from whensafe.errors import BadInput, Refused
from whensafe.intake.mapping_values import Given, Line, Unread
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import Basis, Role
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

PATH = "/somewhere/in"
TALK = "# A talk\nOlena (interviewer): Where were you?\nPetro (narrator): In the bakery number {n}.\n"


def line(n: int, file: str, **said: object) -> Line:
    about = {key: said.pop(key) for key in ("group", "translation_of") if key in said}
    return Line(n, file, given=Given(**said), **about)  # type: ignore[arg-type]


def run(desk: Desk, files: dict[str, str], lines: list[Line], *, stop_after: int | None = None, **how: bool):  # type: ignore[no-untyped-def]
    made = plan(list(files), lines)
    columns = [("file", "file")] if lines else []
    folder = begin(desk.archive, desk.actor, PATH, made, columns=columns, **how)
    taken = []
    for n, work in enumerate(folder.left(made)):
        if n == stop_after:
            return taken
        try:
            ready = [prepare(desk.archive, Incoming(name, files[name].encode())) for name in work.files]
            taken.append(folder.take(work, ready))
        except BadInput as error:
            folder.refuse(work, error)
    folder.end()
    return taken


def test_what_was_left_is_taken_in_and_nothing_twice(desk: Desk) -> None:
    files = {f"{n}.txt": TALK.format(n=n) for n in range(5)}
    run(desk, files, [], stop_after=2)
    with pytest.raises(Refused, match="--resume"):
        run(desk, files, [])
    rest = run(desk, files, [], resume=True)
    assert len(rest) == 3
    assert run(desk, files, [], resume=True) == []
    assert page(desk.archive, desk.actor, TEAM).total == 5
    found = report(desk.archive, desk.actor, PATH)
    assert [one.name for one in found.kept] == list(files)
    assert found.intake.ended_at is not None


def test_a_file_that_cannot_be_read_is_told_and_tried_again(desk: Desk) -> None:
    files = {"a.txt": TALK.format(n=1), "bad.txt": "\0"}
    run(desk, files, [])
    found = report(desk.archive, desk.actor, PATH)
    assert [(one.name, one.code) for one in found.refused] == [("bad.txt", "unreadable")]
    run(desk, {**files, "bad.txt": TALK.format(n=2)}, [], resume=True)
    assert report(desk.archive, desk.actor, PATH).refused == ()
    assert page(desk.archive, desk.actor, TEAM).total == 2


def test_the_list_fills_what_the_document_does_not_say(desk: Desk) -> None:
    said = line(
        1,
        "A.TXT",
        interviewed=SaidDate("2025-03"),
        source="The Paper",
        basis=Basis.DEPOSITED,
        narrators=("Petro Hai",),
    )
    (taken,) = run(desk, {"a.txt": TALK.format(n=1)}, [said])
    interview = desk.show(taken.id)
    assert interview.questions == ()
    assert (interview.interviewed, interview.source.name, interview.basis) == (
        "2025-03",
        "The Paper",
        "deposited",
    )
    assert [p.name for p in interview.participants if p.role is Role.NARRATOR] == ["Petro Hai"]
    assert report(desk.archive, desk.actor, PATH).without_row == ()


def test_where_list_and_document_differ_the_list_stands_and_the_question_is_asked(desk: Desk) -> None:
    said = line(
        1,
        "a.txt",
        title="Another talk",
        narrators=("Marta Lys",),
        unread=(Unread("interviewed", ("2024-03-04", "2024-04-03")),),
    )
    (taken,) = run(desk, {"a.txt": TALK.format(n=1)}, [said])
    interview = desk.show(taken.id)
    assert interview.title == "Another talk"
    asked = {q.code: q.options for q in interview.questions}
    assert asked["given_title"] == ("Another talk", "A talk")
    assert asked["given_narrator"] == ("Marta Lys", "Petro")
    assert asked["given_unread"] == ("2024-03-04", "2024-04-03")
    assert report(desk.archive, desk.actor, PATH).questions()["given_title"] == 1


def test_the_answer_puts_the_documents_value_back(desk: Desk) -> None:
    from whensafe.desk.apply import apply
    from whensafe.desk.archive import Mint
    from whensafe.desk.given_asked import follows

    said = line(
        1,
        "a.txt",
        title="Another talk",
        narrators=("Marta Lys",),
        unread=(Unread("interviewed", ("2024-03-04",)),),
    )
    (taken,) = run(desk, {"a.txt": TALK.format(n=1)}, [said])
    interview, mint = desk.show(taken.id), Mint(desk.archive.randomness)
    for n, question in enumerate(interview.questions):
        interview = apply(mint, interview, Answer(n, question.options[-1]))
        assert follows(interview, question, "I do not know") is None
    assert interview.title == "A talk"
    assert interview.interviewed == "2024-03-04"
    assert [p.name for p in interview.participants if p.role is Role.NARRATOR] == ["Petro"]


def test_files_of_one_session_are_one_interview_and_a_translation_goes_to_its_original(desk: Desk) -> None:
    files = {
        "1.txt": TALK.format(n=1),
        "1_uk.txt": "lang: uk\nОлена (interviewer): Де?\nПетро (narrator): У пекарні.\n",
        "2.txt": TALK.format(n=2),
    }
    lines = [
        line(1, "1.txt", group="g"),
        line(2, "2.txt", group="G "),
        line(3, "1_uk.txt", translation_of="1", language=Language("uk")),
    ]
    first, second = run(desk, files, lines)
    assert first.id == second.id
    interview = desk.show(first.id)
    assert [len(session.transcripts) for session in interview.sessions] == [2, 1]
    assert interview.sessions[0].transcripts[1].kind == "translation"


def test_a_sealed_interview_is_no_longer_known_by_its_file(desk: Desk) -> None:
    from whensafe.desk.seal import seal
    from whensafe.protection.closure import Whole

    adopt(desk)
    files = {"a.txt": TALK.format(n=1), "b.txt": TALK.format(n=2)}
    first, _ = run(desk, files, [])
    seal(desk.archive, desk.actor, first.id, Whole(), until='decision("court", "1")')
    found = report(desk.archive, desk.actor, PATH)
    assert [one.name for one in found.files] == ["b.txt"]
    assert found.intake.sealed == 1
    for resume in (True, False):
        with pytest.raises(Refused, match="sealed since: 1"):
            run(desk, files, [], resume=resume)
    run(desk, {"b.txt": files["b.txt"]}, [], reason="it was moved out")
    with pytest.raises(Refused, match="sealed since: 1"):
        run(desk, files, [])


def test_a_row_about_a_sealed_file_is_forgotten_with_it(desk: Desk) -> None:
    from whensafe.desk import registers
    from whensafe.desk.seal import seal
    from whensafe.nouns.intake import Intake
    from whensafe.protection.closure import Whole

    adopt(desk)
    rows = [line(1, "Olena Hai.txt", title="One"), line(2, "olena hai", title="Two")]
    (taken,) = run(desk, {"Olena Hai.txt": TALK.format(n=1)}, rows)
    assert [row[1] for row in report(desk.archive, desk.actor, PATH).intake.odd] == ["olena hai"]
    seal(desk.archive, desk.actor, taken.id, Whole(), until='decision("court", "1")')
    with desk.archive.store.read() as unit:
        (kept,) = registers.every(unit, Intake)
        told = [o.payload for _, o in unit.ledger.leaves(0, unit.ledger.size()) if o is not None]
    assert (kept.odd, kept.sealed) == ((), 1)
    assert sum(kept.id.encode() in one for one in told) == 1, "no digest of the row is left in the ledger"
    assert check(desk.archive, desk.actor).ok


def test_rows_that_fit_no_file_and_files_without_a_row_are_told() -> None:
    lines = [line(1, "gone.txt"), line(2, "a"), line(3, "A.docx"), line(4, "sub/b.txt"), line(5, "b.txt")]
    made = plan(["a.docx", "a.html", "sub/b.txt", "c.txt"], lines)
    assert [(row.n, row.code) for row in made.odd] == [
        (1, "no_file"),
        (2, "several_files"),
        (5, "named_twice"),
    ]
    assert [work.files for work in made.works if work.given is None] == [("a.html",), ("c.txt",)]


def test_rows_of_one_session_with_different_narrators_are_not_joined() -> None:
    lines = [line(1, "a", group="1", narrators=("A",)), line(2, "b", group="1", narrators=("B",))]
    made = plan(["a", "b"], lines)
    assert [work.files for work in made.works] == [("a",), ("b",)]
    assert {row.code for row in made.odd} == {"group_differs"}


def test_what_translates_itself_translates_nothing() -> None:
    made = plan(["a", "b"], [line(1, "a", translation_of="b"), line(2, "b", translation_of="a")])
    assert [(row.n, row.code) for row in made.odd] == [(2, "translates_itself")]
    assert [work.translation_of for work in made.works] == [None, "b"]


NAMES = st.lists(st.sampled_from(["a.txt", "b.txt", "A.TXT", "d/a.txt", "d/b", "ü.txt"]), unique=True)
LINES = st.lists(
    st.builds(
        lambda file, group, of: Line(0, file, group, of),
        st.sampled_from(["a.txt", "a", "d/a.txt", "zz", "ü.txt", "b"]),
        st.sampled_from(["", "", "g"]),
        st.sampled_from(["", "", "a.txt", "b"]),
    ),
    max_size=6,
)


@given(NAMES, LINES)
def test_every_file_is_in_exactly_one_work(names: list[str], lines: list[Line]) -> None:
    made = plan(names, [replace(one, n=n) for n, one in enumerate(lines, 1)])
    assert sorted(name for work in made.works for name in work.files) == sorted(names)
