"""The guide is true: what it says to type is typed here, line by line, in the order in which it stands."""

from __future__ import annotations

import re
import shlex
import zipfile
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from tests.cli.conftest import BAKER, WEAVER, Ran, Shell
from tests.cli.test_serving import ADDRESS, serving
from tests.intake import pdf_writer

from whensafe.cli.demo_sound import hum
from whensafe.cli.run import whensafe
from whensafe.intake.ocr import unpack as drawn
from whensafe.outside import ocr

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
ANSWERED = {
    "restrict": ("--yes",),
    "seal": ("--yes",),
    "publish": ("--yes", "--reason", "read by two of us"),
}
"""What a person types when these verbs ask."""
ELSEWHERE = {"pipx install .", "export WHENSAFE_ARCHIVE=~/testimony"}
"""Lines that are for the terminal and not for whensafe."""


def blocks(page: str, kind: str) -> list[str]:
    """The fenced blocks of this kind."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block for info, block in found if info == kind]


def fenced(page: str) -> list[str]:
    """Every line that is to be typed."""
    return [line for block in blocks(page, "") for line in block.splitlines() if line]


class Typist:
    """Somebody who types what the guide says, and puts what was printed into the places of ID, P and SEAL."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.known: dict[str, str] = {}
        self.words: dict[str, str] = {}

    def type(self, line: str) -> Ran:
        for name, value in self.known.items():
            line = re.sub(rf"\b{name}\b", value, line)
        assert not re.search(r"\b(ID|P|SEAL)\b", line), f"nothing before this line says what it is: {line}"
        _, *arguments = shlex.split(line)
        arguments = [
            part.replace("~", str(self.shell.folder), 1) if part[:1] == "~" else part for part in arguments
        ]
        if "answer" in arguments[:1]:
            self.shell.write("words.txt", self.words[Path(arguments[2]).name.split("-")[0]])
        if "preview" not in arguments:
            arguments += ANSWERED.get(arguments[0], ())
        ran = self.shell(*arguments)
        self.note(arguments, ran)
        return ran

    def note(self, arguments: list[str], ran: Ran) -> None:
        """What a person sees in an answer and types later."""
        said = ran.out + ran.err
        if arguments[0] == "--archive":
            arguments = arguments[2:]
        if arguments[:2] == ["custodian", "new"]:
            numbered = dict(re.findall(r"(\d+)  ([a-z]+)", said))
            self.words[Path(arguments[2]).stem] = " ".join(numbered[str(n)] for n in range(1, 34))
        found = {
            "add": ("ID", r"^(\w{10})  "),
            "person": ("P", r"^(p:\w+)"),
            "due": ("SEAL", r"^    seals  (\w{12})$"),
        }
        if arguments[0] in found:
            name, pattern = found[arguments[0]]
            match = re.search(pattern, said, re.MULTILINE)
            assert match is not None, said
            self.known[name] = match[1]


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    environment = {"HOME": str(tmp_path), "WHENSAFE_ARCHIVE": "", "WHENSAFE_STATE": ""}
    return Typist(Shell(tmp_path, environment))


def test_every_command_of_the_guide_does_what_it_says(typist: Typist) -> None:
    shell = typist.shell
    shell.write("olena.txt", "a river under four bridges\n")
    for line in fenced("en.md"):
        if line.endswith(" serve"):
            shell.environment["WHENSAFE_ARCHIVE"] = str(shell.folder / "testimony")
            with serving(shell) as site:
                assert ADDRESS.fullmatch(site)
            shell.environment["WHENSAFE_ARCHIVE"] = ""
        elif line not in ELSEWHERE:
            typist.type(line)
    shell.environment["WHENSAFE_ARCHIVE"] = str(shell.folder / "testimony")
    shell.write("baker.txt", blocks("telling.en.md", "text")[0])
    shell.write("sheet.txt", "by the ferry, on Saturdays")
    shell.write("text.txt", "Danylo wrote this letter from there.")
    told: list[str] = []
    for line in fenced("telling.en.md"):
        if line not in ELSEWHERE:
            ran = typist.type(line)
            told.append(f"{line}\n{ran.out}{ran.err}")
            if line.startswith("whensafe seal"):
                assert "carried the flour" not in shell("show", typist.known["ID"]).out
    everything = "\n".join(told)
    assert "one more is lost" in everything  # the drill: exactly as many as are needed
    assert "My brother carried the flour" in (shell("show", typist.known["ID"]).out)
    assert "Danylo wrote" not in shell("show", typist.known["ID"]).out
    page = next((shell.folder / "edition" / "i").glob("*.html")).read_text(encoding="utf-8")
    assert "My brother carried the flour" in page
    assert "Nadiia" not in page
    assert "four in the morning" not in page
    assert shell("check", "--json").json["ok"]


def test_every_command_on_many_at_once_does_what_it_says(typist: Typist) -> None:
    shell = typist.shell
    shell.environment["WHENSAFE_ARCHIVE"] = "testimony"
    shell("init")
    laptop = Shell(
        shell.folder,
        {
            "WHENSAFE_ARCHIVE": "laptop",
            "WHENSAFE_PASSPHRASE": "five brown owls",
            "WHENSAFE_STATE": str(shell.folder / "away"),
        },
    )
    laptop("init")
    laptop("add", shell.write("weaver.txt", WEAVER))
    shell.write("laptop.txt", "five brown owls\n")
    shell.write("interviews/baker.txt", BAKER)
    shell.write("list.csv", "file,title\nbaker,The bakery by the river\n")
    lines = [shlex.split(line.replace("~", str(shell.folder)))[1:] for line in fenced("many.en.md")]
    told = [shell(*line) for line in lines]
    assert "column title: title" in told[0].err
    assert told[0].out == told[1].out == told[2].out
    assert "1 interview merged" in told[3].err
    assert len(shell("list", "--json").json) == 2


def test_every_command_on_kinds_does_what_it_says(typist: Typist) -> None:
    shell = typist.shell
    for name in ("second", "testimony"):
        shell.environment["WHENSAFE_ARCHIVE"] = name
        shell("init")
    with zipfile.ZipFile(shell.folder / "field.zip", "w") as packed:
        packed.writestr("baker.txt", BAKER)
        packed.writestr("weaver.txt", WEAVER)
    captions = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ada>Where?\n\n00:02.000 --> 00:04.000\n<v Bo>There.\n"
    shell.write("talk.vtt", captions)
    shell.write("talk.wav", hum("WEBVTT\n\n00:00:00.000 --> 00:00:04.000\n<v Ada>Where?\n"))
    page = pdf_writer.pdf([[pdf_writer.line(72, 700, "Odo Karr: Where were you then?", size=16)]])
    shell.write("scan.png", drawn(page, "x").members[0].data)
    zipped, recorded, scanned, *exported, back = fenced("kinds.en.md")
    typist.type(zipped)
    assert len(shell("list", "--json").json) == 2
    typist.type(recorded)
    (sitting,) = shell("show", typist.known["ID"], "--json").json["sessions"]
    assert [one["name"] for one in sitting["recordings"]] == ["talk.wav"]
    scan = shlex.split(scanned.replace("~", str(shell.folder)))[1:]
    if "eng" in ocr.languages():
        (read,) = shell(*scan, "--json").json
        assert "machine_made" in [question["code"] for question in read["questions"]]
    else:
        assert "Tesseract" in shell(*scan, status=2).err
    for one in exported:
        typist.type(one)
    ours = shell("show", typist.known["ID"], "--json").json["turns"]
    typist.type(back)
    shell.environment["WHENSAFE_ARCHIVE"] = "second"
    theirs = shell("show", typist.known["ID"], "--json").json["turns"]
    assert [(t["address"], t["text"]) for t in theirs] == [(t["address"], t["text"]) for t in ours]
    assert len(ours) == 2


@pytest.mark.parametrize("page", ["", "telling.", "many.", "kinds.", "custodian."])
def test_both_languages_say_the_same_commands(page: str) -> None:
    english, ukrainian = (f"{page}{language}.md" for language in ("en", "uk"))
    assert fenced(english) == fenced(ukrainian)
    indented = [
        re.findall(r"^    (whensafe .*)$", (GUIDE / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in (english, ukrainian)
    ]
    assert indented[0] == indented[1]


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_is_bold_stands_on_a_page(language: str) -> None:
    with (ROOT / "src/whensafe/web/locale/uk/LC_MESSAGES/django.po").open("rb") as handle:
        catalog = read_po(handle, locale="uk")
    texts = {str(m.id if language == "en" else m.string) for m in catalog if isinstance(m.id, str) and m.id}
    text = (GUIDE / f"telling.{language}.md").read_text(encoding="utf-8")
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text)}
    assert len(bold) > 15
    assert sorted(bold - texts) == []


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_custodians_leaflet_is_one_page(language: str) -> None:
    assert len((GUIDE / f"custodian.{language}.md").read_text(encoding="utf-8")) < 3200


def in_passing() -> list[tuple[str, str]]:
    """Commands that a page only mentions, or gives without what it takes to run them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = [("README.md", part) for part in re.findall(r"^whensafe (.+)$", readme, re.MULTILINE)]
    for path in GUIDE.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        given = (
            *re.findall(r"`whensafe ([^`…]+)`", text),
            *re.findall(r"^    whensafe (.+)$", text, re.MULTILINE),
        )
        found.extend((path.name, line) for line in given if not line.startswith("VERB"))
    return [(page, part) for page, line in found for part in line.split(" && whensafe ")]


@pytest.mark.parametrize(("page", "line"), in_passing())
def test_commands_in_passing_are_verbs_with_such_options(page: str, line: str) -> None:
    first, *rest = shlex.split(line, comments=True)
    command: click.Command | None = whensafe.get_command(click.Context(whensafe), first)
    assert command is not None, page
    if isinstance(command, click.Group):
        command = command.get_command(click.Context(command), rest[0])
        assert command is not None, page
    options = {option for parameter in command.params for option in parameter.opts}
    assert {part for part in rest if part.startswith("--")} <= options, page
