"""The command as a whole: its verbs, its exit statuses, and the last resort that shows no traceback."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from whensafe import __version__
from whensafe.cli.frame import CONTEXT, Frame, common, say_error
from whensafe.errors import WhensafeError
from whensafe.settings import from_environment

VERBS = {
    "init": "make an archive in the folder",
    "add": "take in interviews: files, folders, web addresses",
    "transcribe": "have a recording written down by a model on this machine",
    "list": "what is there",
    "show": "one interview",
    "search": "full text over the turns",
    "person": "the register of people: conditions and rules name them by id",
    "consent": "record what somebody said to one use of an interview",
    "withdraw": "end consent: the next edition tells nothing of it",
    "restrict": "hide something from audiences; the team works with it",
    "confirm": "confirm a fact that conditions wait for, or take it back",
    "due": "what has become releasable, and who has to be asked again",
    "contact": "how to reach a narrator, kept apart",
    "custodians": "whom the archive seals for, and whether they can still answer",
    "custodian": "a custodian's own identity and page, with no archive at hand",
    "seal": "seal words until a condition holds: nobody here can read them any more",
    "place": "seal text before this archive ever has it",
    "request": "ask the custodians to open a seal",
    "answer": "a custodian answers a request, with no archive at hand",
    "open": "put custodians' answers together, with no archive at hand",
    "release": "bring opened words back to their places",
    "publish": "build an edition for an audience, from what is open",
    "export": "one interview as a file: json, webvtt, ohms, docx, html, pdf",
    "why": "why something may be told to an audience, or not",
    "verify": "check an edition, with no archive at hand",
    "check": "re-derive everything and name what is wrong",
    "backup": "copy the archive, encrypted as it is, into a BagIt bag",
    "merge": "bring another archive, such as a field laptop's, into this one",
    "restore": "bring an archive back from a backup",
    "people-with-access": "who can unlock the archive",
    "user": "give somebody access, or take it away",
    "rekey": "put the archive under a new key",
    "doctor": "is this machine fit to hold an archive?",
    "serve": "the archive in a browser on this machine",
    "demo": "an archive of invented testimonies, served on this machine",
}
"""The verbs in the order of their use. A verb's module is imported when it is called, not before."""

EPILOG = """\b
Exit status:
  0  done
  1  a check found something wrong
  2  bad input, or refused: one line on standard error says what to do
  3  locked or busy: try again

\b
Environment:
  WHENSAFE_ARCHIVE     the archive's folder, instead of --archive
  WHENSAFE_PASSPHRASE  the passphrase, where nobody is there to type it
  WHENSAFE_OTHER_PASSPHRASE  that of an archive that is merged into this one
  WHENSAFE_STATE       folder of what this person has seen
  WHENSAFE_LISTEN_MODEL  folder of a speech model, for transcribe
  WHENSAFE_NOW         the time (RFC 3339), for tests
"""

INTERRUPTED = 130
"""What a shell reports for a command stopped by Ctrl-C."""


class Verbs(click.Group):
    """The verbs, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs in the order of their use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """The verb's own module has it under ``command``."""
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(_module(name)).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing any."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


def _module(name: str) -> str:
    return f"whensafe.cli.{name.replace('-', '_')}"


@click.group(
    cls=Verbs,
    epilog=EPILOG,
    subcommand_metavar="VERB …",
    context_settings=CONTEXT,
)
@click.version_option(__version__, message="whensafe %(version)s")
@common
def whensafe() -> None:
    """A testimony archive: testimony, kept now and told when it is safe.

    Every verb takes --archive DIR (else WHENSAFE_ARCHIVE, else the current folder) and says more under
    whensafe VERB --help.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status. Nothing escapes but the end of the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a console of another encoding shows \\u escapes, never a traceback
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        frame = Frame(from_environment(os.environ))
        answer = whensafe.main(
            args=None if arguments is None else list(arguments),
            prog_name="whensafe",
            obj=frame,
            standalone_mode=False,
        )
    except WhensafeError as error:
        say_error(str(error))
        return error.exit_status
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        say_error(usage(error))
        return 2
    except (click.Abort, KeyboardInterrupt):
        say_error("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - so that nothing is flushed at exit
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: a code, and nothing of what was said
        say_error(f"this is a fault of whensafe, please report it with this code: {fault_code(error)}")
        return 2
    return answer if isinstance(answer, int) else 0


def usage(error: click.ClickException) -> str:
    """What is wrong with the command line, and where it is explained, in one line."""
    path = (
        error.ctx.command_path
        if isinstance(error, click.UsageError) and error.ctx is not None
        else "whensafe"
    )
    return f"{error.format_message().rstrip('.')}. See {path} --help."


def fault_code(error: BaseException) -> str:
    """Where an unforeseen error arose, without its message: a message may hold a narrator's words."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "whensafe" in Path(f.filename).parts]
    place = f"{Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else "outside"
    return f"{type(error).__name__}@{place}"
