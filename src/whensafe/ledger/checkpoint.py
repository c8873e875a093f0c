"""C2SP checkpoints: what a log says of itself, as a signed note. https://c2sp.org/tlog-checkpoint

The text is the log's origin, the tree size in decimal, and the root in base64, one line each. Extension lines
are refused: ours never writes any, and nobody could audit them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass

from whensafe.errors import Damaged, Unreadable
from whensafe.ledger.log import Head
from whensafe.ledger.notes import Verifier, open_note, sign
from whensafe.ledger.tree import HASH_BYTES

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """An origin (which log), and the head it had."""

    origin: str
    head: Head

    def text(self) -> str:
        """The three lines that are signed."""
        root = base64.b64encode(self.head.root).decode()
        return f"{self.origin}\n{self.head.size}\n{root}\n"


def parse_text(text: str) -> Checkpoint:
    """Read the three lines, or raise `Unreadable`."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise Unreadable("a checkpoint has an origin, a size and a root, one line each")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("a checkpoint's root is not base64") from error
    found = Checkpoint(lines[0], Head(int(lines[1]), root))
    if len(root) != HASH_BYTES or found.text() != text:
        raise Unreadable("a checkpoint's root is not 32 bytes of canonical base64")
    return found


def write(origin: str, head: Head, public: bytes, signer: Callable[[bytes], bytes]) -> bytes:
    """A signed checkpoint. The key's name is the origin; ``signer`` holds the private key."""
    return sign(Checkpoint(origin, head).text(), Verifier(origin, public), signer)


def open_checkpoint(data: bytes, origin: str, public: bytes) -> Checkpoint:
    """Read a checkpoint and check whose it is. Raises `Unreadable`, or `Damaged` if another log or key made
    it.
    """
    found = parse_text(open_note(data, Verifier(origin, public)).text)
    if found.origin != origin:
        raise Damaged("a checkpoint of another log", where="checkpoint")
    return found
