"""Every page of the corpus, in a fixed order, the same bytes each time."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.pages_corpus import held_out, old_skins, skins
from bench.pages_corpus.voice import LAYOUTS, Set, Skin, Voice, voices


@dataclass(frozen=True, slots=True)
class Page:
    """``body`` and ``head`` are lists of what a reader sees, block by block."""

    name: str
    skin: str
    data: bytes
    body: tuple[str, ...]
    head: tuple[str, ...]
    held_out: bool


def pages() -> list[Page]:
    """Each site in five or more languages, each with its own choice of questions and layout."""
    every = voices()
    made = []
    for held, module in ((False, skins), (False, old_skins), (True, held_out)):
        for skin in module.SKINS:
            made.extend(_page(skin, voice, held) for voice in _chosen(skin, every))
    return made


def _chosen(skin: Skin, every: dict[str, Voice]) -> list[Voice]:
    names = skin.languages or tuple(random.Random(skin.name).sample(sorted(every), 5))  # noqa: S311 - a choice, no secret
    return [every[name] for name in names]


def _page(skin: Skin, voice: Voice, held: bool) -> Page:
    rng = random.Random(f"{skin.name} {voice.language}")  # noqa: S311 - a choice, no secret
    count = rng.randint(5, 10)
    pairs = [voice.qa[n] for n in sorted(rng.sample(range(len(voice.qa)), count))]
    made = Set(voice, rng, *LAYOUTS[rng.choice(skin.layouts)](voice, pairs))
    text = skin.write(made)
    head = (
        voice.title,
        voice.subtitle,
        voice.byline,
        voice.date,
        voice.caption,
        voice.byline + " " + voice.date,
    )
    return Page(
        name=f"{skin.name}-{voice.language}",
        skin=skin.name,
        data=text.encode(skin.encoding, errors="xmlcharrefreplace"),
        body=(voice.standfirst, *made.body),
        head=(*head, voice.pull),
        held_out=held,
    )
