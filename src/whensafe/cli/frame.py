"""What every verb shares: where the archive is, how to unlock it, and how to speak.

Standard output is for what was asked (with ``--json`` exactly one JSON value); standard error for progress,
notes and refusals.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from whensafe.errors import BadOption, Refused
from whensafe.nouns.actor import TEAM, Audience, audience
from whensafe.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from whensafe.wiring import Opened

P = ParamSpec("P")
R = TypeVar("R")


CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
STATUSES = "Exit status: 0 done, 1 a check found something wrong, 2 bad input or refused, 3 locked or busy."


@dataclass(slots=True)
class Frame:
    """What the environment and the common options say, before any verb of them is asked."""

    settings: Settings
    json: bool = False
    audience: Audience = TEAM
    yes: bool = False
    reason: str | None = None
    accept_older: bool = False

    @property
    def folder(self) -> Path:
        """The archive's folder."""
        return self.settings.archive

    def passphrase(self, *, twice: bool = False) -> str:
        """From the environment, else typed (``twice`` for a new one), else refused in one line."""
        if self.settings.passphrase is not None:
            return self.settings.passphrase
        if not sys.stdin.isatty():
            raise Refused(
                "no passphrase", todo="Set WHENSAFE_PASSPHRASE, or run this in a terminal to type it."
            )
        typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
        return typed

    @contextmanager
    def opened(self, *, reads: bool = False, passphrase: str | None = None) -> Iterator[Opened]:
        """The archive, unlocked, for the length of the block; ``reads`` if documents will be taken in."""
        from whensafe.wiring import open_archive  # here: it brings in the database

        with open_archive(
            self.folder,
            self.passphrase() if passphrase is None else passphrase,
            self.settings,
            accept_older=self._accepted(),
            reads=reads,
        ) as opened:
            yield opened

    def _accepted(self) -> str | None:
        if not self.accept_older:
            return None
        return self.signed("An older copy becomes the one that counts, and what came after it is given up.")

    def signed(self, consequence: str) -> str:
        """The reason given for accepting a consequence: ``--yes --reason TEXT``, or typed; else refused."""
        if self.yes and self.reason:
            return self.reason
        if not sys.stdin.isatty():
            raise Refused(consequence, todo="Say so with --yes --reason TEXT.")
        click.echo(consequence, err=True)
        if not self.yes:
            click.confirm("Accept this?", abort=True, err=True)
        reason: str = self.reason or click.prompt("Reason, to be logged", err=True)
        return reason


def _set(name: str, read: Callable[[Any], Any] = lambda value: value) -> Callable[..., None]:
    """A callback that puts an option into the frame, wherever on the line it stands."""

    def put(ctx: click.Context, _param: click.Parameter, value: object) -> None:
        if value is not None and value is not False:
            setattr(ctx.ensure_object(Frame), name, read(value))

    return put


def _set_archive(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        frame = ctx.ensure_object(Frame)
        frame.settings = replace(frame.settings, archive=value)


_OPTIONS = (
    click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_set_archive,
        help="The archive's folder.",
    ),
    click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=_set("json"),
        help="One JSON value on standard output.",
    ),
    click.option(
        "--yes",
        is_flag=True,
        expose_value=False,
        callback=_set("yes"),
        help="Accept the consequence that is shown.",
    ),
    click.option(
        "--reason",
        metavar="TEXT",
        expose_value=False,
        callback=_set("reason"),
        help="Logged with what was accepted.",
    ),
    click.option(
        "--accept-older",
        is_flag=True,
        expose_value=False,
        callback=_set("accept_older"),
        help="Open an archive that ends before what was seen here (asks for --yes --reason).",
    ),
)


def common(function: Callable[P, R]) -> Callable[P, R]:
    """The options that every verb takes, before the verb or after it."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def reads(function: Callable[P, R]) -> Callable[P, R]:
    """``--as``, for verbs that read."""
    return click.option(
        "--as",
        metavar="AUDIENCE",
        expose_value=False,
        callback=_set("audience", audience),
        help="Whose eyes to read with (default: team).",
    )(function)


def team_reads(function: Callable[P, R]) -> Callable[P, R]:
    """``--as``, for verbs that tell only the team: any other audience is refused before anything is read."""

    def read(text: str) -> Audience:
        asked = audience(text)
        if asked != TEAM:
            raise BadOption("this is for the team alone", where=f"--as {asked}", todo="Leave --as out.")
        return asked

    return click.option(
        "--as",
        metavar="AUDIENCE",
        expose_value=False,
        callback=_set("audience", read),
        help="Whose eyes to read with: team, and no other.",
    )(function)


def verb(name: str) -> Callable[[Callable[..., int | None]], click.Command]:
    """A verb: its common options, and the frame as first argument."""

    def decorate(function: Callable[..., int | None]) -> click.Command:
        @functools.wraps(function)
        def framed(*args: object, **kwargs: object) -> int | None:
            return function(click.get_current_context().ensure_object(Frame), *args, **kwargs)

        return click.command(name, epilog=STATUSES, context_settings=CONTEXT)(common(framed))

    return decorate


def give(value: object) -> None:
    """The one JSON value on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def say(line: str) -> None:
    """A line for people, on standard error."""
    click.echo(plain(line), err=True)


def say_error(line: str) -> None:
    """The one clear line of a refusal."""
    click.echo(f"whensafe: {plain(line)}", err=True)


def counted(n: int, one: str, many: str | None = None) -> str:
    """``1 turn``, ``2 turns``; ``many`` where it isn't ``one`` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Text that can't steer a terminal: control and direction-override characters show as U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def console(*, err: bool = False) -> Console:
    """Where people read: as wide as the window, 80 columns where there is none."""
    from rich.console import Console  # here: not needed for --json or --help

    stream = sys.stderr if err else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else 80, highlight=False, soft_wrap=False)
