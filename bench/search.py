"""Ranked search against tantivy, a search engine in Rust, over the same turns with the same questions.

Ours is asked as a person asks: a word in the form a dictionary has, two of them, or a phrase. Word forms are
looked up, the gate's rows joined, every match counted, the likeliest weighed, and twenty given with snippets
and positions, from an encrypted database. tantivy has the folded words and their families ready, is asked for
the families, and gives its twenty best and the count. The figure stands only if both count the same turns for
every question.

`make bench` takes 2,000 interviews (200,000 turns); WHENSAFE_BENCH_INTERVIEWS=20000 takes the full size, in
about ten minutes.
"""

from __future__ import annotations

import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import big_archive, peers
from bench.figures import Figure

INTERVIEWS = 2_000
QUESTIONS = 120
ROUNDS = 5
"""Each question's least disturbed time counts, on both sides."""
PACKAGES = ("tantivy==0.27.0",)

PEER = """
import json, sys, time, tantivy
folder = sys.argv[1]
builder = tantivy.SchemaBuilder()
for field in ("body", "families"):
    builder.add_text_field(field, stored=False, tokenizer_name="whitespace")
index = tantivy.Index(builder.build(), path=folder + "/peer")
writer = index.writer(200_000_000, 1)
with open(folder + "/turns.txt", encoding="utf-8") as lines:
    for line in lines:
        document = tantivy.Document()
        body, families = line.rstrip("\\n").split("\\t")
        document.add_text("body", body)
        document.add_text("families", families)
        writer.add_document(document)
writer.commit()
writer.wait_merging_threads()
index.reload()
searcher, schema = index.searcher(), index.schema
Q, Occur = tantivy.Query, tantivy.Occur
def asked(question):
    parts = []
    for families in question["families"]:
        terms = [(Occur.Should, Q.term_query(schema, "families", name, "freq")) for name in families]
        parts.append((Occur.Must, Q.boolean_query(terms)))
    for phrase in question["phrases"]:
        parts.append((Occur.Must, Q.phrase_query(schema, "body", phrase)))
    return Q.boolean_query(parts)
answers = []
for question in json.load(open(folder + "/questions.json", encoding="utf-8")):
    query, times = asked(question), []
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        found = searcher.search(query, 20, count=True)
        len(found.hits)
        times.append(time.perf_counter() - start)
    answers.append([min(times), found.count])
print(json.dumps(answers))
"""


def run() -> list[Figure]:
    interviews = int(os.environ.get("WHENSAFE_BENCH_INTERVIEWS", INTERVIEWS))
    name = f"ranked search p95, {interviews * big_archive.TURNS_EACH:,} turns, times tantivy's"
    try:
        peers.environment("tantivy", PACKAGES)
    except peers.Missing as missing:
        return [Figure(name, 0, 8, at_most=True, detail="", skipped=str(missing))]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = big_archive.corpus(interviews)
        texts = questions(corpus)
        ours, asked = our_answers(big_archive.ready(corpus), texts)
        with (folder / "turns.txt").open("w", encoding="utf-8") as lines:
            lines.writelines(peer_lines(corpus))
        (folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
        (folder / "peer").mkdir()
        try:
            theirs = peers.ask("tantivy", PACKAGES, PEER, str(folder), str(ROUNDS))
        except peers.Missing as missing:
            return [Figure(name, 0, 8, at_most=True, detail="", skipped=str(missing))]
    return [compare(name, ours, theirs)]


def questions(corpus: big_archive.Corpus) -> list[str]:
    """Words as frequent as one likes, in the dictionary's form; pairs of them; phrases from the turns."""
    dice = random.Random(11)  # noqa: S311
    heads = corpus.words[:: len(big_archive.ENDINGS)]

    def word() -> str:
        return heads[int(len(heads) ** dice.random()) - 1]

    asked = [word() for _ in range(QUESTIONS // 2)]
    asked += [f"{word()} {word()}" for _ in range(QUESTIONS // 4)]
    for _ in range(QUESTIONS - len(asked)):
        start = dice.randrange(len(corpus.stream) - 2)
        asked.append(f'"{" ".join(corpus.stream[start : start + 2])}"')
    return asked


def peer_lines(corpus: big_archive.Corpus) -> Iterator[str]:
    """The peer's turns: folded words, a tab, the family of each."""
    from whensafe.words import family

    names = {word: family(word, "uk") for word in corpus.words}
    for words in corpus.turns():
        yield f"{' '.join(words)}\t{' '.join(names[word] for word in words)}\n"


def our_answers(root: Path, texts: list[str]) -> tuple[list[tuple[float, int]], list[Any]]:
    """Seconds and count for each question; and the words each was taken to mean."""
    from whensafe.store.django_settings import configure

    configure()
    from whensafe.desk.ports import Query
    from whensafe.nouns.actor import TEAM
    from whensafe.store.opening import open_store
    from whensafe.store.search.vocabulary import Vocabulary
    from whensafe.words import ask

    store, _ = open_store(root, "bench")
    answers, meant = [], []
    for text in texts:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            with store.read() as unit:
                found = unit.interviews.search(TEAM, Query(text))
            times.append(time.perf_counter() - start)
        answers.append((min(times), found.total))
        with store.read():
            asked = ask(text)
            vocabulary = Vocabulary(store.alias)
            families = [vocabulary.variants(word, None).families for word in asked.words]
        meant.append({"families": families, "phrases": asked.phrases})
    store.close()
    return answers, meant


def compare(name: str, ours: list[tuple[float, int]], theirs: list[tuple[float, int]]) -> Figure:
    different = sum(a[1] != b[1] for a, b in zip(ours, theirs, strict=True))
    mine, peer = p95([a[0] for a in ours]), p95([b[0] for b in theirs])
    middle = sorted(a[0] for a in ours)[len(ours) // 2], sorted(b[0] for b in theirs)[len(theirs) // 2]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    detail = (
        f"{mine * 1e3:.1f} ms, tantivy {peer * 1e3:.1f} ms"
        f" (median {middle[0] * 1e3:.1f} and {middle[1] * 1e3:.2f});"
        f" same turns found for {len(ours) - different} of {len(ours)} questions; {memory} MB"
    )
    return Figure(name, mine / peer if not different else float("inf"), 8, at_most=True, detail=detail)


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
