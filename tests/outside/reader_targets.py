"""A parser gone wrong in every way, as a target for `SubprocessReader`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from whensafe.errors import Unreadable
from whensafe.nouns.interview import Basis, Role, SourceRef, TranscriptKind
from whensafe.nouns.reading import Reading, ReadTurn
from whensafe.nouns.text import Language


def say(text: str, title: str | None = None) -> Reading:
    turn = ReadTurn(Role.NARRATOR, None, Language("und"), text)
    return Reading(
        "plain", "text/plain", title, None, (), Language("und"), TranscriptKind.VERBATIM, None, None, None,
        SourceRef(None, None), None, Basis.OWN, (), (turn,), (), (),
    )  # fmt: skip


def obey(data: bytes, name: str) -> Reading:  # noqa: C901, PLR0911, PLR0912 - a list of misdeeds
    """Do what the document says; a good reader never would."""
    order, _, what = data.decode("utf-8", "replace").partition(" ")
    match order:
        case "say":
            return say(what, name)
        case "sleep":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "allocate":
            return say(str(len(bytearray(8 * 1024**3))))
        case "recurse":
            return obey(data, name)
        case "refuse":
            raise Unreadable("no", where="here", todo="Do that.")
        case "break":
            raise ValueError(what)
        case "die":
            os._exit(9)
        case "fork":
            return say(str(os.fork()))
        case "spawn":
            return say(subprocess.run(["id"], capture_output=True, check=False, text=True).stdout)
        case "connect":
            return say(str(socket.create_connection(("127.0.0.1", int(what)), 1)))
        case "write":
            Path(what).write_text("out")
        case "low-write":
            os.open(what, os.O_WRONLY | os.O_CREAT)
        case "read":
            return say(Path(what).read_text())
        case "environment":
            return say(" ".join(sorted(os.environ)))
        case "print":
            print("words of a witness")  # noqa: T201
            print("words of a witness", file=sys.stderr)  # noqa: T201
            os.write(1, b"words of a witness")
            return say("printed")
        case "pid":
            return say(str(os.getpid()))
        case "size":
            return say(str(len(data)))
    return say("done")
