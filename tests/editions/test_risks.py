"""What somebody could learn from a release: found and pointed at, never repeated, never certified away."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from tests.editions.cleared import REQUEST, golden, interview, turn
from tests.editions.reading import built

from whensafe.editions.difference import difference
from whensafe.editions.risks import Declared, K, Risk, RiskCode, risks
from whensafe.editions.told import ToldEdition
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import ClearedNarrator, Ground, Withheld
from whensafe.nouns.ids import InterviewId

HOLE = Withheld(Ground.DANGER_TO_OTHERS)


def nobody(text: str) -> list[tuple[int, int]]:
    return []


def declared(n: int, **details: str) -> Declared:
    return Declared(InterviewId(f"{n:010x}"), tuple(details.items()))


def test_somebody_always_has_to_read_it() -> None:
    assert risks([], [], nobody, None, []) == [Risk(RiskCode.FREE_TEXT)]
    assert risks(golden(), [], nobody, None, [])[0] == Risk(RiskCode.FREE_TEXT)


def test_a_detail_that_one_narrator_alone_tells_is_found() -> None:
    many = [declared(n, place="station") for n in range(K)]
    found = risks([], [*many, declared(9, place="station", age="fourteen")], nobody, None, [])[1:]
    assert found == [Risk(RiskCode.ONLY_ONE, "0000000009", kinds=("age",), size=1)]


def test_common_details_that_are_rare_together_are_found_once() -> None:
    crowd = [declared(n, place="a", month="march") for n in range(K)]
    crowd += [declared(n, place="b", month="april") for n in range(10, 10 + K)]
    found = risks([], [*crowd, declared(99, place="a", month="april", rank="x")], nobody, None, [])[1:]
    assert {(r.kinds, r.size) for r in found} == {(("rank",), 1), (("month", "place"), 1)}
    assert {r.interview for r in found} == {"0000000063"}


def test_a_cell_of_k_is_no_risk_and_one_of_fewer_is() -> None:
    assert len(risks([], [declared(n, age="9") for n in range(K)], nobody, None, [])) == 1
    small = risks([], [declared(n, age="9") for n in range(K - 1)], nobody, None, [])[1:]
    assert {r.code for r in small} == {RiskCode.SMALL_CELL}
    assert {r.size for r in small} == {K - 1}


def test_a_restricted_name_is_pointed_at_and_not_repeated() -> None:
    def spot(text: str) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer("Danyl[oa]|Данил[оаі]", text)]

    one = interview(1, turn(1, HOLE, " and Danyla came."), title="Of Danylo")
    found = risks([one], [], spot, None, [])[1:]
    assert [(r.code, r.address, r.span) for r in found] == [
        (RiskCode.RESTRICTED_NAME, None, (3, 9)),
        (RiskCode.RESTRICTED_NAME, "00000000000001", (6, 12)),
    ]
    assert "Danyl" not in repr(found)


def test_restricted_names_are_sought_wherever_an_edition_tells_anything() -> None:
    seen: list[str] = []
    risks(golden(), [], lambda text: seen.append(text) or [], None, [])  # type: ignore[func-returns-value]
    for path, content in built(REQUEST, golden()).items():
        if path.startswith("i/") and path.endswith(".json"):
            told = set(
                _strings(
                    json.loads(content), {"text", "title", "standfirst", "name", "speaker", "alt", "rows"}
                )
            )
            assert [text for text in told if not any(text in one for one in seen)] == []


def _strings(value: object, keys: set[str], inside: bool = False) -> list[str]:
    if isinstance(value, str):
        return [value] if inside else []
    if isinstance(value, list):
        return [s for one in value for s in _strings(one, keys, inside)]
    if isinstance(value, dict) and "withheld" not in value:
        return [s for key, one in value.items() for s in _strings(one, keys, key in keys)]
    return []


def test_what_the_last_edition_gives_away_beside_this_one() -> None:
    old = built(
        REQUEST, [interview(1, turn(1, "By ", HOLE), turn(2, "We left."), turn(3, "At four.")), interview(2)]
    )
    one = interview(1, turn(1, "By Danylo"), turn(2, "We ", HOLE))
    since = difference(old.get, built(REQUEST, [one]).get)
    found = {(r.code, r.interview, r.address) for r in risks([one], [], nobody, since, [])[1:]}
    assert found == {
        (RiskCode.FILLED_SINCE_LAST, "0000000001", "00000000000001"),
        (RiskCode.GONE_SINCE_LAST, "0000000001", "00000000000002"),
        (RiskCode.GONE_SINCE_LAST, "0000000001", "00000000000003"),
        (RiskCode.GONE_SINCE_LAST, "0000000002", None),
    }


def test_what_another_audiences_edition_adds() -> None:
    partner = replace(REQUEST, audience=Audience("partner:Harbour"))
    fuller = interview(
        1,
        turn(1, "By Danylo"),
        turn(2, "We left."),
        narrators=(ClearedNarrator("Olena K.", Attribution.FULL),),
    )
    other = ToldEdition.opened(built(partner, [fuller]).get)
    public = interview(1, turn(1, "By ", HOLE), turn(2, "We left."))
    found = risks([public, interview(2)], [], nobody, None, [other])[1:]
    assert found == [
        Risk(RiskCode.NAMED_ELSEWHERE, "0000000001", audience="partner:Harbour"),
        Risk(RiskCode.TOLD_ELSEWHERE, "0000000001", "00000000000001", audience="partner:Harbour"),
    ]


def test_a_title_or_a_name_changed_since_the_last_edition_is_found() -> None:
    old = built(REQUEST, [interview(1)])
    shown = ClearedNarrator("Olena Petrenko", Attribution.FULL)
    new = built(REQUEST, [interview(1, narrators=(shown,))])
    found = risks([], [], nobody, difference(old.get, new.get), [])[1:]
    assert found == [Risk(RiskCode.CHANGED_SINCE_LAST, "0000000001")]
