"""The sweeper: is a text anywhere in these bytes, in any encoding, compressed or escaped, whole or in half?

    sweeper = Sweeper(["квазіґнотник сімдесятий"])
    sweeper.blob(data, "archive.db page 7")
    sweeper.folder(path)
    sweeper.found   # [Finding(canary, encoding, where), …]

A finding names a canary by its number, never by its words.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from tests.canary.encodings import LEAST, needles, terms, trigrams, views

_DEEPEST = 3
"""Views of views of views: a gzip inside base64 inside a page."""
_MANY = 300
"""From so many needles on it is cheaper to look all beginnings up at once."""
_HEAD = 4
"""Bytes of a beginning that are compared as one number."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    canary: int
    encoding: str
    where: str


@dataclass
class Sweeper:
    """``canaries``: texts of at least a dozen letters, each with a word that nobody else would write."""

    canaries: Sequence[str]
    found: list[Finding] = field(default_factory=list)
    looked: int = 0
    """How many bytes were looked at, views of them not counted."""

    def __post_init__(self) -> None:
        self._needles: dict[bytes, list[tuple[int, str]]] = defaultdict(list)
        self._terms: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._begin: dict[bytes, list[bytes]] = defaultdict(list)
        for n, canary in enumerate(self.canaries):
            for needle, name in needles(canary).items():
                if needle not in self._needles:
                    self._begin[needle[:LEAST]].append(needle)
                self._needles[needle].append((n, name))
            for term, name in terms(canary).items():
                self._terms[term].append((n, name))
        self._heads = {int.from_bytes(begin[:_HEAD], sys.byteorder) for begin in self._begin}
        self._clean: set[bytes] = set()
        self._trigrams = [(n, grams) for n, canary in enumerate(self.canaries) for grams in trigrams(canary)]

    def blob(self, data: bytes, where: str) -> None:
        """Look through bytes; the same bytes, found clean, are not looked through a second time."""
        self.looked += len(data)
        digest = hashlib.blake2b(data, digest_size=16).digest()
        if digest in self._clean:
            return
        before = len(self.found)
        self._look(data, where, "", 0)
        if len(self.found) == before:
            self._clean.add(digest)

    def text(self, text: str, where: str) -> None:
        """Look through a text, half surrogates and all."""
        self.blob(text.encode("utf-8", "surrogatepass"), where)

    def over(self, texts: Iterable[str]) -> str:
        """Look through texts, and say at once what was found."""
        for n, text in enumerate(texts):
            self.text(text, f"text {n}")
        return self.summary()

    def index_terms(self, found: Iterable[str], where: str, explained: Set[str] = frozenset()) -> None:
        """Look through the terms of a full-text index, which stores them cut: whole here. Three letters that
        other words have, too, are ``explained``: where thousands of words stand, they say nothing of one.
        """
        known = set(found)
        for term in known & self._terms.keys():
            self._note(self._terms[term], where)
        for n, grams in self._trigrams:
            if grams <= known and not grams <= explained:
                self._note([(n, "index-trigrams")], where)

    def folder(self, folder: Path, *, but: Iterable[Path] = ()) -> None:
        """Look through every file below, its name too; links are read, not followed."""
        left_out = set(but)
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            self.text(name, f"{folder.name}/ (a name)")
            if path.is_symlink():
                self.text(str(path.readlink()), name)
            elif path.is_file() and path not in left_out:
                self.blob(path.read_bytes(), f"{folder.name}/{name}")

    def summary(self) -> str:
        """What was found, for a person: which canary, how written, where; not one word of it."""
        return "\n".join(f"canary {f.canary} as {f.encoding} in {f.where}" for f in sorted(set(self.found)))

    def _look(self, data: bytes, where: str, prefix: str, depth: int) -> None:
        for needle in self._present(data):
            self._note([(n, prefix + name) for n, name in self._needles[needle]], where)
        if depth < _DEEPEST:
            for view, seen in views(data):
                if seen != data:
                    self._look(seen, where, prefix + view, depth + 1)

    def _present(self, data: bytes) -> list[bytes]:
        """The needles that are there. All places are first looked up at once by the first bytes there."""
        if not self._may(data):
            return []
        if len(self._needles) < _MANY:
            return [needle for needle in self._needles if needle in data]
        begin = self._begin.keys() & {data[n : n + LEAST] for n in range(len(data) - LEAST + 1)}
        return [needle for head in begin for needle in self._begin[head] if needle in data]

    def _may(self, data: bytes) -> bool:
        """Does any needle's beginning stand anywhere? Read as numbers from each of the first places on."""
        view = memoryview(data)
        for start in range(_HEAD):
            end = start + (len(data) - start) // _HEAD * _HEAD
            if end > start and not self._heads.isdisjoint(view[start:end].cast("I")):
                return True
        return False

    def _note(self, names: Iterable[tuple[int, str]], where: str) -> None:
        self.found.extend(Finding(n, name, where) for n, name in names)
