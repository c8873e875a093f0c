"""The whole way: a passage waits for somebody to be free, an edition tells nothing of it, then exactly it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_opening import QUOTE, Case, case, given, sealed

__all__ = ["case", "sealed"]


def holding(folder: Path, words: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_an_edition_tells_a_sealed_passage_only_once_it_is_released(case: Case) -> None:
    home, edition = case.home, case.home.folder / "edition"
    nothing = home("publish", "--audience", "public", edition, "--yes", "--reason", "first", "--json").json
    assert nothing["interviews"] == 0
    home("consent", case.interview, "--use", "publish", "--audience", "public", "--by", "narrator")
    signed = ("--yes", "--reason", "read by two of us", "--json")
    assert "--yes --reason" in home("publish", "--audience", "public", edition, status=2).err
    before = home("publish", "--audience", "public", edition, *signed).json
    assert before["withheld"] == {"danger_to_others": 1}
    assert before["difference"]["interviews_added"] == [case.interview]
    assert holding(edition, QUOTE) == []
    why = home("why", case.seal, "--as", "public", "--json").json
    assert not why["allowed"]
    assert why["reasons"]

    home("confirm", f"free({case.person})", "--evidence", "met at the station")
    request = case.ask("request", "--for", "public")
    home("open", request, *given(case.answers(request, 0, 1)), "--out", "release")
    home("release", "release")
    still = home("publish", "--audience", "public", edition, *signed).json
    assert holding(edition, QUOTE) == []  # agreed to with the hole in it: the narrator is asked again
    assert still["withheld"] == {"danger_to_others": 1}
    home("consent", case.interview, "--use", "publish", "--audience", "public", "--by", "narrator")
    after = home("publish", "--audience", "public", edition, *signed).json
    (turn,) = after["difference"]["turns"]
    assert turn["after"] == turn["before"].replace("\ufffc", QUOTE)
    assert holding(edition, QUOTE)
    assert home("verify", edition, "--json").json["ok"]
    page = next(path for path in edition.rglob("*.html") if QUOTE.encode() in path.read_bytes())
    page.write_bytes(page.read_bytes().replace(b"flour", b"flouR"))
    assert home("verify", edition, "--json", status=1).json["problems"]
    assert home("check", "--json").json["ok"]


SAID = """# The yard
Hanna (interviewer): Who was there?
Olena (narrator): They took us on 14 March. It snowed.
"""


def test_a_place_of_the_risk_report_is_withheld_from_this_audience_alone(case: Case) -> None:
    home, edition = case.home, case.home.folder / "edition"
    (home.folder / "yard.txt").write_text(SAID, encoding="utf-8")
    (added,) = home("add", home.folder / "yard.txt", "--json").json
    id = added["id"]
    home("consent", id, "--use", "publish", "--audience", "public", "--by", "narrator")
    ask = ("publish", "--audience", "public", edition)
    report = home(*ask, "--json", status=2).json
    (day,) = [risk["place"] for risk in report["risks"] if risk["code"] == "day"]
    assert day.startswith(f"{id}/")
    assert day in home(*ask, status=2).out
    wrong = home(*ask, "--withhold", "nowhere/1/2", status=2)
    assert "not a place of the risk report" in wrong.err
    done = home(*ask, "--withhold", day, "--yes", "--reason", "few people", "--json").json
    assert [risk["code"] for risk in done["risks"]] == ["free_text"]
    assert len(done["restrictions"]) == 1
    assert done["withheld"] == {"privacy": 1}
    assert holding(edition, "14 March") == []
    assert holding(edition, "It snowed.")
