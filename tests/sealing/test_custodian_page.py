"""The one saved HTML file, driven in a real Chromium without a network; and its library as a peer."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt, release_file
from tests.memory_store import memory_archive

from whensafe.desk import evidence
from whensafe.desk import place as desk_place
from whensafe.desk.evidence import Held, HeldFile
from whensafe.desk.release import release
from whensafe.nouns.ids import Address, BlobName, InterviewId, SessionId, TranscriptId
from whensafe.nouns.interview import Original, Role, Transcript, TranscriptKind, Turn
from whensafe.nouns.sealed import SealedText, SealScope, Stretch
from whensafe.nouns.text import Language
from whensafe.protection.contents import Contents, FieldStretch, SetAside, commitment, spell
from whensafe.protection.contents import read as read_contents
from whensafe.sealing import groups
from whensafe.sealing.age import HybridIdentity, open_file, seal
from whensafe.sealing.custodians import Custodian, fingerprint, read_card
from whensafe.sealing.places import Place, read_sealed, write_place
from whensafe.sealing.requests import AskedSeal, Request, answer, open_request, write_request
from whensafe.sealing.seals import Context, open_sealed, seal_text
from whensafe.sealing.stanzas import HybridRecipient

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "src" / "whensafe" / "sealing" / "custodian.html"
OPENER = ROOT / "tools" / "opener"
NODE = shutil.which("node")
BUILT = NODE is not None and (OPENER / "node_modules" / "age-encryption").is_dir()
VECTORS = Path(__file__).parent / "vectors"

needs_node = pytest.mark.skipif(
    not BUILT, reason="node or the page's libraries are not installed: tools/browser-packages"
)


@needs_node
def test_it_is_what_its_sources_build(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(NODE), "build.mjs", str(tmp_path / "page.html")], cwd=OPENER, capture_output=True, check=True
    )
    assert (tmp_path / "page.html").read_bytes() == PAGE.read_bytes()
    assert hashlib.sha256(PAGE.read_bytes()).hexdigest() in done.stdout.decode()


@needs_node
@pytest.mark.parametrize("size", [0, 1, 300, 65536, 200_000])
def test_age_encryption_opens_ours_and_we_open_its(size: int, tmp_path: Path) -> None:
    mine, words = HybridIdentity(os.urandom(32)), os.urandom(size)
    (tmp_path / "ours").write_bytes(seal(words, [mine.recipient()], random=os.urandom))
    (tmp_path / "words").write_bytes(words)
    script = """
      import { readFileSync, writeFileSync } from "node:fs";
      import { Decrypter, Encrypter } from "age-encryption";
      const [identity, recipient, folder] = process.argv.slice(1);
      const d = new Decrypter(); d.addIdentity(identity);
      writeFileSync(`${folder}/opened`, await d.decrypt(readFileSync(`${folder}/ours`)));
      const e = new Encrypter(); e.addRecipient(recipient);
      writeFileSync(`${folder}/theirs`, await e.encrypt(readFileSync(`${folder}/words`)));
    """
    args = [
        str(NODE),
        "--input-type=module",
        "-e",
        script,
        mine.secret_text(),
        str(mine.recipient()),
        str(tmp_path),
    ]
    subprocess.run(args, cwd=OPENER, check=True, capture_output=True)
    assert (tmp_path / "opened").read_bytes() == words
    assert open_file((tmp_path / "theirs").read_bytes(), [mine]) == words
    assert HybridRecipient.parse(str(mine.recipient())) == mine.recipient()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    saved = tmp_path / "saved.html"
    shutil.copy(PAGE, saved)
    context = browser.new_context(offline=True, locale="en-GB")
    shown = context.new_page()
    troubles: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    shown.on("pageerror", lambda e: troubles.append(str(e)))
    shown.on("request", lambda r: asked.append(r.url))
    shown.goto(saved.as_uri())
    yield shown
    context.close()
    assert troubles == []
    assert [u for u in asked if not u.startswith(("file:", "blob:"))] == []


def opening(name: str, folder: Path) -> tuple[Path, list[Path], str, bytes]:
    vector = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    request = folder / "request.json"
    request.write_bytes(b64decode(vector["request"]))
    answers = [folder / f"answer{n}.json" for n in range(len(vector["answers"]))]
    for path, data in zip(answers, vector["answers"], strict=True):
        path.write_bytes(b64decode(data))
    words = Custodian(HybridIdentity.parse(vector["opener"]).seed).words()
    return request, answers, words, b64decode(vector.get("content", ""))


def test_custodians_answer_and_the_opener_reads(page: Page, tmp_path: Path) -> None:
    request, _, words, content = opening("opening", tmp_path)
    answers = []
    for n in (1, 3):
        page.set_input_files("#answer-request", str(request))
        page.click("#read-request")
        page.wait_for_selector("#asked dl")
        assert "free(p:7k2m)" in page.inner_text("#asked")
        page.fill("#answer-words", Custodian(bytes([n]) * 32).words().upper())
        page.click("#do-answer")
        with page.expect_download() as download:
            page.click("#answered a")
        answers.append(tmp_path / f"own{n}.json")
        download.value.save_as(answers[-1])
        assert page.input_value("#answer-words") == ""
    opener = Custodian.from_words(words).identity()
    assert open_request(request.read_bytes(), [p.read_bytes() for p in answers], opener)[0].content == content

    page.set_input_files("#open-request", str(request))
    page.set_input_files("#open-answers", [str(p) for p in answers])
    page.fill("#open-words", words)
    page.click("#do-open")
    page.wait_for_selector("#opened pre")
    assert page.inner_text("#opened pre") == content.decode()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("opening-forged-share", "Ada"),
        ("opening-stolen-answer", "nobody"),
        ("opening-too-few", "1/2"),
        ("request-changed", "changed"),
    ],
)
def test_what_is_wrong_is_said(name: str, says: str, page: Page, tmp_path: Path) -> None:
    request, answers, words, _ = opening(name, tmp_path)
    page.set_input_files("#open-request", str(request))
    page.set_input_files("#open-answers", [str(p) for p in answers])
    page.fill("#open-words", words)
    page.click("#do-open")
    page.wait_for_selector("#opened [role=alert]")
    assert says in page.inner_text("#opened")
    assert page.query_selector("#opened pre") is None


def held_request(folder: Path, *seals: tuple[str, bytes], group: str = "g1") -> tuple[Path, list[Path], str]:
    """A request, its answers and the opener's words: (purpose, content) of each seal."""
    people, opener, archive = (
        [Custodian(bytes([n]) * 32) for n in (1, 2)],
        Custodian(b"o" * 32),
        Custodian(b"a" * 32),
    )
    cards = [read_card(p.card(name)) for p, name in zip(people, ("Ada", "Eve"), strict=True)]
    made = groups.make(group, cards, 2, os.urandom)
    verify = b64decode(json.loads(archive.card("x"))["body"]["verify"])
    asked = []
    for n, (purpose, content) in enumerate(seals):
        context = Context("arch", group, f"s{n}", "int", "turn", 1, purpose)
        asked.append(AskedSeal(seal_text(content, context, made.sealed_for(), os.urandom), context))
    body = Request(
        "arch", "2026-03-01T00:00:00Z", "narrator_agrees", False, "", "", "the team", made,
        str(opener.identity().recipient()), "", tuple(asked), verify,
    )  # fmt: skip
    request = folder / "request.json"
    request.write_bytes(write_request(body, archive.sign))
    answers = [folder / f"answer{n}.json" for n in range(2)]
    for path, person in zip(answers, people, strict=True):
        path.write_bytes(answer(request.read_bytes(), person, os.urandom, archive_key=verify))
    return request, answers, opener.words()


def open_there(page: Page, request: Path, answers: list[Path], words: str) -> None:
    page.set_input_files("#open-request", str(request))
    page.set_input_files("#open-answers", [str(p) for p in answers])
    page.fill("#open-words", words)
    page.click("#do-open")
    page.wait_for_selector("#opened h3")


def test_what_was_opened_is_words_to_read_and_files_to_save(page: Page, tmp_path: Path) -> None:
    stretch = Stretch(TranscriptId("t1"), Address("abc"), SealedText("Я рахував кроки. <b>"))
    title = FieldStretch("title", SealedText("A title"))
    content = spell(Contents(SealScope.PASSAGE, (stretch,), (title,)), os.urandom(32))
    original = Original(BlobName("blob1"), 5, "text/plain", "interview.txt")
    turn = Turn(1, Address("def"), Role.NARRATOR, None, Language("en"), "As it was read first.")
    first = Transcript(TranscriptId("t0"), Language("en"), TranscriptKind.VERBATIM, (turn,))
    aside = SetAside(((SessionId("s"), (original,)),), ((SessionId("s"), (first,)),))
    file = HeldFile(BlobName("blob1"), 5, hashlib.sha256(b"bytes").hexdigest())
    held = evidence.spell(Held(InterviewId("int"), aside, (file,)), [b"bytes"], os.urandom(32))
    layer = bytes(32) + seal(b"below", [HybridIdentity(os.urandom(32)).recipient()], random=os.urandom)
    seals = [("text", content), ("evidence", held), ("evidence", layer), ("text", b"\xff\xfe" * 40)]
    open_there(page, *held_request(tmp_path, *seals))
    assert page.locator("#opened pre").all_inner_texts() == [
        "Я рахував кроки. <b>", "A title", "As it was read first."
    ]  # fmt: skip
    told = page.inner_text("#opened")
    assert all(part in told for part in ("Words of turn abc", "Words in title", "First reading, turn def"))
    assert "sealed once more" in told
    assert "Nothing here can be shown as words" in told
    with page.expect_download() as download:
        page.click("text=Save: interview.txt")
    assert Path(download.value.path()).read_bytes() == b"bytes"


def test_an_exercise_says_that_it_is_one(page: Page, tmp_path: Path) -> None:
    request, answers, words = held_request(tmp_path, ("drill", os.urandom(32)), group="drill:d1")
    page.set_input_files("#answer-request", str(request))
    page.click("#read-request")
    page.wait_for_selector("#asked .exercise")
    assert "This is an exercise" in page.inner_text("#asked")
    assert "narrator_agrees" not in page.inner_text("#asked")
    open_there(page, request, answers, words)
    assert "enough custodians can still answer" in page.inner_text("#opened")
    assert page.query_selector("#opened pre") is None


def test_text_is_sealed_before_it_is_anywhere_else(page: Page, tmp_path: Path) -> None:
    group, archive = HybridIdentity(os.urandom(32)), Custodian(os.urandom(32))
    verify = b64decode(json.loads(archive.card("x"))["body"]["verify"])
    where = Context("arch", "g1", "s1", "int", "turn", 1, "text")
    place = Place("adr", "free(p:7k2m)", where, str(group.recipient()), 2, "t1", verify)
    file = tmp_path / "place.json"
    file.write_bytes(write_place(place, archive.sign))
    page.set_input_files("#seal-place", str(file))
    page.click("#read-place")
    page.wait_for_selector("#place-said dl")
    assert "free(p:7k2m)" in page.inner_text("#place-said")
    assert fingerprint(verify) in page.inner_text("#place-said")
    page.fill("#seal-text", "\nЯ рахував кроки.\nYi\u0308. 🕊\n\n")
    page.click("#do-seal")
    with page.expect_download() as download:
        page.click("#sealed a")
    download.value.save_as(tmp_path / "sealed.json")
    sealed = read_sealed((tmp_path / "sealed.json").read_bytes())
    assert sealed.context == where
    content = open_sealed(sealed.ciphertext, where, group)
    assert commitment(content) == sealed.commitment
    (stretch,) = read_contents(content).stretches
    assert (stretch.address, stretch.transcript) == ("adr", "t1")
    assert stretch.words.reveal() == "Я рахував кроки.\nYï. 🕊"
    assert "рахував" not in page.content()
    for bad in ("", " \n", "a\ufffcb", "a\u0007b"):
        page.fill("#seal-text", bad)
        page.click("#do-seal")
        page.wait_for_selector("#sealed [role=alert]")


def test_the_archive_takes_in_what_the_page_sealed_and_puts_it_in_its_place(
    page: Page, tmp_path: Path
) -> None:
    desk = Desk(*memory_archive())
    adopt(desk)
    id = desk.take("Ada (interviewer): Where?\nPetro (narrator): Here.\n").id
    made = desk_place.place(desk.archive, desk.actor, id, until=FREE, after="1")
    (tmp_path / "place.json").write_bytes(made.file)
    page.set_input_files("#seal-place", str(tmp_path / "place.json"))
    page.fill("#seal-text", "Удвох із Ігорем.")
    page.click("#do-seal")
    with page.expect_download() as download:
        page.click("#sealed a")
    taken = desk_place.take(desk.archive, desk.actor, Path(download.value.path()).read_bytes())
    assert [turn.text for turn in desk.show(id).transcript.turns] == ["Where?", "\ufffc", "Here."]  # type: ignore[union-attr]
    release(desk.archive, desk.actor, release_file(desk, taken.seal.group))
    assert [turn.text for turn in desk.show(id).transcript.turns] == ["Where?", "Удвох із Ігорем.", "Here."]  # type: ignore[union-attr]


def test_in_ukrainian_too_and_at_360_pixels(page: Page) -> None:
    page.click("#language")
    assert page.inner_text("h1") == "Для хранителя"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    source = (OPENER / "src" / "texts.js").read_text(encoding="utf-8")
    english, ukrainian = (
        set(re.findall(r"^    (\w+):", part, re.MULTILINE)) for part in source.split("  uk: {")
    )
    assert english == ukrainian
