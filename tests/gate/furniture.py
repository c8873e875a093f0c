"""What stands around an article: menus, calls, teasers, comments, in nine languages."""

from __future__ import annotations

import hashlib
import html
import json

from tests.gate.script import SOURCES, Script

FURNITURE = json.loads((SOURCES / "furniture.json").read_text("utf-8"))


def esc(text: str) -> str:
    return html.escape(text, quote=False)


class Furniture:
    """Phrases for one document: the same document gets the same ones. What was used is remembered."""

    def __init__(self, script: Script) -> None:
        self.words = FURNITURE[script.language]
        self.seed = int(hashlib.sha256(script.name.encode()).hexdigest()[:8], 16)
        self.used: list[str] = []

    def one(self, key: str) -> str:
        """One phrase of a list, or the phrase; nobody says it in the interview."""
        return self.some(key, 1)[0]

    def some(self, key: str, count: int) -> list[str]:
        every = self.words[key]
        if isinstance(every, str):
            every = [every]
        start = self.seed % len(every)
        chosen = [every[(start + n) % len(every)] for n in range(min(count, len(every)))]
        self.used += [phrase for phrase in chosen if len(phrase) > 14]
        return [esc(phrase) for phrase in chosen]

    def menu(self, count: int = 6) -> str:
        return "".join(
            f'<li><a href="/{n}/">{word}</a></li>' for n, word in enumerate(self.some("menu", count))
        )

    def related(self, count: int = 3, tag: str = "li") -> str:
        return "".join(
            f'<{tag}><a href="/r/{self.seed % 977 + n}">{title}</a></{tag}>'
            for n, title in enumerate(self.some("related", count))
        )

    def comments(self, count: int = 2) -> str:
        return "".join(
            f'<li class="comment"><cite>{who}</cite> <p>{what}</p></li>'
            for who, _, what in (line.partition(": ") for line in self.some("comments", count))
        )

    def share(self) -> str:
        return "".join(f'<a class="share" href="#">{word}</a> ' for word in self.some("share", 3))
