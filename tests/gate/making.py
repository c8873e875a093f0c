"""Make the gate's documents and their records of the scripts: `python -m tests.gate.making [NAME…]`.

Run by hand when a script changes, and commit what comes out. The record is made from the script alone; no
reader is asked. A PDF needs a Chromium on the path.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from tests.gate import timed, writers
from tests.gate.furniture import Furniture
from tests.gate.script import Script, scripts, unmarked
from tests.gate.shapes import PAIRED
from tests.gate.skins import SKINS, Page

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
MANIFEST = HERE / "manifest.json"
FAMILIES = {
    "txt": "plain",
    "md": "markdown",
    "vtt": "webvtt",
    "json": "machine",
    "eml": "mail",
    "mhtml": "mail",
}
DATES = ("published", "first_published", "interviewed")


def document(script: Script) -> tuple[bytes, Furniture | None]:
    """The bytes of a document, and the furniture that stands in it."""
    kind, furniture = script.kind, None
    if script.raw:
        text = unmarked(script)[0]
        if kind == "pdf":
            return writers.raw_pdf(text, script.language), None
        return _encoded(text, script), None
    if kind in {"html", "mhtml"}:
        furniture = Furniture(script)
        page = SKINS[script.options["skin"]](Page(script, furniture))
        return (timed.mhtml_of(page, script) if kind == "mhtml" else _encoded(page, script)), furniture
    if kind in timed.TEXTS:
        return _encoded(timed.TEXTS[kind](script), script), None
    makers = {"docx": writers.docx_of, "odt": writers.odt_of, "rtf": writers.rtf_of, "pdf": writers.pdf_of,
              "xlsx": timed.xlsx_of, "eml": timed.eml_of}  # fmt: skip
    return makers[kind](script), None


def _encoded(text: str, script: Script) -> bytes:
    code = script.options.get("encoding", "utf-8")
    if code != "utf-8":
        text = text.replace("charset=utf-8", f"charset={code}").replace(
            'charset="utf-8"', f'charset="{code}"'
        )
    return text.encode(code, "xmlcharrefreplace" if script.kind == "html" else "strict")


def record(script: Script, furniture: Furniture | None) -> dict[str, Any]:
    """What an archivist would record, as the README of this folder gives its format."""
    said = _said(script)
    turns = [_turn(script, key, words) for key, words in said]
    spoken = {turn["speaker"] for turn in turns}
    beside = [
        item.paragraphs[0] for item in script.items if item.kind in {"rel", "news", "ad", "box", "photo", "h"}
    ]
    beside += unmarked(script)[2] if script.raw else []
    beside += furniture.used if furniture else []
    source = _source(script)
    title = script.get("gold title", script.get("title"))
    language = script.get("gold language") or script.language
    gold: dict[str, Any] = {
        "family": script.get("family") or _family(script),
        "note": script.get("note"),
        "shape": script.options.get("shape") or script.get("shape") or script.options.get("cue") or "raw",
        "title": None if title in {"", "-"} else title,
        "language": None if language == "-" else language,
        **{key: script.get(f"gold {key}") or None for key in DATES},
        "participants": [
            {"name": p.name, "role": p.role, **({"also": list(p.also)} if p.also else {})}
            for key, p in script.people.items()
            if p.role != "joint" and (p.name is not None or p.name in spoken)
        ],
        "source": {"name": source[0] if source else None, "url": source[1] if len(source) > 1 else None},
        "republisher": script.get("republisher") or None,
        "turns": turns if script.get("turns") != "unjudged" else None,
        "said": _phrases(said),
        "boilerplate": list(dict.fromkeys(text for text in beside if len(text) > 14))[:8],
        "questions": {"must_ask": script.all("ask"), "may_ask": script.all("may")},
    }
    if script.all("title-also"):
        gold["title_also"] = script.all("title-also")
    if script.all("open"):
        gold["open"] = {key: code for key, _, code in (value.partition(" ") for value in script.all("open"))}
    if script.get("swap"):
        gold["roles_may_swap"] = True
    return gold


def _source(script: Script) -> list[str | None]:
    """Name and address of where it was published; for a page its own site, where the page says so."""
    given = script.get("source")
    if not given and script.kind in {"html", "mhtml"} and not script.raw:
        own = {"bare": "", "word": ""}.get(script.options["skin"], script.get("site"))
        url = "" if script.options["skin"] in {"bare", "word", "oldtable", "wayback"} else script.get("url")
        given = f"{own} | {url}"
    return [None if part.strip() in {"", "-"} else part.strip() for part in given.split("|")] if given else []


def _family(script: Script) -> str:
    if script.kind == "xml":
        return "tei" if "tei" in script.options else "ohms"
    return FAMILIES.get(script.kind, script.kind)


def _said(script: Script) -> list[tuple[str, str]]:
    """Who said what, in order. Captions, tables and the like join what one speaker says in a row."""
    if script.raw:
        return unmarked(script)[1]
    if script.kind == "xml" and script.options.get("ohms") == "index":
        return []
    shape = script.options.get("shape")
    out: list[tuple[str, str]] = []
    before = ""
    for item in script.items:
        if item.kind == "more":
            out.append((out[-1][0], f"{out.pop()[1]} {item.paragraphs[0]}"))
        if item.kind != "turn":
            continue
        if shape == "account":
            out += [(item.who, words) for words in item.paragraphs]
            continue
        words = " ".join(item.paragraphs)
        if script.kind in {"srt", "vtt", "json"} and before == item.who:
            words = f"{out.pop()[1]} {words}"
        out.append((item.who, words))
        before = item.who
    return out


def _turn(script: Script, key: str, words: str) -> dict[str, Any]:
    person = script.people[key]
    every = words.split()
    turn: dict[str, Any] = {
        "role": "narrator" if person.role == "joint" else person.role,
        "speaker": person.name,
        "begins": " ".join(every[:6]),
        "ends": " ".join(every[-4:]),
    }
    if person.role == "joint":
        del turn["speaker"]
        turn["speaker"] = "*"
    elif person.also:
        turn["also"] = list(person.also)
    return turn


def _phrases(said: list[tuple[str, str]]) -> list[str]:
    """Some stretches from the middles of turns."""
    out = []
    for _, words in said[:: max(1, len(said) // 4)]:
        every = words.split()
        middle = len(every) // 2
        if len(every) >= 12:
            out.append(" ".join(every[middle - 2 : middle + 3]))
    return out[:5]


def split(names: dict[str, Script], earlier: dict[str, list[str]]) -> dict[str, list[str]]:
    """Which half each document is in. What was decided stays; new ones follow in the order of their digests.

    A document is kept aside while less than a third of its language and of its kind is.
    """
    halves = {
        half: [name for name in earlier.get(half, []) if name in names] for half in ("tuning", "kept_aside")
    }
    decided = {name for half in halves.values() for name in half}
    fresh = sorted(set(names) - decided, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    for name in fresh:
        here = [_strata(names[one]) for one in [*decided, name]]
        aside = [_strata(names[one]) for one in halves["kept_aside"]]
        mine = _strata(names[name])
        short = sum(
            sum(other[n] == mine[n] for other in aside) * 3 < sum(other[n] == mine[n] for other in here)
            for n in range(2)
        )
        total = len(halves["kept_aside"]) * 3 < len(decided) + 1
        half = "kept_aside" if short + total >= 2 and short else "tuning"
        halves[half].append(name)
        decided.add(name)
    return {half: sorted(found) for half, found in halves.items()}


def _strata(script: Script) -> tuple[str, str]:
    return script.name.split("-")[0], script.kind


def main(wanted: list[str]) -> None:
    every = {script.name: script for script in scripts()}
    for name, script in every.items():
        if wanted and name not in wanted:
            continue
        out = DOCUMENTS / f"{name}.{script.kind}"
        if script.kind == "pdf" and out.exists() and name not in wanted and "pdf" not in wanted:
            furniture = None
        else:
            data, furniture = document(script)
            out.write_bytes(data)
        gold = json.dumps(record(script, furniture), ensure_ascii=False, indent=1) + "\n"
        (DOCUMENTS / f"{name}.{script.kind}.gold").with_name(f"{name}.gold.json").write_text(gold, "utf-8")
    earlier = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}
    MANIFEST.write_text(json.dumps(split(every, earlier), indent=1) + "\n", "utf-8")
    print(f"{len(every)} documents")  # noqa: T201


if __name__ == "__main__":
    assert PAIRED
    main(sys.argv[1:])
