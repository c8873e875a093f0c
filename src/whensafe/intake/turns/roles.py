"""Which person and which role each voice is. What the evidence doesn't settle becomes a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from whensafe.intake.front import Named
from whensafe.intake.front.talks import without_office
from whensafe.intake.people import fold_name, fullest, same_person, split_names
from whensafe.intake.people.names_words import HONORIFICS
from whensafe.intake.turns.labels import is_unnamed, normal, role_word
from whensafe.nouns.interview import Role

_ORDER = (Role.NARRATOR, Role.INTERVIEWER, Role.INTERPRETER, Role.PRESENT)


@dataclass(slots=True)
class Voice:
    """What one voice shows: how often it speaks, asks, how much it says; ``function`` is its label's."""

    key: str
    name: str | None = None
    turns: int = 0
    asking: int = 0
    length: int = 0
    role: Role | None = None
    people: list[int] = field(default_factory=list)
    function: Role | None = None


@dataclass(slots=True)
class Person:
    """Somebody of the document, under every name it uses."""

    names: list[str]
    role: Role | None
    via: str = ""
    sure: bool = True

    def name(self) -> str | None:
        """The fullest name of the source."""
        return fullest(self.names) if self.names else None


@dataclass(slots=True)
class Cast:
    """People and voices, matched."""

    people: list[Person]
    voices: dict[str, Voice]
    doubts: set[str]
    unnamed: list[str] = field(default_factory=list)
    joint: list[str] = field(default_factory=list)


def cast(
    voices: dict[str, Voice],
    named: Sequence[Named],
    doubts: set[str],
    mentions: Sequence[str],
    houses: Sequence[str],
) -> Cast:
    """Match voices with the people whom the page names, then give every voice a role.

    ``mentions`` are full names that stand anywhere around the interview, and only help a surname to its
    given name;
    ``houses`` are names of the publisher, under which its interviewer may ask.
    """
    result = Cast(_people(named), voices, set(doubts))
    for voice in voices.values():
        _fill_name(voice, result, mentions, houses)
    for voice in voices.values():
        _match_name(voice, result)
    _roles_from_functions(result)
    _distrust_standfirst(result)
    _roles_from_labels(result)
    same = _by_person(result)
    _roles_by_evidence(result, [voice for key, voice in voices.items() if key not in same])
    for key, first in same.items():
        voices[key].role = voices[key].role or voices[first].role
    for voice in voices.values():
        _give_person(voice, result)
    _settle_people(result)
    _drop_needless_doubts(result)
    return result


def _drop_needless_doubts(result: Cast) -> None:
    """Where one side only asks, the other never does, and the page names both, nobody needs to be asked."""
    asks = [v for v in result.voices.values() if v.role is Role.INTERVIEWER]
    tells = [v for v in result.voices.values() if v.role is Role.NARRATOR]
    clear = (
        len(asks) == len(tells) == 1
        and min(asks[0].turns, tells[0].turns) >= 4
        and asks[0].asking >= asks[0].turns
        and not tells[0].asking
        and all(len(v.people) == 1 and result.people[v.people[0]].names for v in (*asks, *tells))
    )
    if clear:
        result.doubts -= {"who_asks", "unmarked_alternation", "same_dash"}


def _fill_name(voice: Voice, result: Cast, mentions: Sequence[str], houses: Sequence[str]) -> None:
    if voice.name is None or role_word(voice.key.partition(":")[2]) is not None:
        return
    if not _find(voice.name, result):
        if any(_is_house(voice.name, house) for house in houses):
            voice.name, voice.role = None, Role.INTERVIEWER
            return
        folded = fold_name(voice.name)
        is_short = len(folded) == 1 or any(len(word) == 1 for word in folded)
        full = [n for n in dict.fromkeys(mentions) if is_short and same_person(voice.name, n)]
        if len(full) == 1 and len(full[0].split()) > len(voice.name.split()):
            result.people.append(Person(full, None, "label"))


def _is_house(label: str, house: str) -> bool:
    short, long = fold_name(label), fold_name(house)
    initials = "".join(word[0] for word in long)
    return bool(short) and (
        set(short) <= set(long) or (len(short) == 1 and len(short[0]) > 1 and short[0] == initials)
    )


def _people(named: Sequence[Named]) -> list[Person]:
    people: list[Person] = []
    for one in sorted(named, key=lambda n: n.declined):
        person = next((p for p in people if any(same_person(one.name, name) for name in p.names)), None)
        if person is None:
            via = one.via if not one.declined else "declined"
            people.append(Person([one.name], one.role, via, one.sure))
        else:
            person.sure = person.sure or one.sure
            if not one.declined:
                person.names.append(one.name)
            if person.role is None or (
                one.role is not None and one.via in {"header", "byline"} and person.via == "standfirst"
            ):
                person.role = one.role
    return people


def _match_name(voice: Voice, result: Cast) -> None:
    """Find the people a label means; a label that nobody has yet becomes somebody."""
    if voice.name is None:
        return
    if role_word(voice.key.partition(":")[2]) is not None:
        voice.role = role_word(voice.key.partition(":")[2])
        if voice.role is Role.PRESENT:
            result.people.append(Person([voice.name], Role.PRESENT, "label"))
            voice.people = [len(result.people) - 1]
        return
    parts = split_names(voice.name)
    if len(parts) > 1:
        found = [_find(part, result) for part in parts]
        if all(found):
            voice.people = [index for hits in found for index in hits[:1]]
            result.joint.append(voice.key)
            return
    hits = _find(voice.name, result)
    bare = without_office(voice.name)
    if not hits and bare != voice.name and len(_find(bare, result)) == 1:
        hits = _find(bare, result)
        voice.name = bare
    if len(hits) == 1:
        voice.people = hits
        person = result.people[hits[0]]
        is_better = person.via == "standfirst" and len(fold_name(voice.name)) > 1
        person.names = [voice.name] if is_better else [*person.names, voice.name]
        person.sure = True
    elif not hits:
        result.people.append(Person([voice.name], None, "label"))
        voice.people = [len(result.people) - 1]
    if is_unnamed(voice.key.partition(":")[2]):
        result.unnamed.append(voice.key)


def _find(name: str, result: Cast) -> list[int]:
    exact = [i for i, p in enumerate(result.people) if any(same_person(name, known) for known in p.names)]
    if exact:
        return exact
    words = name.casefold().split()
    if len(fold_name(name)) > 1 and role_word(normal(words[0])) is None:
        return []  # another given name: another person of the family
    return [
        i
        for i, p in enumerate(result.people)
        if words and any(words[-1] in known.casefold().split() for known in p.names)
    ]


def _roles_from_labels(result: Cast) -> None:
    for voice in result.voices.values():
        if voice.key == "side:Q":
            voice.role = Role.INTERVIEWER
        elif voice.key in {"side:A", "account"}:
            voice.role = Role.NARRATOR
        elif voice.role is None and voice.people:
            roles = {result.people[i].role for i in voice.people}
            if len(roles) == 1:
                voice.role = roles.pop()


def _roles_from_functions(result: Cast) -> None:
    """``HOST`` after a name says who asks. A judge who is not the one asking is there beside the exchange."""
    sides = any(key.startswith("side:") for key in result.voices)
    for voice in result.voices.values():
        counsel = voice.function is None and voice.name is not None and _is_addressed(voice.name)
        if sides and voice.role is None and counsel:
            known = any(result.people[i].role is not None for i in voice.people)
            beside = Role.INTERVIEWER if _share(voice) >= 0.34 else Role.PRESENT
            voice.role = None if known else beside
        told = {result.people[i].role for i in voice.people} & {Role.NARRATOR, Role.INTERVIEWER}
        if voice.function is None or voice.role is not None or told:
            continue
        if voice.function is Role.PRESENT and not sides:
            others = [v for v in result.voices.values() if v is not voice]
            if len(others) < 2 or (voice.turns >= 2 and voice.turns >= max(v.turns for v in others)):
                continue
        voice.role = voice.function


def _distrust_standfirst(result: Cast) -> None:
    """``A speaks with B`` names A first and lets B tell: what the voices show outweighs such a guess."""
    guessed = {
        i for i, p in enumerate(result.people) if p.role is not None and p.via in {"standfirst", "talk"}
    }
    voices = [v for v in result.voices.values() if v.turns >= 2 and len(v.people) == 1]
    wrong = any(
        v.people[0] in guessed
        and result.people[v.people[0]].role is Role.NARRATOR
        and _share(v) >= 0.6
        and any(_share(other) <= 0.34 and _mean(other) > 1.5 * _mean(v) for other in voices if other is not v)
        for v in voices
    )
    if wrong:
        for index in guessed:
            result.people[index].role = None


def _by_person(result: Cast) -> dict[str, str]:
    """Voices that are another voice's person under another name; the first one carries what all of them
    show.
    """
    first: dict[int, str] = {}
    same: dict[str, str] = {}
    for key, voice in result.voices.items():
        if len(voice.people) != 1:
            continue
        other = first.setdefault(voice.people[0], key)
        if other != key:
            whole = result.voices[other]
            whole.turns, whole.asking, whole.length = (
                whole.turns + voice.turns,
                whole.asking + voice.asking,
                whole.length + voice.length,
            )
            same[key] = other
    return same


def _roles_by_evidence(result: Cast, voices: Sequence[Voice]) -> None:
    """Voices whose role nobody states: the side that asks, and says less, is the interviewer's."""
    open_ = [v for v in voices if v.role is None]
    if not open_:
        return
    settled = {v.role for v in result.voices.values() if v.role is not None}
    people_roles = {p.role for p in result.people}
    styled = {v.key: v for v in open_}
    if "strong" in styled:
        styled["strong"].role = Role.INTERVIEWER
    if "dash" in styled and "plain" in styled:
        _two_sides(styled["dash"], styled["plain"], result, sure=True)
    open_ = [v for v in open_ if v.role is None]
    settled |= {v.role for v in result.voices.values() if v.role is not None}
    settled -= {Role.PRESENT, Role.INTERPRETER}
    for voice in open_:
        if voice.key in {"plain", "dash"}:
            voice.role = Role.NARRATOR if Role.INTERVIEWER in settled else Role.INTERVIEWER
    open_ = [v for v in open_ if v.role is None]
    if not open_:
        return
    if settled == {Role.INTERVIEWER}:
        for voice in open_:
            voice.role = Role.INTERVIEWER if len(open_) > 1 and _share(voice) > 0.6 else Role.NARRATOR
    elif Role.NARRATOR in settled:
        _beside_narrators(open_, result)
    elif len(open_) == 1 and not settled:
        open_[0].role = Role.NARRATOR if not open_[0].asking * 2 > open_[0].turns else Role.INTERVIEWER
    elif len(open_) == 2:
        _two_sides(
            open_[0], open_[1], result, sure=Role.NARRATOR in people_roles and "who_asks" not in result.doubts
        )
    else:
        _many(open_, result)


def _is_addressed(name: str) -> bool:
    """``MS. ADAIR``: how a record calls counsel, who object more than they ask."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.strip(".").casefold() in HONORIFICS


def _tells(voice: Voice) -> bool:
    return voice.asking * 3 < voice.turns


def _share(voice: Voice) -> float:
    return voice.asking / voice.turns if voice.turns else 0.0


def _two_sides(one: Voice, other: Voice, result: Cast, *, sure: bool) -> None:
    """Of two sides one asks. It is sure where question marks and length agree, and clearly so."""
    asks, tells = (one, other) if _score(one, other) >= _score(other, one) else (other, one)
    asks.role, tells.role = Role.INTERVIEWER, Role.NARRATOR
    clear = _share(asks) >= _share(tells) + 0.25 or (
        _share(asks) > _share(tells) and _mean(tells) > 1.5 * _mean(asks)
    )
    if not clear and not sure:
        result.doubts.add("who_asks")


def _mean(voice: Voice) -> float:
    return voice.length / voice.turns if voice.turns else 0.0


def _score(voice: Voice, other: Voice) -> float:
    longer = _mean(other) - _mean(voice)
    return _share(voice) - _share(other) + (0.3 if longer > 0 else -0.3 if longer < 0 else 0.0)


def _beside_narrators(open_: list[Voice], result: Cast) -> None:
    """Narrators are known: whoever asks beside them is an interviewer; whoever doesn't is another
    narrator.
    """
    has_interviewer = any(v.role is Role.INTERVIEWER for v in result.voices.values())
    if len(open_) == 1 and not has_interviewer:
        open_[0].role = Role.INTERVIEWER
        return
    for voice in open_:
        is_unnamed_voice = voice.key in result.unnamed
        if is_unnamed_voice and _tells(voice):
            voice.role = Role.NARRATOR
        elif _share(voice) >= (0.6 if has_interviewer else 0.34) or (
            not has_interviewer and not is_unnamed_voice
        ):
            voice.role = Role.INTERVIEWER
        else:
            voice.role = Role.NARRATOR


def _many(open_: list[Voice], result: Cast) -> None:
    """Three voices and more, none known: those who mostly ask are interviewers."""
    ranked = sorted(open_, key=_share, reverse=True)
    askers = [v for v in ranked if _share(v) >= 0.4] or ranked[:1]
    for voice in open_:
        if voice in askers:
            voice.role = Role.INTERVIEWER
        else:
            voice.role = Role.NARRATOR
    if len(askers) == len(open_) or _share(ranked[0]) < 0.4:
        result.doubts.add("who_asks")
        ranked[-1].role = Role.NARRATOR


def _give_person(voice: Voice, result: Cast) -> None:
    """A voice without a name is the one person of its role, if the page names exactly one."""
    if voice.people or voice.role is None:
        return
    taken = {i for v in result.voices.values() for i in v.people}
    _free_signers(result, taken)
    of_role = [i for i, p in enumerate(result.people) if p.role is voice.role and p.via != "declined"]
    free = [i for i in of_role if i not in taken]
    declined = [i for i, p in enumerate(result.people) if p.role is voice.role and p.via == "declined"]
    if len(of_role) == 1:
        voice.people = of_role
    elif len(free) == 1 and voice.key.startswith(("name:", "unknown")) is False:
        voice.people = free
    elif not of_role and len(declined) == 1:
        voice.people = declined
    elif not of_role:
        result.people.append(Person([], voice.role, "unnamed"))
        voice.people = [len(result.people) - 1]
        result.doubts.add(f"no_name:{voice.role}")
    else:
        result.doubts.add(f"which:{voice.role}")


def _free_signers(result: Cast, taken: set[int]) -> None:
    """Who signs an interview and doesn't tell it, asked it."""
    exchange = any(v.role is Role.INTERVIEWER for v in result.voices.values())
    has_narrator = any(p.role is Role.NARRATOR for p in result.people)
    has_interviewer = any(p.role is Role.INTERVIEWER for p in result.people)
    signers = [
        i
        for i, p in enumerate(result.people)
        if p.role is None and i not in taken and p.via in {"byline", "fact", "header"}
    ]
    others = [
        i
        for i, p in enumerate(result.people)
        if p.role is None and i not in taken and p.via in {"standfirst", "signature"}
    ]
    if exchange and signers and not has_interviewer:
        for index in signers:
            result.people[index].role = Role.INTERVIEWER
        has_interviewer = True
    elif not exchange and signers and not has_narrator and len(signers) == 1:
        result.people[signers[0]].role = Role.NARRATOR
        has_narrator = True
    if exchange and has_interviewer and not has_narrator:
        rest = [i for i in signers if result.people[i].role is None and result.people[i].via == "byline"]
        if len(rest) == 1:
            result.people[rest[0]].role = Role.NARRATOR
            return
    if not has_narrator and len(others) == 1:
        result.people[others[0]].role = Role.NARRATOR


def _settle_people(result: Cast) -> None:
    """A person's role is that of their voice; people without voice and role don't take part."""
    for voice in result.voices.values():
        for index in voice.people:
            if voice.role is not None and (len(voice.people) == 1 or result.people[index].role is None):
                result.people[index].role = voice.role


def ordered(people: Sequence[Person]) -> list[int]:
    """The indices of those who take part, narrators first, each once, in the order they were found."""
    return [i for role in _ORDER for i, person in enumerate(people) if person.role is role]
