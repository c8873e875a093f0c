"""What the size of a seal tells: for a name nothing, for a passage at most 2.5 bits of how long it is."""

from __future__ import annotations

import math
import os
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.guessing.names import NAMES

from whensafe.nouns.ids import Address, TranscriptId
from whensafe.nouns.sealed import SealedText, SealScope, Stretch
from whensafe.protection.contents import Contents, spell
from whensafe.sealing.padding import padded_text
from whensafe.sealing.seals import Context, seal_text
from whensafe.sealing.stanzas import HybridIdentity

SAMPLES = Path(__file__).parents[2] / "src/whensafe/samples"
CONTEXT = Context("arch1ve00000", "gr0up0000000", "sea10000000w", "1nterv1ew0", "passage", 1, "words")
MOST_BITS = 2.5


def contents(words: str) -> bytes:
    stretch = Stretch(TranscriptId("transcr1pt00"), Address("address0000000"), SealedText(words))
    return spell(Contents(SealScope.PASSAGE, (stretch,), ()), bytes(32))


def size(words: str) -> int:
    """Of what is encrypted; the file around it is always as much longer."""
    from whensafe.sealing.seals import _spelled

    return len(padded_text(_spelled(contents(words), CONTEXT)))


def bits(sizes: Sequence[int]) -> float:
    """The information between length and size, in bits: the size follows from the length, so its entropy."""
    counts = Counter(sizes)
    return -sum(n / len(sizes) * math.log2(n / len(sizes)) for n in counts.values())


def passages() -> list[str]:
    """What people seal: phrases, sentences, a few sentences, whole answers, of the invented testimonies."""
    chance = random.Random(3)  # noqa: S311 - the same in every run
    found: list[str] = []
    for path in sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.md")):
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            sentences = re.split(r"(?<=[.!?…])\s+", paragraph.strip())
            found += [paragraph.strip(), *sentences]
            found += [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences) - 2, 2)]
            for sentence in sentences:
                words = sentence.split()
                start = chance.randrange(max(1, len(words) - 3))
                found.append(" ".join(words[start : start + chance.randint(1, 6)]))
    return [passage for passage in found if passage]


def lognormal(median: float, spread: float) -> list[str]:
    """Passages of so many letters, half of them at least ``median``, as written lengths go."""
    chance = random.Random(5)  # noqa: S311 - the same in every run
    return ["ї" * max(1, round(chance.lognormvariate(math.log(median), spread))) for _ in range(5000)]


def test_a_thousand_names_are_one_size() -> None:
    assert len(set(NAMES)) >= 1000
    assert len({size(name) for name in NAMES}) == 1


def test_passages_of_the_samples_tell_little_of_their_length() -> None:
    found = passages()
    assert len(found) > 300
    assert bits([size(passage) for passage in found]) <= MOST_BITS


@pytest.mark.parametrize(
    ("median", "spread"),
    [(12, 0.5), (12, 1.5), (60, 0.5), (60, 1.5), (150, 0.5), (150, 1.5), (400, 0.5), (400, 1.5), (1200, 1.0)],
)  # from a name to a long answer; whole interviews of every length beside single words would tell 2.8 bits
def test_any_usual_spread_of_lengths_stays_below_the_bound(median: float, spread: float) -> None:
    assert bits([size(passage) for passage in lognormal(median, spread)]) <= MOST_BITS


def test_without_padding_the_bound_is_broken() -> None:
    """So that this test can fail."""
    assert bits([len(contents(passage)) for passage in passages()]) > 2 * MOST_BITS


def test_a_seals_own_size_follows_from_the_padded_size_alone() -> None:
    whom = HybridIdentity(bytes(32)).recipient()
    sizes = {(size(words), len(seal_text(contents(words), CONTEXT, whom, os.urandom))) for words in (
        "Xu", NAMES[0], NAMES[999], "ї" * 90, "ї" * 400, "ї" * 401
    )}  # fmt: skip
    assert len({inside for inside, _ in sizes}) == len(sizes)
