"""Make the vectors of `docs/formats/seal.md` anew: one file per fault, in tests/sealing/vectors.

Encapsulation draws randomness, so the bytes differ each time; what each must give doesn't. Vectors that other
programs already use are not to be remade: add, don't replace.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from whensafe.sealing import files, groups, words
from whensafe.sealing.age import seal
from whensafe.sealing.custodians import KIND as CARD_KIND
from whensafe.sealing.custodians import Card, Custodian, read_card
from whensafe.sealing.header import Stanza, to_base64
from whensafe.sealing.header import write as write_header
from whensafe.sealing.padding import padded_text
from whensafe.sealing.places import KIND as PLACE_KIND
from whensafe.sealing.places import Place, Sealed, write_place, write_sealed
from whensafe.sealing.requests import ANSWER_KIND, Answer, AskedSeal, Request, answer, write_request
from whensafe.sealing.requests import KIND as REQUEST_KIND
from whensafe.sealing.seals import Context, seal_text
from whensafe.sealing.stanzas import HybridIdentity

FOLDER = Path(__file__).parent.parent / "tests" / "sealing" / "vectors"
CONTENT = "Я рахував кроки: сорок два.".encode()
ARCHIVE = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\1")
OPENER = HybridIdentity(bytes([200]) * 32)
PEOPLE = {name: Custodian(bytes([n]) * 32) for n, name in enumerate(("Ada", "Bohdan", "Chiara"), 1)}
PLACE = Context("arch", "g1", "s1", "int", "turn:4", 2, "passage")
BEFORE = Context("arch", "g1", "s2", "int", "turn", 1, "text")
GROUP_KEY = HybridIdentity(bytes([100]) * 32)

Vector = tuple[str, str, dict[str, object]]


def text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def context(place: Context) -> dict[str, object]:
    return dict(msgspec.to_builtins(place))


def cards() -> Iterator[Vector]:
    good = PEOPLE["Ada"].card("Ada")
    yield "card", "ok", {"card": text(good)}
    yield "card-another-name", "bad_input", {"card": text(good.replace(b'"Ada"', b'"Eve"'))}
    yield (
        "card-signed-by-another",
        "bad_input",
        {"card": text(files.write(CARD_KIND, read_card(good), PEOPLE["Bohdan"].sign))},
    )
    yield "card-not-canonical", "bad_input", {"card": text(good.replace(b'"body":', b'"body": '))}
    yield "card-field-nobody-knows", "bad_input", {"card": text(good.replace(b'"name":', b'"age":1,"name":'))}
    weak = Card("Ada", "age1pqqqqq", read_card(good).verify)
    yield (
        "card-recipient-is-none",
        "bad_option",
        {"card": text(files.write(CARD_KIND, weak, PEOPLE["Ada"].sign))},
    )


def seals() -> Iterator[Vector]:
    common = {"identity": GROUP_KEY.secret_text(), "context": context(PLACE)}
    good = seal_text(CONTENT, PLACE, GROUP_KEY.recipient(), os.urandom)

    def vector(name: str, data: bytes, expect: str = "bad_seal: payload failure") -> Vector:
        return name, expect, {"seal": text(data), **common}

    yield "seal", "ok", {"seal": text(good), "content": text(CONTENT), **common}
    yield vector("seal-last-bit-flipped", good[:-1] + bytes([good[-1] ^ 1]))
    yield vector("seal-cut", good[:-100])
    yield vector(
        "seal-header-changed", good.replace(b"\n--- ", b"\n-> extra\n\n--- ", 1), "bad_seal: header failure"
    )
    for name, moved in (
        ("another-interview", {"interview": "other"}),
        ("another-turn", {"scope": "turn:5"}),
        ("another-version", {"version": 3}),
        ("another-archive", {"archive": "other"}),
    ):
        place = msgspec.structs.replace(PLACE, **moved)
        yield vector(f"seal-moved-from-{name}", seal_text(CONTENT, place, GROUP_KEY.recipient(), os.urandom))
    for_other = seal_text(CONTENT, PLACE, OPENER.recipient(), os.urandom)
    yield vector("seal-for-somebody-else", for_other, "bad_seal: no match")
    bare = b"whensafe seal 1 {}\n" + CONTENT
    unpadded = seal(bare, [GROUP_KEY.recipient()], random=os.urandom)
    yield vector("seal-not-padded", unpadded)
    dirty = padded_text(bare)[:-1] + b"\1"
    yield vector("seal-padding-holds-something", seal(dirty, [GROUP_KEY.recipient()], random=os.urandom))
    weak = write_header([Stanza("X25519", (to_base64(bytes(32)).decode(),), bytes(32))], bytes(16))
    yield vector("seal-without-a-hybrid-stanza", weak + bytes(64), "bad_seal: header failure")


def openings() -> Iterator[Vector]:
    roster = [read_card(person.card(name)) for name, person in PEOPLE.items()]
    group = groups.make("g1", roster, 2, os.urandom)
    asked = AskedSeal(seal_text(CONTENT, PLACE, group.sealed_for(), os.urandom), PLACE)
    body = Request(
        "arch", "2026-11-22T12:00:00Z", "free(p:7k2m)", True, "agreed again", "met by two of us", "public",
        group,
        str(OPENER.recipient()), "the comrade is free", (asked,), ARCHIVE.public_key().public_bytes_raw(),
    )  # fmt: skip
    request = write_request(body, ARCHIVE.sign)
    true = {n: answer(request, p, os.urandom, archive_key=body.verify) for n, p in PEOPLE.items()}

    def vector(name: str, expect: str, answers: list[bytes], asks: bytes = request, **more: object) -> Vector:
        inside = {
            "request": text(asks),
            "answers": [text(a) for a in answers],
            "opener": OPENER.secret_text(),
        }
        return name, expect, {**inside, **more}

    yield vector("opening", "ok", [true["Ada"], true["Chiara"]], content=text(CONTENT))
    yield vector("opening-with-one-to-spare", "ok", list(true.values()), content=text(CONTENT))
    yield vector("opening-too-few", "bad_input", [true["Ada"]])
    yield vector("opening-one-twice", "bad_input", [true["Ada"], true["Ada"]])
    forged = groups.Share("g1", words.split(bytes([9]) * 32, 2, 3)[0], bytes(32))
    lie = Answer(
        files.read(ANSWER_KIND, Answer, true["Ada"])[0].request,
        forged.seal_for(OPENER.recipient(), os.urandom),
        roster[0].verify,
    )
    yield vector(
        "opening-forged-share",
        "bad_answer",
        [files.write(ANSWER_KIND, lie, PEOPLE["Ada"].sign), true["Bohdan"]],
        where="Ada",
    )
    yield vector(
        "opening-stolen-answer",
        "bad_answer",
        [files.write(ANSWER_KIND, lie, PEOPLE["Bohdan"].sign)],
        where=None,
    )
    other = write_request(msgspec.structs.replace(body, reason="another day"), ARCHIVE.sign)
    yield vector(
        "opening-answers-another-request", "bad_answer", [true["Ada"], true["Bohdan"]], other, where="Ada"
    )
    yield vector(
        "request-changed",
        "bad_input",
        list(true.values()),
        request.replace(b"the comrade is free", b"the comrade is dead"),
    )
    astray = msgspec.structs.replace(
        body, seals=(AskedSeal(asked.ciphertext, msgspec.structs.replace(PLACE, group="g2")),)
    )
    yield vector(
        "request-lists-another-groups-seal", "bad_input", [], files.write(REQUEST_KIND, astray, ARCHIVE.sign)
    )


def papers() -> Iterator[Vector]:
    paper = PEOPLE["Ada"].words()
    recipient = str(PEOPLE["Ada"].identity().recipient())
    yield "words", "ok", {"words": paper, "recipient": recipient}
    yield "words-as-typed", "ok", {"words": "  " + paper.upper().replace(" ", "\n"), "recipient": recipient}
    swapped = paper.split()
    swapped[6], swapped[7] = swapped[7], swapped[6]
    yield "words-two-swapped", "bad_option", {"words": " ".join(swapped)}
    yield "words-one-missing", "bad_option", {"words": " ".join(paper.split()[:-1])}


def places() -> Iterator[Vector]:
    verify = ARCHIVE.public_key().public_bytes_raw()
    recipient = str(GROUP_KEY.recipient())
    body = Place("addr", "free(p:7k2m)", BEFORE, recipient, 2, "text1", verify)
    good = write_place(body, ARCHIVE.sign)
    yield "place", "ok", {"place": text(good), "recipient": recipient}
    yield "place-another-condition", "bad_input", {"place": text(good.replace(b"free(", b"dead("))}
    other = files.write(PLACE_KIND, body, PEOPLE["Ada"].sign)
    yield "place-signed-by-another", "bad_input", {"place": text(other)}
    none = msgspec.structs.replace(body, recipient="age1pq1none")
    yield "place-recipient-is-none", "bad_option", {"place": text(write_place(none, ARCHIVE.sign))}


def takings() -> Iterator[Vector]:
    stretch = {"address": "addr", "end_ms": None, "marks": [], "start_ms": None, "transcript": "text1"}
    inside = {"fields": [], "scope": "turn", "stretches": [{**stretch, "words": CONTENT.decode()}], "v": 1}
    content = os.urandom(32) + rfc8785.dumps(inside)  # type: ignore[arg-type]
    closed = seal_text(content, BEFORE, GROUP_KEY.recipient(), os.urandom)
    committed = hashlib.sha256(content).digest()
    common = {"identity": GROUP_KEY.secret_text(), "context": context(BEFORE)}

    def vector(name: str, expect: str, data: bytes, **more: object) -> Vector:
        return name, expect, {**common, "sealed": text(data), **more}

    good = write_sealed(Sealed(closed, committed, BEFORE))
    yield vector("sealed-text", "ok", good, content=text(content))
    yield vector("sealed-text-not-canonical", "bad_input", good.replace(b'"kind":', b'"kind": '))
    yield vector("sealed-text-of-another-kind", "bad_input", good.replace(b"sealed-1", b"sealed-2"))
    bare = seal(content, [GROUP_KEY.recipient()], random=os.urandom)
    yield vector("sealed-text-not-padded", "bad_input", write_sealed(Sealed(bare, committed, BEFORE)))
    none = write_sealed(Sealed(b"age-encryption.org/v1\n", committed, BEFORE))
    yield vector("sealed-text-that-is-no-seal", "bad_seal: header failure", none)


MAKERS: tuple[Callable[[], Iterator[Vector]], ...] = (cards, seals, openings, papers, places, takings)


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for make in MAKERS:
        for name, expect, inside in make():
            path = FOLDER / f"{name}.json"
            if path.exists():
                print(f"kept {path.name}")
                continue
            value = {"expect": expect, "kind": make.__name__[:-1], **inside}
            path.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            print(f"made {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
