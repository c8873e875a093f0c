"""Every error whensafe raises on purpose.

    WhensafeError
    ├── BadInput            what was given can't be used            exit 2
    │   ├── Unreadable      a file that no reader can take whole
    │   ├── TooLarge        a bound on size, time or depth was met
    │   ├── NotFound        no such interview, turn, file
    │   ├── BadOption       an option, date, language or address that isn't one
    │   ├── BadSeal         a sealed file that can't be opened: see its ``fault``
    │   └── BadAnswer       a custodian's answer that is forged or for another request
    ├── Refused             the act is not allowed, or not like this     exit 2
    │   ├── NotPermitted    the gate or a role says no
    │   ├── WrongKey        passphrase or key doesn't open the archive
    │   ├── OlderCopy       this archive ends before what this person has seen
    │   └── NotAnArchive    the folder holds no archive, or one of a newer format
    ├── Busy                somebody else holds it; try again       exit 3
    │   └── DiskFailed      the disk is full or failing; nothing was kept
    └── Damaged             what is stored is not what was written       exit 1

An error has a ``code`` that faces translate and never a narrator's words: ``message`` is built
from codes, names of files and positions only. It says what, where and what to do, in one line.
"""

from __future__ import annotations

import enum
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
            line = f"{line}{'' if line.endswith(('.', '?')) else '.'} {self.todo}"
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


class SealFault(enum.StrEnum):
    """At which stage a sealed file was refused. The values are the classes of the public age vectors."""

    ARMOR = "armor failure"
    HEADER = "header failure"
    NO_MATCH = "no match"
    HMAC = "HMAC failure"
    PAYLOAD = "payload failure"


class BadSeal(BadInput):
    """A sealed file that can't be opened. Says at which stage, never what was inside."""

    code = "bad_seal"
    _WORDS: ClassVar[dict[SealFault, str]] = {
        SealFault.ARMOR: "the text form of this sealed file is damaged",
        SealFault.HEADER: "the head of this sealed file is not one that can be opened",
        SealFault.NO_MATCH: "this sealed file is for somebody else",
        SealFault.HMAC: "the head of this sealed file was changed after sealing",
        SealFault.PAYLOAD: "this sealed file was cut or changed after sealing",
    }

    def __init__(self, fault: SealFault, *, where: str | None = None) -> None:
        """Say at which stage it was refused."""
        super().__init__(self._WORDS[fault], where=where)
        self.fault = fault


class BadAnswer(BadInput):
    """A custodian's answer that is forged or for another request. ``where`` names its sender."""

    code = "bad_answer"


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


class DiskFailed(Busy):
    """The disk is full or refuses. What was under way is undone; trying again later may work."""

    code = "disk_failed"


class Damaged(WhensafeError):
    """What is stored is not what was written."""

    code = "damaged"
    exit_status = 1
