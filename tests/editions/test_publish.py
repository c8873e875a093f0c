"""An edition holds exactly what was cleared, the same bytes every time, whatever is done to the machine."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.editions.cleared import REQUEST, golden, interview, signer, turn
from tests.editions.reading import built, data, feed, gather, page, pages, said
from tests.editions.strategies import archives

from whensafe.editions.publish import publish
from whensafe.errors import BadInput, BadOption
from whensafe.nouns.edition import ClearedInterview, Ground, Piece, Withheld
from whensafe.nouns.text import Language

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"


def expected(pieces: tuple[Piece, ...]) -> list[str]:
    """What a reader should see of these pieces: paragraphs, a hole as one letter."""
    text = "".join(piece if isinstance(piece, str) else "\ufffc" for piece in pieces)
    return [line for line in re.split(r"\n+", text) if line]


def texts(one: ClearedInterview) -> list[tuple[str, tuple[object, ...]]]:
    return [(one.language, one.turns), *((t.language, t.turns) for t in one.translations)]


@settings(max_examples=60)
@given(archives())
def test_pages_and_data_hold_exactly_the_cleared_words(archive: list[ClearedInterview]) -> None:
    files = built(REQUEST, archive)
    for one in archive:
        told = data(files, f"i/{one.id}.json")
        for (language, turns), text in zip(texts(one), told["texts"], strict=True):
            read = page(files[f"i/{one.id}.{language.lower()}.html"])
            shown = read.xpath('//div[contains(concat(" ", @class, " "), " et ")]')
            assert [t.get("id") for t in shown] == [t.address for t in turns]  # type: ignore[attr-defined]
            for turn_, element, line in zip(turns, shown, text["turns"], strict=True):
                pieces = turn_.pieces  # type: ignore[attr-defined]
                whole = len(pieces) == 1 and isinstance(pieces[0], Withheld)
                assert said(element) == ([] if whole else expected(pieces))
                assert len(element.xpath('.//div[@class="sealed"]')) == whole
                assert line["text"] == [p if isinstance(p, str) else {"withheld": p.ground} for p in pieces]


@settings(max_examples=30)
@given(archives())
def test_titles_and_names_come_back_as_they_went_in(archive: list[ClearedInterview]) -> None:
    files = built(REQUEST, archive)
    for one in archive:
        read = page(files[f"i/{one.id}.{one.language.lower()}.html"])
        if one.title is not None and one.title.strip():
            assert read.findtext(".//h1") == one.title
        named = [n.display for n in one.narrators if n.display is not None]
        assert [b.text_content() for b in read.xpath('//div[@class="ed__by"]/p/strong/bdi')] == named
    entries = feed(files["en/feed.atom"]).findall(f"{ATOM}entry")
    assert len(entries) == len(archive)
    spoken = {one.title for one in archive if one.language == "en" and one.title and one.title.strip()}
    assert spoken <= {entry.findtext(f"{ATOM}title") for entry in entries}


@settings(max_examples=25)
@given(archives())
def test_the_order_of_intake_leaves_no_trace(archive: list[ClearedInterview]) -> None:
    assert built(REQUEST, archive) == built(REQUEST, archive[::-1])


def test_a_hole_can_hold_nothing_but_its_ground() -> None:
    assert [field.name for field in fields(Withheld)] == ["ground"]
    with pytest.raises((AttributeError, TypeError)):
        Withheld(Ground.PRIVACY).words = "a name"  # type: ignore[attr-defined]


def test_a_hole_has_one_size_wherever_it_stands() -> None:
    hole = Withheld(Ground.PRIVACY)
    one = built(REQUEST, [interview(1, turn(1, "I saw ", hole, " there."))])["i/0000000001.en.html"]
    bands = {
        bytes(band)
        for n in range(1, 4)
        for band in re.findall(
            rb'<a class="seal".*?</a>',
            built(REQUEST, [interview(1, turn(1, "a" * n, hole))])["i/0000000001.en.html"],
        )
    }
    assert bands == set(re.findall(rb'<a class="seal".*?</a>', one))
    assert len(bands) == 1


def test_one_more_interview_changes_only_its_own_files_and_the_lists() -> None:
    few, many = built(REQUEST, golden()[:2]), built(REQUEST, golden())
    changed = {path for path in few | many if few.get(path) != many.get(path)}
    lists = {"index.json", "manifest.json"} | {
        f"{tag}/{name}" for tag in REQUEST.languages for name in ("index.html", "feed.atom", "newsletter.txt")
    }
    assert changed == lists | {"i/0000000003.en.html", "i/0000000003.json"}


def test_file_names_are_tokens_languages_and_fixed_words() -> None:
    fixed = r"(index(-\d+)?|about)\.html|feed\.atom|newsletter\.txt"
    shape = re.compile(
        rf"i/[0-9a-z]{{10}}(\.[a-z-]+\.html|\.json)|i/[0-9a-z]{{12}}\.(png|jpg)|(en|uk|ar)/({fixed})"
        r"|fonts/[A-Za-z0-9-]+\.(woff2|txt)|index\.html|index\.json|style\.css|robots\.txt"
        r"|manifest\.json|manifest\.note|proof\.tlog-proof"
    )
    files = built(REQUEST, golden(), signer())
    assert [path for path in files if not shape.fullmatch(path)] == []


def test_no_page_prints_a_digest_of_itself_or_of_any_file() -> None:
    files = built(REQUEST, golden(), signer())
    digests = {hashlib.sha256(content).hexdigest() for content in files.values()}
    for path, content in files.items():
        if path not in {"manifest.json", "manifest.note"} and not path.startswith("fonts/"):
            assert not any(digest.encode() in content for digest in digests), path


def test_many_interviews_fill_several_pages_of_contents() -> None:
    many = [interview(n) for n in range(1, 402)]
    files = built(REQUEST, many)
    listed = [
        link.get("href")
        for name in ("index.html", "index-2.html", "index-3.html")
        for link in page(files[f"en/{name}"]).xpath('//ul[@class="toc"]//h2/a')
    ]
    assert sorted(listed) == sorted(f"../i/{one.id}.en.html" for one in many)
    assert "en/index-4.html" not in files
    assert page(files["en/index-2.html"]).xpath('//a[@rel="next"]/@href') == ["index-3.html"]


def test_every_link_inside_leads_to_a_file_and_a_place_of_the_edition() -> None:
    files = built(replace(REQUEST, base_address=None), golden(), signer())
    broken = []
    for path, read in pages(files):
        for link in read.xpath("//a/@href | //link/@href | //img/@src"):
            if link.startswith("https://"):
                continue
            target, _, place = link.partition("#")
            found = os.path.normpath(Path(path).parent / target) if target else path
            there = page(files[found]) if place and found in files else None
            if found not in files or (there is not None and not there.xpath(f'//*[@id="{place}"]')):
                broken.append((path, link))
    assert broken == []


def test_nothing_is_published_twice_or_in_a_language_without_pages() -> None:
    with pytest.raises(BadInput, match="twice"):
        built(REQUEST, [interview(1), interview(1)])
    with pytest.raises(BadOption, match="language"):
        built(replace(REQUEST, languages=(Language("xx"),)), golden())


def test_the_edition_counts_for_the_team_and_its_pages_do_not() -> None:
    _, edition, _ = gather(publish(REQUEST, golden()))
    assert dict(edition.withheld) == {
        Ground.DANGER_TO_OTHERS: 5,
        Ground.NARRATORS_WISH: 2,
        Ground.THIRD_PARTY: 1,
    }
    assert edition.kept == ()


def test_an_empty_edition_is_an_edition() -> None:
    files = built(REQUEST, [])
    assert data(files, "index.json")["interviews"] == []
    assert feed(files["en/feed.atom"]).findall(f"{ATOM}entry") == []


DIGEST = """
import hashlib
from tests.editions.cleared import REQUEST, golden, signer
from whensafe.editions.publish import publish
for path, data in publish(REQUEST, golden(), signer()):
    print(path, hashlib.sha256(data).hexdigest())
"""


def test_bytes_are_the_same_under_other_hash_seeds_zones_and_locales() -> None:
    seen = set()
    for seed, zone, locale in (
        ("0", "UTC", "C"),
        ("7", "Pacific/Apia", "C.UTF-8"),
        ("99", "Asia/Kabul", "POSIX"),
    ):
        around = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], cwd=ROOT, env=around, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert len(seen.pop().splitlines()) > 30
