"""Risks of an edition, as JSON and in words. No risk repeats what was found."""

from __future__ import annotations

from whensafe.desk.withhold import spelled
from whensafe.editions.risks import K, Risk, RiskCode

_WORDS = {
    RiskCode.FREE_TEXT: "free text names people in ways no list foresees, and no number, date or trade "
    "said in it is counted; somebody has to read it",
    RiskCode.ONLY_ONE: "a detail declared in the register, or several together, that only one narrator has",
    RiskCode.SMALL_CELL: f"details declared in the register that fewer than {K} narrators share",
    RiskCode.RESTRICTED_NAME: "a word that may be a name not to be told, in another spelling",
    RiskCode.FILLED_SINCE_LAST: "told now where the last edition had a hole, or told otherwise",
    RiskCode.GONE_SINCE_LAST: "in the last edition and not in this one: both lie side by side for ever",
    RiskCode.CHANGED_SINCE_LAST: "a title, a date, a name or a notice is not as it was in the last edition",
    RiskCode.NOT_COMPARED: "the last edition for this audience was not at hand: name it with --since",
    RiskCode.AHEAD: "conditions were judged at a day that is still to come",
    RiskCode.TOLD_ELSEWHERE: "told otherwise in an edition for another audience",
    RiskCode.NAMED_ELSEWHERE: "named otherwise in an edition for another audience",
    RiskCode.NUMBER: "a number near somebody who isn't told: a unit, an age, a house, a cell",
    RiskCode.DAY: "a date to the day: few people were taken, moved or let go on that day",
    RiskCode.NAME_OR_WORD: "a code begins a sentence, and the name behind it is a common word, too: "
    "does the sentence still say what was said?",
}


def explain(code: RiskCode) -> str:
    """What a kind of risk means."""
    return _WORDS[code]


def risk_json(risk: Risk) -> dict[str, object]:
    """One risk: where to look, never what stands there."""
    return {
        "code": risk.code.value,
        "text": explain(risk.code),
        "place": spelled(risk),
        "id": risk.interview,
        "address": risk.address,
        "start": None if risk.span is None else risk.span[0],
        "end": None if risk.span is None else risk.span[1],
        "kinds": list(risk.kinds),
        "size": risk.size,
        "audience": risk.audience,
    }
