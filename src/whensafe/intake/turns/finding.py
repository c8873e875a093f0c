"""From pieces with voices to turns with roles, speakers, languages and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from whensafe.intake.blocks import Document, Kind
from whensafe.intake.front import Front, Leftover, Named, own_name
from whensafe.intake.language import turn_languages
from whensafe.intake.people import sentence_case, split_names
from whensafe.intake.turns import accounts, court, notes, roles, shape
from whensafe.intake.turns.labels import LabelKind, is_initials
from whensafe.intake.turns.pieces import Piece, Pieces, cut_pieces
from whensafe.intake.turns.questions import ALTERNATION, WHO_ASKS, ask
from whensafe.intake.turns.roles import Cast, Voice
from whensafe.intake.turns.source import Source
from whensafe.intake.turns.units import Words, cuts_within, render
from whensafe.nouns.interview import Mark, MarkKind, Question, Role
from whensafe.nouns.reading import ReadPerson, ReadTurn
from whensafe.nouns.text import Language


@dataclass(slots=True)
class Exchange:
    """Pieces and whose they are, before anybody has a role."""

    source: Source
    pieces: Pieces
    plan: shape.Plan
    examiners: dict[int, str] = field(default_factory=dict)
    witnesses: list[str] = field(default_factory=list)

    def head(self) -> list[tuple[int, Leftover]]:
        """What stands before the first turn: (piece, words)."""
        return [
            (n, Leftover(p.block, self.source.text(p.block)[p.start : p.end]))
            for n, (p, voice) in enumerate(zip(self.pieces.items, self.plan.voices, strict=True))
            if voice == shape.HEAD
        ]


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns with their people, what was set aside among them (block, words), and what remains to be asked."""

    turns: tuple[ReadTurn, ...]
    people: tuple[ReadPerson, ...]
    dropped: tuple[tuple[int, str], ...]
    questions: tuple[Question, ...]


def find_exchange(document: Document, wanted: Sequence[int], known: Sequence[str]) -> Exchange:
    """Cut the wanted blocks into pieces and decide whose each is, as far as the document tells voices
    apart.
    """
    source = Source(document)
    cuts = court.line_numbers(source, wanted)
    pieces = cut_pieces(source, wanted, known, cuts)
    result = Exchange(source, pieces, shape.Plan(shape.Shape.EMPTY, []))
    notes_at = set()
    for n, piece in enumerate(pieces.items):
        text = source.text(piece.block)[piece.words : piece.end]
        examiner, witness = court.examiner(text), court.witness(text)
        if examiner is not None:
            result.examiners[n] = examiner
        elif witness is not None:
            result.witnesses.append(witness)
        is_time = piece.at_ms is not None and piece.label is None and piece.length <= 0
        after = pieces.items[n + 1] if n + 1 < len(pieces.items) else None
        if is_time and after is not None and after.at_ms is None:
            pieces.items[n + 1] = replace(after, at_ms=piece.at_ms)
        is_stage = is_time or court.is_stage_line(text) or notes.is_note(text)
        if is_stage and (piece.label is None or court.is_event(text)):
            notes_at.add(n)
        elif _only_names_examiner(pieces.items, n):
            result.examiners[n] = sentence_case(_name_of(piece) or "")
            notes_at.add(n)
    spoken = [n for n in range(len(pieces.items)) if n not in notes_at]
    plan = shape.plan([pieces.items[n] for n in spoken])
    voices = [shape.DROPPED] * len(pieces.items)
    for n, voice in zip(spoken, plan.voices, strict=True):
        voices[n] = voice
    result.plan = shape.Plan(plan.shape, voices, {spoken[n] for n in plan.keep_mark}, plan.doubts)
    if plan.shape is shape.Shape.ACCOUNT and notes.is_only_absence(source, [pieces.items[n] for n in spoken]):
        result.plan = shape.Plan(shape.Shape.EMPTY, [shape.DROPPED] * len(voices), doubts={"no_transcript"})
    return result


def _only_names_examiner(pieces: Sequence[Piece], n: int) -> bool:
    """A name with no words of its own, whose question follows under a ``Q.``."""
    piece, after = pieces[n], pieces[n + 1] if n + 1 < len(pieces) else None
    return (
        piece.label is not None
        and piece.label.kind is LabelKind.NAME
        and piece.length <= 0
        and after is not None
        and after.label is not None
        and after.label.kind is LabelKind.SIDE
        and after.label.key == "Q"
    )


@dataclass(slots=True)
class _Draft:
    voice: str
    pieces: list[int]
    examiner: str | None = None


def find(exchange: Exchange, front: Front, language: Language, head_dropped: Sequence[int]) -> Turns:
    """The turns. ``head_dropped``: pieces before the first turn that are not the standfirst."""
    source = exchange.source
    drafts = _drafts(source, exchange)
    cast = _cast(exchange, drafts, front)
    rendered = [_words(source, exchange, draft) for draft in drafts]
    _name_by_own_words(cast, drafts, [words.text for words in rendered])
    people, place = _participants(cast)
    languages = turn_languages([words.text for words in rendered], language)
    turns: list[ReadTurn] = []
    for draft, words, spoken in zip(drafts, rendered, languages, strict=True):
        voice = cast.voices[_voice_key(draft)]
        start, end = _times(exchange, draft)
        speaker = place[voice.people[0]] if len(voice.people) == 1 and voice.people[0] in place else None
        turns.append(
            ReadTurn(voice.role or Role.NARRATOR, speaker, spoken, words.text, start, end, words.marks)
        )
    dropped = [
        (p.block, " ".join(source.text(p.block)[p.start : p.end].split()))
        for n, (p, voice) in enumerate(zip(exchange.pieces.items, exchange.plan.voices, strict=True))
        if voice == shape.DROPPED or n in set(head_dropped)
    ]
    questions = _questions(cast, drafts, people)
    guessed = {place[i] for i in place if not cast.people[i].sure}
    questions += _who_narrates(turns, people, guessed, {q.turn for q in questions})
    if exchange.plan.shape is shape.Shape.ACCOUNT:
        questions += accounts.about_the_narrator(turns)
    return Turns(tuple(turns), tuple(people), tuple(dropped), tuple(questions))


def _drafts(source: Source, exchange: Exchange) -> list[_Draft]:
    """Group pieces: a new voice begins a turn, and so does a label, even of the same speaker."""
    drafts: list[_Draft] = []
    examiner: str | None = None
    for n, (piece, voice) in enumerate(zip(exchange.pieces.items, exchange.plan.voices, strict=True)):
        if n in exchange.examiners:
            examiner = exchange.examiners[n]
        if voice in {shape.HEAD, shape.DROPPED}:
            continue
        last = drafts[-1] if drafts else None
        is_cue = source.blocks[piece.block].kind is Kind.CUE
        again = piece.label is not None and n not in exchange.plan.keep_mark and not is_cue
        if (
            last is not None
            and (voice in {shape.CONTINUES, last.voice})
            and not (again and voice != shape.CONTINUES)
        ):
            new_paragraph = (
                voice == "account"
                and not is_cue
                and exchange.pieces.items[last.pieces[-1]].block != piece.block
            )
            if not new_paragraph:
                last.pieces.append(n)
                continue
        drafts.append(_Draft(voice, [n], examiner))
    return drafts


def _voice_key(draft: _Draft) -> str:
    return f"{draft.voice}\0{draft.examiner}" if draft.voice == "side:Q" and draft.examiner else draft.voice


def _cast(exchange: Exchange, drafts: Sequence[_Draft], front: Front) -> Cast:
    voices: dict[str, Voice] = {}
    items = exchange.pieces.items
    for draft in drafts:
        key = _voice_key(draft)
        voice = voices.setdefault(key, Voice(key.partition("\0")[0]))
        first = items[draft.pieces[0]]
        if voice.name is None:
            voice.name = draft.examiner if "\0" in key else _name_of(first)
        if voice.function is None and first.label is not None:
            voice.function = first.label.role
        voice.turns += 1
        voice.asking += any(items[n].asks for n in draft.pieces[-2:])
        voice.length += sum(items[n].length for n in draft.pieces)
    named = list(front.named)
    named += [Named(name, Role.NARRATOR, "called") for name in dict.fromkeys(exchange.witnesses)]
    named += [
        Named(name, Role.INTERVIEWER, "examined") for name in dict.fromkeys(exchange.examiners.values())
    ]
    return roles.cast(voices, named, exchange.plan.doubts, front.mentions, front.houses)


def _name_of(piece: Piece) -> str | None:
    if piece.voice is not None:
        return " ".join(piece.voice.split())
    if piece.label is not None and piece.label.kind is LabelKind.NAME:
        bare = re.sub(r"\s*[(\[][^()\[\]]{0,60}[)\]]", "", piece.label.name).strip()
        return bare if is_initials(bare) else bare.strip(" ,.-–—") or piece.label.name
    return None


def _participants(cast: Cast) -> tuple[list[ReadPerson], dict[int, int]]:
    used = {i for voice in cast.voices.values() for i in voice.people}
    people: list[ReadPerson] = []
    place: dict[int, int] = {}
    for index in roles.ordered(cast.people):
        person = cast.people[index]
        if (
            index not in used
            and person.via in {"standfirst", "caption", "declined"}
            and any(p.role is person.role for p in people)
        ):
            continue
        place[index] = len(people)
        people.append(
            ReadPerson(
                person.name() if person.via != "declined" or len(person.names) > 1 else None,
                person.role or Role.PRESENT,
            )
        )
    return people, place


def _words(source: Source, exchange: Exchange, draft: _Draft) -> Words:
    """The words of a turn: its pieces, a line break between paragraphs, one space between cues."""
    text, marks = "", []
    for n in draft.pieces:
        piece = exchange.pieces.items[n]
        keeps = n in exchange.plan.keep_mark
        begin = (
            piece.words
            if not keeps or piece.label is None
            else max(piece.start, min(piece.words, _before_mark(exchange, piece)))
        )
        if text:
            is_cue = source.blocks[piece.block].kind is Kind.CUE
            if is_cue:
                marks.append(Mark(MarkKind.SOFT_BREAK, len(text), "\n"))
            text += " " if is_cue else "\n"
        if begin > piece.start:
            marks += _label_marks(exchange, piece, begin, len(text))
        part = render(
            exchange.pieces.breaks,
            source,
            piece.block,
            (begin, piece.end),
            exchange.pieces.cuts,
        )
        marks += [replace(mark, at=mark.at + len(text)) for mark in part.marks]
        text += part.text
    return Words(text, tuple(marks))


def _before_mark(exchange: Exchange, piece: Piece) -> int:
    """Where a dash that belongs to the words begins: after line numbers and time codes."""
    cuts = cuts_within(exchange.pieces.cuts, piece.block, piece.start, piece.words)
    return max((cut.end for cut in cuts), default=piece.start)


def _label_marks(exchange: Exchange, piece: Piece, begin: int, at: int) -> list[Mark]:
    """What stood before the words: line number, time code, label, each as it was written."""
    text = exchange.source.text(piece.block)
    marks = []
    position = piece.start
    for cut in cuts_within(exchange.pieces.cuts, piece.block, piece.start, begin):
        if cut.start > position:
            marks.append(Mark(MarkKind.LABEL, at, text[position : cut.start]))
        marks.append(Mark(cut.kind, at, text[cut.start : cut.end]))
        position = cut.end
    if begin > position:
        marks.append(Mark(MarkKind.LABEL, at, text[position:begin]))
    return marks


def _times(exchange: Exchange, draft: _Draft) -> tuple[int | None, int | None]:
    pieces = [exchange.pieces.items[n] for n in draft.pieces]
    starts = [t for p in pieces for t in (exchange.source.blocks[p.block].start_ms, p.at_ms) if t is not None]
    ends = [t for p in pieces if (t := exchange.source.blocks[p.block].end_ms) is not None]
    return (min(starts) if starts else None, max(ends) if ends else None)


def _name_by_own_words(cast: Cast, drafts: Sequence[_Draft], texts: Sequence[str]) -> None:
    """A narrator whom nothing around the interview names may say it: "My name is …"."""
    for index, person in enumerate(cast.people):
        if person.role is not Role.NARRATOR or (person.names and person.via != "declined"):
            continue
        spoken = (
            text
            for draft, text in zip(drafts, texts, strict=True)
            if index in cast.voices[_voice_key(draft)].people
        )
        said = next((name for text in islice(spoken, 4) if (name := own_name(text)) is not None), None)
        if said is not None:
            person.names, person.via = [said], "own words"


def _who_narrates(
    turns: Sequence[ReadTurn], people: Sequence[ReadPerson], guessed: set[int], asked: set[int | None]
) -> list[Question]:
    """A narrator without a name is asked for at their first turn, and so is a name that was only inferred."""
    questions = []
    for index, person in enumerate(people):
        if person.role is not Role.NARRATOR or (person.name is not None and index not in guessed):
            continue
        first = next((n for n, turn in enumerate(turns, 1) if turn.speaker == index), None)
        if first is not None and first not in asked:
            options = (person.name,) if person.name is not None else ()
            questions.append(ask("unnamed_speaker", turn=first, options=options))
    return questions


def _questions(cast: Cast, drafts: Sequence[_Draft], people: Sequence[ReadPerson]) -> list[Question]:
    questions = []
    doubts = set(cast.doubts)
    names = tuple(dict.fromkeys(p.name for p in people if p.name is not None))
    if doubts & {"who_asks", "same_dash", "unmarked_alternation"} and drafts:
        questions.append(ask("who_asks", options=names if len(names) > 1 else WHO_ASKS))
    questions += [
        ask(code, options=ALTERNATION) for code in ("same_dash", "unmarked_alternation") if code in doubts
    ]
    questions += [ask("no_transcript")] if "no_transcript" in doubts else []
    for code in sorted(doubts):
        kind, _, role = code.partition(":")
        if kind == "which":
            options = tuple(p.name for p in people if p.role == role and p.name is not None)
            turn = next((n for n, d in enumerate(drafts, 1) if cast.voices[_voice_key(d)].role == role), None)
            questions.append(ask("unnamed_speaker", turn=turn, options=options))
    for key in cast.unnamed:
        turn = next((n for n, d in enumerate(drafts, 1) if _voice_key(d) == key), None)
        questions.append(ask("unnamed_speaker", turn=turn))
    for key in cast.joint:
        for n, draft in enumerate(drafts, 1):
            if _voice_key(draft) == key:
                parts = tuple(split_names(cast.voices[key].name or ""))
                questions.append(
                    ask(
                        "joint_speaker",
                        turn=n,
                        options=tuple(cast.people[i].name() or "" for i in cast.voices[key].people) or parts,
                    )
                )
    unknown = [n for n, d in enumerate(drafts, 1) if d.voice == "unknown" or d.voice.startswith("chevron:")]
    questions += [ask("unnamed_speaker", turn=unknown[0])] if unknown else []
    return questions
