"""`whensafe consent`."""

from __future__ import annotations

import re

import click

from whensafe.cli.frame import Frame, give, say, verb
from whensafe.errors import BadOption
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.consent import (
    Attribution,
    ConsentEvent,
    DeathClause,
    Form,
    Said,
    Use,
    WithdrawalReach,
)
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.text import Language

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:\.(\d{1,3}))?", re.ASCII)


@verb("consent")
@click.argument("id")
@click.option("--use", required=True, type=click.Choice([u.value for u in Use]), help="What is agreed to.")
@click.option("--audience", metavar="A", help="For whom; share and publish are asked for each.")
@click.option("--by", required=True, metavar="WHO", help="narrator, or who spoke for them (with --basis).")
@click.option("--refused", is_flag=True, help="They said no.")
@click.option("--ask-again", is_flag=True, help="They want time; until then a yes of theirs doesn't stand.")
@click.option(
    "--attribution",
    type=click.Choice([a.value for a in Attribution]),
    default=Attribution.NONE.value,
    help="How the narrator is named to that audience (default: none).",
)
@click.option("--language", metavar="TAG", help="Explained in this language: covers only its transcripts.")
@click.option("--interpreter", metavar="NAME", help="Who interpreted.")
@click.option(
    "--form",
    type=click.Choice([f.value for f in Form]),
    default=Form.WRITTEN.value,
    help="How it was given (default: written).",
)
@click.option("--recording-at", metavar="H:MM:SS", help="Where on the recording an oral consent is.")
@click.option("--not-recorded", is_flag=True, help="An oral consent that is on no recording.")
@click.option("--limit-told", multiple=True, metavar="TEXT", help="A limit that was explained (repeatable).")
@click.option(
    "--withdrawal-reach",
    multiple=True,
    type=click.Choice([r.value for r in WithdrawalReach]),
    help="What they were told a withdrawal reaches (repeatable).",
)
@click.option(
    "--death-clause",
    type=click.Choice([c.value for c in DeathClause]),
    default=DeathClause.STAYS_CLOSED.value,
    help="What stands when they can't be asked (default: stays_closed).",
)
@click.option("--decides", metavar="NAME", help="Who decides then.")
@click.option("--basis", metavar="TEXT", help="By what right somebody else speaks.")
@click.option("--evidence", metavar="TEXT", help="A document or passage that shows it.")
@click.option("--scope", metavar="SEAL", help="Asked about this seal or restriction alone.")
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    id: str,
    use: str,
    audience: str | None,
    by: str,
    refused: bool,
    ask_again: bool,
    attribution: str,
    language: str | None,
    interpreter: str | None,
    form: str,
    recording_at: str | None,
    not_recorded: bool,
    limit_told: tuple[str, ...],
    withdrawal_reach: tuple[str, ...],
    death_clause: str,
    decides: str | None,
    basis: str | None,
    evidence: str | None,
    scope: str | None,
) -> None:
    """Record what somebody said to one use of an interview.

    record, archive, share, publish and machine are five questions: each is asked for itself, and nothing
    follows from another answer. What was never asked stays closed. Events are added and never changed.
    """
    from whensafe.desk.consent import Answer, consent

    if refused and ask_again:
        raise BadOption("either --refused or --ask-again")
    answer = Answer(
        use=Use(use),
        by=by,
        audience=None if audience is None else read_audience(audience),
        said=Said.REFUSED if refused else Said.ASK_AGAIN if ask_again else Said.AGREED,
        attribution=Attribution(attribution),
        language=None if language is None else Language(language),
        interpreter=interpreter,
        form=Form(form),
        recording_ms=None if recording_at is None else milliseconds(recording_at),
        unrecorded=not_recorded,
        limits_told=limit_told,
        withdrawal_reach=tuple(WithdrawalReach(reach) for reach in withdrawal_reach),
        death_clause=DeathClause(death_clause),
        decides_then=decides,
        basis=basis,
        evidence=evidence,
        scope=scope,
    )
    with frame.opened() as opened:
        event = consent(opened.archive, opened.actor, InterviewId(typed(id)), answer, reason=frame.reason)
    if frame.json:
        give({"event": as_json(event)})
    say(f"{event.id}  {event.said.value}: {named(event)}.")


def named(event: ConsentEvent) -> str:
    """The question an event answers."""
    return event.use.value if event.audience is None else f"{event.use.value} for {event.audience}"


def as_json(event: ConsentEvent) -> dict[str, object]:
    """Every field of an event."""
    return {
        "id": event.id,
        "interview": event.interview,
        "at": event.at,
        "said": event.said.value,
        "use": event.use.value,
        "audience": event.audience,
        "by": event.by,
        "attribution": event.attribution.value,
        "versions": list(event.versions),
        "language": event.language,
        "interpreter": event.interpreter,
        "form": event.form.value,
        "recording_ms": event.recording_ms,
        "limits_told": list(event.limits_told),
        "withdrawal_reach": [reach.value for reach in event.withdrawal_reach],
        "death_clause": event.death_clause.value,
        "decides_then": event.decides_then,
        "basis": event.basis,
        "evidence": event.evidence,
        "scope": event.scope,
        "recorded_by": event.recorded_by,
    }


def milliseconds(text: str) -> int:
    """A time code, ``H:MM:SS`` or ``MM:SS`` with or without a fraction, in whole milliseconds."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[2]) > 59 or int(found[3]) > 59:
        raise BadOption("not a time code", where="--recording-at", todo="Write it as 1:02:03 or 02:03.5.")
    seconds = int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
    return seconds * 1000 + int((found[4] or "0").ljust(3, "0"))
