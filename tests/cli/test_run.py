from __future__ import annotations

import re
import subprocess
import sys

import pytest
from tests.cli.conftest import COMMAND, Shell

from whensafe.cli.run import VERBS, fault_code, run


def test_help_lists_every_verb_and_the_exit_statuses(bare: Shell) -> None:
    said = bare("--help").out
    assert all(f"  {verb} " in said for verb in VERBS)
    assert all(f"  {status}  " in said for status in range(4))
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(bare: Shell, verb: str) -> None:
    said = bare(verb, "--help").out
    assert "Exit status" in said or "Commands:" in said
    assert max(map(len, said.splitlines())) <= 80
    under = re.findall(r"^  ([a-z]+) ", said.partition("Commands:")[2], re.MULTILINE)
    assert under or "--json" in said
    for name in under:
        more = bare(verb, name, "--help").out
        assert "Exit status" in more
        assert "--json" in more
        assert max(map(len, more.splitlines())) <= 80


def test_help_imports_neither_database_nor_readers(bare: Shell) -> None:
    heavy = ["django", "sqlcipher3", "lxml", "docx", "pypdfium2", "rich", "cryptography", "msgspec"]
    code = (
        "import sys\nfrom whensafe.cli.run import run\nrun(['--help'])\n"
        f"sys.exit(','.join(name for name in {heavy} if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_command_line_is_one_line(bare: Shell) -> None:
    for wrong in (["destroy"], ["show"], ["list", "--no-such"]):
        refused = bare(*wrong, status=2)
        assert refused.err.count("\n") == 1
        assert "--help" in refused.err


def test_without_a_verb_it_explains_itself(bare: Shell) -> None:
    assert "Exit status" in bare(status=2).err


def test_it_is_a_module_too(bare: Shell) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "whensafe", "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("whensafe ")


def test_a_reader_that_goes_away_is_no_error(reader: Shell) -> None:
    for n in range(3):
        done = subprocess.run(  # noqa: S602 - a pipe is the point
            f"{COMMAND} list --json | head -c {n}",
            shell=True,
            env=reader.surroundings(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert "fault" not in done.stderr


def test_an_unforeseen_fault_says_where_and_not_what(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("my name is Olena and I was held in Richansk")

    monkeypatch.setattr("whensafe.cli.frame.Frame.opened", broken)
    assert run(["list"]) == 2
    said = capsys.readouterr().err
    assert "Olena" not in said
    assert "RuntimeError@list:" in said
    assert fault_code(ValueError("secret")) == "ValueError@outside"
