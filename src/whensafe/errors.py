"""Every error whensafe raises on purpose.

    WhensafeError
    ├── BadInput            what was given can't be used            exit 2
    │   ├── Unreadable      a file that no reader can take whole
    │   ├── TooLarge        a bound on size, time or depth was met
    │   ├── NotFound        no such interview, turn, file
    │   └── BadOption       an option, date, language or address that isn't one
    ├── Refused             the act is not allowed, or not like this     exit 2
    │   ├── NotPermitted    the gate or a role says no
    │   ├── WrongKey        passphrase or key doesn't open the archive
    │   ├── OlderCopy       this archive ends before what this person has seen
    │   └── NotAnArchive    the folder holds no archive, or one of a newer format
    ├── Busy                somebody else holds it; try again       exit 3
    └── Damaged             what is stored is not what was written       exit 1

An error has a ``code`` that faces translate and never a narrator's words: ``message`` is built
from codes, names of files and positions only. It says what, where and what to do, in one line.
"""

from __future__ import annotations

from typing import ClassVar


class WhensafeError(Exception):
    """The root. ``code`` is stable, ``message`` is one English line, ``where`` names file or item."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, *, where: str | None = None, todo: str | None = None) -> None:
        """Keep the three parts apart, so that a face can lay them out in its own language."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        """One line: where, what, what to do."""
        line = f"{self.where}: {self.message}" if self.where else self.message
        if self.todo:
            line = f"{line.rstrip('.')}. {self.todo}"
        return " ".join(line.split())


class BadInput(WhensafeError):
    """What was given can't be used."""

    code = "bad_input"


class Unreadable(BadInput):
    """A file that no reader can take whole."""

    code = "unreadable"


class TooLarge(BadInput):
    """A bound on size, time or depth was met."""

    code = "too_large"


class NotFound(BadInput):
    """No such interview, turn or file."""

    code = "not_found"


class BadOption(BadInput):
    """An option, date, language or address that isn't one."""

    code = "bad_option"


class Refused(WhensafeError):
    """The act is not allowed, or not like this."""

    code = "refused"


class NotPermitted(Refused):
    """The gate or a role says no. ``reasons`` are the gate's codes."""

    code = "not_permitted"

    def __init__(self, message: str, *, reasons: tuple[str, ...] = (), where: str | None = None) -> None:
        """Carry the gate's reasons, so that `why` and a page can explain the refusal."""
        super().__init__(message, where=where)
        self.reasons = reasons


class WrongKey(Refused):
    """A passphrase or key that doesn't open the archive."""

    code = "wrong_key"


class OlderCopy(Refused):
    """This archive ends before what this person has seen of it."""

    code = "older_copy"


class NotAnArchive(Refused):
    """The folder holds no archive, or one of a newer format."""

    code = "not_an_archive"


class Busy(WhensafeError):
    """Somebody else holds it; trying again later may work."""

    code = "busy"
    exit_status = 3


class Damaged(WhensafeError):
    """What is stored is not what was written."""

    code = "damaged"
    exit_status = 1
