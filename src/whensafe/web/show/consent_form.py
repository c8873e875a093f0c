"""The consent form: its questions, what was answered, and what is wrong beside which field.

Nothing is answered by default. A question that nobody answers is not asked, and nothing is recorded of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from whensafe.desk.consent import NARRATOR, Answer
from whensafe.desk.consent_state import ConsentState
from whensafe.errors import BadOption
from whensafe.nouns.actor import Audience, audience
from whensafe.nouns.consent import Attribution, DeathClause, Form, Said, Use, WithdrawalReach
from whensafe.nouns.interview import Basis
from whensafe.nouns.text import Language
from whensafe.web.show import consent, labels

LONGEST = 2000
MOST_ROWS = 60
NEW_BODIES = 2
"""Empty rows for bodies that it may be shared with."""
PUBLISHED_TO = ("public", "researcher", "family", "narrator")
GIVEN = ("written", "recorded", "spoken", "other")
"""How consent was given: spoken with a time on the recording, or spoken and on none, are two choices."""
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})", re.ASCII)

ASKS: dict[Use, tuple[str | Promise, str | Promise]] = {
    Use.RECORD: (
        _("May we record what you tell us?"),
        _("Sound, pictures or notes, made while you speak."),
    ),
    Use.ARCHIVE: (
        _("May we keep it in this archive?"),
        _("Only the people who work with the archive read it there."),
    ),
    Use.MACHINE: (
        _("May a program that has learnt from language read it?"),
        _("For example to propose a translation. Searching inside the archive does not need this."),
    ),
}

PUBLISHED: dict[str, str | Promise] = {
    "public": _("May everybody read it?"),
    "researcher": _("May researchers read it?"),
    "family": _("May your family read it?"),
    "narrator": _("Do you want a copy of your own?"),
}

LIMITS: tuple[str | Promise, ...] = (
    _("What has once been published can’t be called back."),
    _("A court may order the archive to hand over what it is able to read."),
    _("Nobody can promise that you are never recognised."),
    _("What goes to a court may be seen by the defence."),
    _("Some things the listener must report by law."),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the form. ``key`` names its fields; ``wants_body``: the body is yet to be named."""

    key: str
    use: Use
    audience: str = ""
    asks: str = ""
    why: str = ""
    stands: consent.State | None = None
    said: str = ""
    named: str = ""
    wants_body: bool = False
    kind: str = ""
    body: str = ""

    @property
    def field(self) -> str:
        """The key of the body's name in ``wrong``."""
        return f"body-{self.key}"

    @property
    def names(self) -> bool:
        """Is it asked by which name the narrator is called?"""
        return self.use in (Use.SHARE, Use.PUBLISH)


@dataclass(slots=True)
class ConsentForm:
    """The form as it was filled in; ``wrong`` says by field what can't be used."""

    rows: Sequence[Row]
    who: str = ""
    by: str = ""
    basis: str = ""
    language: str = ""
    interpreter: str = ""
    given: str = ""
    at: str = ""
    evidence: str = ""
    limits: frozenset[str] = frozenset()
    more_limits: str = ""
    reach: frozenset[str] = frozenset()
    death: str = ""
    decides: str = ""
    scope: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> list[tuple[Row, str | None]]:
        """Every question in its order, with what is wrong with the body it is about."""
        return [(row, self.wrong.get(row.field)) for row in (*self.once, *self.publish, *self.share)]

    @property
    def once(self) -> list[Row]:
        """Questions that are asked once."""
        return [row for row in self.rows if not row.names]

    @property
    def publish(self) -> list[Row]:
        """Who may read it."""
        return [row for row in self.rows if row.use is Use.PUBLISH]

    @property
    def share(self) -> list[Row]:
        """Bodies it may be given to."""
        return [row for row in self.rows if row.use is Use.SHARE]


def blank(state: ConsentState, *, about: str = "") -> ConsentForm:
    """The form with every question this interview has, none answered; or those about one thing alone."""
    return ConsentForm(rows=tuple(_rows(state, about)), scope=about)


def _rows(state: ConsentState, about: str) -> Iterator[Row]:
    stands = {(one.use, one.audience): consent.standing(one) for one in state.asked}
    if about:  # what was said of the whole isn't an answer to this, nor is it asked for recording or keeping
        stands = {(e.use, e.audience): consent.answered(e) for e in state.alone if e.scope == about}
    for use, (asks, why) in ASKS.items() if not about else ():
        yield Row(use.value, use, "", str(asks), str(why), stands.get((use, None)))
    known = [a for use, a in stands if use is Use.PUBLISH and a is not None and a not in PUBLISHED_TO]
    for reader in (*PUBLISHED_TO, *known):
        name = str(PUBLISHED.get(reader) or _may(reader, "read"))
        yield _row(Use.PUBLISH, reader, name, stands.get((Use.PUBLISH, Audience(reader))))
    for reader in [a for use, a in stands if use is Use.SHARE and a is not None]:
        yield _row(Use.SHARE, reader, _may(reader, "give"), stands.get((Use.SHARE, reader)))
    for n in range(1, NEW_BODIES + 1):
        yield Row(f"new{n}", Use.SHARE, asks=gettext("May we give it to this body?"), wants_body=True)


def _row(use: Use, reader: str, asks: str, stands: consent.State | None) -> Row:
    return Row(f"{use.value}-{reader}", use, reader, asks, "", stands)


def _may(reader: str, what: str) -> str:
    told = {"audience": labels.audience(reader)}
    if what == "read":
        return gettext("May they read it in print – %(audience)s?") % told
    return gettext("May we give it to them – %(audience)s?") % told


def filled(state: ConsentState, given: QueryDict, *, about: str = "") -> ConsentForm:
    """The form as it came back, with nothing judged yet."""

    def one(name: str) -> str:
        return given.get(name, "")[: LONGEST + 1]

    rows = [
        Row(
            row.key,
            row.use,
            row.audience,
            row.asks,
            row.why,
            row.stands,
            said=one(f"said-{row.key}"),
            named=one(f"named-{row.key}"),
            wants_body=row.wants_body,
            kind=one(f"kind-{row.key}"),
            body=one(f"body-{row.key}"),
        )
        for row in list(_rows(state, about))[:MOST_ROWS]
    ]
    return ConsentForm(
        rows=rows,
        who=one("who"),
        by=one("by"),
        basis=one("basis"),
        language=one("language"),
        interpreter=one("interpreter"),
        given=one("given"),
        at=one("at"),
        evidence=one("evidence"),
        limits=frozenset(given.getlist("limit")),
        more_limits=one("more_limits"),
        reach=frozenset(given.getlist("reach")),
        death=one("death"),
        decides=one("decides"),
        scope=one("scope"),
    )


def answers(form: ConsentForm, state: ConsentState) -> list[Answer]:
    """What was answered, an answer for each question; empty where something is ``wrong``."""
    answered = [row for row in form.rows if row.said in set(Said) - {Said.WITHDRAWN}]
    yes = any(row.said == Said.AGREED for row in answered)
    if not answered:
        form.wrong["questions"] = gettext("No question is answered. Answer at least one.")
    _judge_who(form, yes=yes)
    _judge_given(form, yes=yes)
    _judge_rest(form, state, yes=yes)
    audiences = {row.key: _audience(form, row) for row in answered}
    for row in form.rows:
        if row.body.strip() and row not in answered:
            form.wrong[row.field] = gettext("Say what they answered about this body, or remove it.")
    if form.wrong:
        return []
    return [_answer(form, row, audiences[row.key]) for row in answered]


def _judge_who(form: ConsentForm, *, yes: bool) -> None:
    if form.who not in ("narrator", "other"):
        form.wrong["who"] = gettext("Say who answers.")
    if form.who == "other":
        if not form.by.strip():
            form.wrong["by"] = gettext("Who answers for them?")
        if yes and not form.basis.strip():
            form.wrong["basis"] = gettext("By what right does somebody else agree?")


def _judge_given(form: ConsentForm, *, yes: bool) -> None:
    if form.given not in GIVEN:
        form.wrong["given"] = gettext("Say how the answers were given.")
    if form.given == "recorded" and milliseconds(form.at) is None:
        form.wrong["at"] = gettext("Write the time on the recording as 1:02:03 or 02:03.")
    if form.death == DeathClause.NAMED_PERSON_DECIDES and not form.decides.strip():
        form.wrong["decides"] = gettext("Who decides then?")
    if form.decides.strip() and form.death != DeathClause.NAMED_PERSON_DECIDES:
        form.wrong["death"] = gettext("A name is written below: choose that somebody decides, or remove it.")
    if not yes and form.death:
        form.wrong.pop("decides", None)


def _judge_rest(form: ConsentForm, state: ConsentState, *, yes: bool) -> None:
    by_narrator = form.who == "narrator"
    if state.interview.basis is Basis.PUBLISHED and yes and by_narrator and not form.evidence.strip():
        form.wrong["evidence"] = gettext(
            "This was published by others. What shows that its narrator agrees here?"
        )
    for name in ("by", "basis", "interpreter", "evidence", "decides", "more_limits"):
        if len(getattr(form, name)) > LONGEST:
            form.wrong[name] = gettext("At most 2,000 characters.")


def _audience(form: ConsentForm, row: Row) -> Audience | None:
    """For whom; a body that is to be written is named by its kind and name."""
    if not row.wants_body:
        return Audience(row.audience) if row.audience else None
    name = " ".join(row.body.split())
    if row.kind not in ("partner", "justice") or not name:
        form.wrong[row.field] = gettext("Choose what kind of body it is, and write its name.")
        return None
    try:
        found = audience(f"{row.kind}:{name}")
    except BadOption:
        form.wrong[row.field] = gettext(
            "A name has at most 60 letters and digits, with spaces, dots or hyphens."
        )
        return None
    if any(other is not row and other.use is row.use and other.audience == found for other in form.rows):
        form.wrong[row.field] = gettext("This body stands above already: answer there.")
    twice = [r for r in form.rows if r.wants_body and r.said and (r.kind, r.body) == (row.kind, row.body)]
    if len(twice) > 1:
        form.wrong[row.field] = gettext("This body is named twice.")
    return found


def _answer(form: ConsentForm, row: Row, reader: Audience | None) -> Answer:
    yes = row.said == Said.AGREED
    own = [line for line in form.more_limits.splitlines() if line.strip()]
    told = [str(limit) for n, limit in enumerate(LIMITS) if str(n) in form.limits]
    named = yes and form.death == DeathClause.NAMED_PERSON_DECIDES
    closed = DeathClause.STAYS_CLOSED
    death = DeathClause(form.death) if yes and form.death in set(DeathClause) else closed
    calls = row.named if row.names and yes and row.named in set(Attribution) else Attribution.NONE
    return Answer(
        use=row.use,
        by=NARRATOR if form.who == "narrator" else form.by,
        audience=reader,
        said=Said(row.said),
        attribution=Attribution(calls),
        language=Language(form.language) if form.language else None,
        interpreter=form.interpreter,
        form=Form.ORAL if form.given in ("recorded", "spoken") else Form(form.given),
        recording_ms=milliseconds(form.at) if form.given == "recorded" else None,
        unrecorded=form.given == "spoken",
        limits_told=(*told, *own),
        withdrawal_reach=tuple(reach for reach in WithdrawalReach if reach.value in form.reach),
        death_clause=death,
        decides_then=form.decides if named else None,
        basis=form.basis if form.who == "other" else None,
        evidence=form.evidence,
        scope=form.scope or None,
    )


def milliseconds(text: str) -> int | None:
    """A time on a recording, ``H:MM:SS`` or ``MM:SS``, in milliseconds; ``None`` for anything else."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[2]) > 59 or int(found[3]) > 59:
        return None
    return (int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])) * 1000
