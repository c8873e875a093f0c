"""What every page of marking knows of its request: the interview, the fields as sent, what is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from whensafe.desk import people
from whensafe.desk.restrict import Named, Somebody
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import Ground
from whensafe.nouns.interview import Interview
from whensafe.nouns.person import Person
from whensafe.protection.closure import Quote, Whole
from whensafe.web.served import PageRequest
from whensafe.web.show import rows, until
from whensafe.web.show.forms import line
from whensafe.web.show.stretches import Chosen, Unclear


@dataclass(frozen=True, slots=True)
class Sheet:
    """One request: the interview, the fields as sent, everybody in the register, what is marked."""

    request: PageRequest
    interview: Interview
    given: Mapping[str, str]
    people: Mapping[PersonId, Person]
    chosen: Chosen

    def carried(self) -> list[tuple[str, str]]:
        """What every further form of this stretch sends on."""
        names = ("kind", "from", "from_at", "to", "to_at", "quote", "turn", "place", "names", "person")
        return [(name, self.given[name]) for name in names if self.given.get(name)]

    def everything(self) -> list[tuple[str, str]]:
        """All fields as sent, so that a step back finds them as they were."""
        left = {"csrfmiddlewaretoken", "do", "agreed", "reason"}
        return [(k, v) for k, all in self.request.POST.lists() if k not in left for v in all]


def choose(
    request: PageRequest, interview: Interview, given: Mapping[str, object], unclear: Unclear | None = None
) -> HttpResponse:
    """The page on which a stretch is chosen without marking it, or chosen again."""
    place = rows.part_of(interview, str(given.get("turn") or given.get("from") or ""))
    context = {
        "interview": interview,
        "row": rows.row(place[0], rows.people(interview)) if place is not None else None,
        "given": given,
        "unclear": unclear,
        "people": people.people(request.served.archive, request.actor),
    }
    return render(request, "marking.html", context, status=400 if unclear is not None else 200)


def about(sheet: Sheet) -> dict[str, object]:
    """What every page of a stretch shows."""
    what = sheet.chosen.what
    return {
        "interview": sheet.interview,
        "given": sheet.given,
        "chosen": sheet.chosen,
        "named": what.words if isinstance(what, Named) else (),
        "somebody": sheet.people.get(what.person) if isinstance(what, Somebody) else None,
        "everywhere": isinstance(what, Quote) and what.everywhere,
        "is_whole": isinstance(what, Whole),
        "carried": sheet.carried(),
        "people": tuple(sheet.people.values()),
        "grounds": tuple(Ground),
    }


def with_more(sheet: Sheet) -> tuple[Sheet, until.Until]:
    """One more row for a person; one who isn't in the register yet is put there first."""
    given, name = dict(sheet.given), line(sheet.given.get("new_person"))
    count = len(until.read(given, sheet.people).rows)
    register = dict(sheet.people)
    if name is not None:
        added = people.add(sheet.request.served.archive, sheet.request.actor, name).person
        register[added.id] = added
        free = next((n for n in range(count) if not given.get(f"person_{n}")), count)
        given[f"person_{free}"] = added.id
        given["new_person"] = ""
        count = max(count, free + 1)
    else:
        count += 1
    given["rows"] = str(count)
    more = Sheet(sheet.request, sheet.interview, given, register, sheet.chosen)
    return more, until.quiet(until.read(given, register))


def ground(sheet: Sheet, otherwise: Ground) -> Ground:
    """The ground chosen, or the one that is taken otherwise."""
    said = sheet.given.get("ground", "")
    return Ground(said) if said in set(Ground) else otherwise
