"""Cleared matter for the tests: a small edition in three languages, and a signer. Everybody is invented."""

from __future__ import annotations

import datetime
import struct
import zlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from whensafe.editions.signing import Signer, write_proof
from whensafe.ledger import checkpoint
from whensafe.ledger.log import Head
from whensafe.ledger.notes import Verifier
from whensafe.ledger.prover import Prover
from whensafe.ledger.tree import root_of
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedExhibit,
    ClearedInterview,
    ClearedNarrator,
    ClearedPerson,
    ClearedTranslation,
    ClearedTurn,
    EditionRequest,
    Ground,
    Notice,
    Part,
    Piece,
    Table,
    Withheld,
)
from whensafe.nouns.ids import Address, ExhibitId, InterviewId
from whensafe.nouns.interview import Basis, Role, SourceRef
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

EN, UK, AR = Language("en"), Language("uk"), Language("ar")
REQUEST = EditionRequest(
    audience=Audience("public"),
    as_of=datetime.date(2026, 11, 22),
    title="Riverside Testimonies",
    publisher="Riverside Testimony Archive",
    languages=(EN, UK, AR),
    base_address="https://testimony.example/",
    notices=(Notice(Part.WITHDRAWN, Ground.NARRATORS_WISH),),
)


def address(n: int) -> Address:
    return Address(f"{n:014x}")


def turn(
    n: int,
    *pieces: Piece,
    role: Role = Role.NARRATOR,
    language: Language = EN,
    who: str | None = None,
    translates: int | None = None,
) -> ClearedTurn:
    of = None if translates is None else address(translates)
    return ClearedTurn(address(n), role, who, language, pieces, translates=of)


def interview(n: int = 1, *turns: ClearedTurn, **more: object) -> ClearedInterview:
    fields: dict[str, object] = {
        "id": InterviewId(f"{n:010x}"),
        "title": None,
        "standfirst": None,
        "language": EN,
        "published": None,
        "first_published": None,
        "interviewed": None,
        "source": SourceRef(None, None),
        "republisher": None,
        "basis": Basis.OWN,
        "narrators": (ClearedNarrator("Olena", Attribution.PSEUDONYM),),
        "participants": (),
        "turns": turns or (turn(n * 1000, "I still count."),),
    }
    return ClearedInterview(**{**fields, **more})  # type: ignore[arg-type]


def ask(n: int, text: str, language: Language) -> ClearedTurn:
    return turn(n, text, role=Role.INTERVIEWER, language=language)


def png(width: int = 480, height: int = 120) -> bytes:
    """A striped picture, written by hand: no library that could leave something in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes(90 if x // 24 % 2 else 220 for x in range(width))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * height, 9))
        + chunk(b"IEND", b"")
    )


def olena() -> ClearedInterview:
    danger, wish = Withheld(Ground.DANGER_TO_OTHERS), Withheld(Ground.NARRATORS_WISH)
    return interview(
        1,
        ask(1, "Коли вас привезли на насосну станцію?", UK),
        turn(
            2,
            "Я не знаю числа. Ще лежав сніг, але вже капало з даху. Десь на початку березня. Нас було шестеро чи семеро "
            "в одній кімнаті, і ще жінка, яку привели вночі.",
            language=UK,
        ),
        ask(3, "Ви знали когось із них?", UK),
        turn(
            4,
            danger,
            " я знала ще зі школи. ",
            danger,
            " Він рахував кроки вголос, коли нас водили коридором: сорок два до дверей. Казав: рахуй і ти, тоді не "
            "забудеш.",
            language=UK,
        ),
        ask(5, "Чи ви бачили, щоб когось били?", UK),
        turn(6, "Сама я не бачила. Чула через стіну. Бачила потім руки.", language=UK),
        turn(7, wish, language=UK),
        turn(
            8,
            "З нами була вчителька, за шістдесят. Вона тихенько співала, щоб ми заснули.\n\nЯ б хотіла, щоб хтось знову "
            "заспівав ту пісню.",
            language=UK,
        ),
        title="«Рахуй і ти, тоді не забудеш»",
        standfirst="Про насосну станцію № 3 у Тихобродську, весна 2024 року.",
        language=UK,
        interviewed=SaidDate("2025-03-14"),
        title_from=address(4),
        translations=(
            ClearedTranslation(
                EN,
                "“You count too, then you won’t forget”",
                "About Pumping Station No. 3 in Tykhobrodsk, spring 2024.",
                (
                    turn(11, "When were you brought to the pumping station?", role=Role.INTERVIEWER, translates=1),
                    turn(12, "I don’t know the date. There was still snow, but it was already dripping from the roof. "
                         "Somewhere at the beginning of March. There were six or seven of us in one room, and also a "
                         "woman who was brought in at night.", translates=2),
                    turn(13, "Did you know any of them?", role=Role.INTERVIEWER, translates=3),
                    turn(14, danger, " I had known since school. ", danger, " He counted the steps aloud when they led us "
                         "along the corridor: forty-two to the door. He said: you count too, then you won’t forget.",
                         translates=4),
                    turn(15, "Did you see anyone being beaten?", role=Role.INTERVIEWER, translates=5),
                    turn(16, "I did not see it myself. I heard it through the wall. Afterwards I saw the hands.",
                         translates=6),
                    turn(17, wish, translates=7),
                    turn(18, "There was a teacher with us, past sixty. She sang under her breath, so that we would "
                         "sleep.\n\nI would like someone to sing that song again.", translates=8),
                ),
            ),
        ),
        notices=(Notice(Part.DETAILS, Ground.DANGER_TO_OTHERS, SaidDate("2028-01")),),
        exhibits=(
            ClearedExhibit(
                ExhibitId("0123456789ab"),
                "Хто коли був на станції",
                "Смуги: двоє людей у березні, одна у квітні.",
                png(),
                Table("Хто коли був на станції", ("Місяць", "Людей"), (("березень", "2"), ("квітень", "1"))),
            ),
        ),
    )  # fmt: skip


def abu_salem() -> ClearedInterview:
    return interview(
        2,
        ask(21, "متى وصلتم إلى الخان القديم؟", AR),
        turn(
            22,
            "وصلنا في آخر الخريف، بعد أوّل مطر. لا أذكر اليوم. كنّا تسعة أو عشرة في غرفة واحدة.",
            language=AR,
        ),
        ask(23, "وكيف كنتم تعرفون الوقت؟", AR),
        turn(
            24,
            "كنّا نعرف الوقت من رائحة الخبز. إذا جاءت الرائحة قلنا: صار الفجر. وكان معنا ",
            Withheld(Ground.THIRD_PARTY),
            "، يقسم الرغيف الواحد على عشرة ولا يخطئ.",
            language=AR,
        ),
        turn(25, Withheld(Ground.DANGER_TO_OTHERS), language=AR),
        turn(26, "He means the baker on the corner.", role=Role.INTERPRETER, language=EN, who="R. H."),
        title="«كنّا نعرف الوقت من رائحة الخبز»",
        language=AR,
        interviewed=SaidDate("2025-02"),
        published=SaidDate("2025-06-01"),
        source=SourceRef("The Riverside Paper", "https://paper.example/abu-salem"),
        basis=Basis.PUBLISHED,
        narrators=(ClearedNarrator("أبو سالم", Attribution.PSEUDONYM),),
        participants=(ClearedPerson(Role.INTERPRETER, "R. H."), ClearedPerson(Role.INTERVIEWER, None)),
        title_from=address(24),
    )


def two_voices() -> ClearedInterview:
    return interview(
        3,
        turn(31, "Where were you standing?", role=Role.INTERVIEWER),
        turn(32, 'By the gate. I saw the lorry <and> heard "it" & nothing else.', who="Danylo"),
        turn(33, "I was behind him. I saw only his back.", who="M. K."),
        narrators=(
            ClearedNarrator("Danylo", Attribution.FIRST),
            ClearedNarrator("M. K.", Attribution.INITIALS),
            ClearedNarrator(None, Attribution.NONE),
        ),
        interviewed=SaidDate("2024"),
        republisher="Another House",
    )


def golden() -> list[ClearedInterview]:
    return [olena(), abu_salem(), two_voices()]


_EDITION_KEY = Ed25519PrivateKey.from_private_bytes(b"\x11" * 32)
_LOG_KEY = Ed25519PrivateKey.from_private_bytes(b"\x22" * 32)
EDITION_KEY = Verifier("riverside.example/editions", _EDITION_KEY.public_key().public_bytes_raw())
LOG_KEY = Verifier("riverside.example/log", _LOG_KEY.public_key().public_bytes_raw())


def prove(leaf: bytes) -> bytes:
    """A log that already holds four editions, and now this one."""
    leaves = [b"an earlier edition %d" % n for n in range(4)] + [leaf]
    head = checkpoint.write(LOG_KEY.name, Head(len(leaves), root_of(leaves)), LOG_KEY.public, _LOG_KEY.sign)
    return write_proof(4, tuple(Prover(leaves).inclusion(4)), head)


def signer(*, logged: bool = True) -> Signer:
    if not logged:
        return Signer(EDITION_KEY, _EDITION_KEY.sign)
    return Signer(EDITION_KEY, _EDITION_KEY.sign, LOG_KEY, prove)


def another_signer() -> Signer:
    key = Ed25519PrivateKey.from_private_bytes(b"\x33" * 32)
    return Signer(Verifier("elsewhere.example/editions", key.public_key().public_bytes_raw()), key.sign)
