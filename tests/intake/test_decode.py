"""Bytes become the text that was written, or a guess that says it is one."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake.decode import decode

WORDS = {
    "uk": "Мене звати Оксана, і я розповім, що сталося того дня. Ґанок, їжа, є.\nПитання: Як вас затримали?",
    "ru": "Меня зовут Сергей, и я расскажу, что случилось в тот день. Подъезд, ёлка.\n"
    "Вопрос: Как вас задержали?",
    "ar": "اسمي سامر وسأروي ما حدث في ذلك اليوم. خرجنا من القبو وسرنا طويلا.\nسؤال: كيف اعتقلوك؟",
    "fr": "Je suis né à Besançon, où nous étions cachés; c'était l'été. Ma sœur… « Français »",
    "es": "Nací en Cádiz. ¿Cómo te detuvieron? Vinieron por la noche; mi compañero aún está allí.",
    "de": "Ich heiße Jürgen. Wir mussten über die Brücke gehen, später in die Züge.",
    "pl": "Urodziłem się w Łodzi. Wyszliśmy z piwnicy; są rzeczy, o których nie mogę mówić, ponieważ żyją.",
}
LEGACY = [
    ("uk", "cp1251"), ("uk", "koi8_u"), ("uk", "iso8859_5"), ("uk", "mac_cyrillic"), ("uk", "cp1125"),
    ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ar", "cp1256"), ("ar", "iso8859_6"),
    ("fr", "cp1252"), ("fr", "iso8859_15"), ("fr", "mac_roman"), ("es", "cp1252"), ("de", "cp1252"),
    ("pl", "cp1250"), ("pl", "iso8859_2"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
@pytest.mark.parametrize("times", [1, 3000])
def test_an_old_encoding_is_guessed_right_and_said_to_be_a_guess(
    language: str, encoding: str, times: int
) -> None:
    data = (WORDS[language] * times).encode(encoding, "ignore")
    decoded = decode(data)
    assert decoded.text == data.decode(encoding)
    assert "encoding_guessed" in decoded.doubts


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)  # fmt: skip
def test_unicode_is_read_without_a_doubt(language: str, encoding: str, mark: bytes) -> None:
    decoded = decode(mark + WORDS[language].encode(encoding))
    assert (decoded.text, decoded.doubts) == (WORDS[language], ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", WORDS)
def test_utf_16_without_its_mark_is_known_by_its_shape(language: str, encoding: str) -> None:
    decoded = decode(WORDS[language].encode(encoding))
    assert (decoded.text, decoded.doubts) == (WORDS[language], ("encoding_guessed",))


def test_what_the_file_declares_is_taken_where_it_holds() -> None:
    assert decode("дім".encode("koi8_u"), "KOI8-U").text == "дім"
    assert decode("дім".encode("koi8_u"), "KOI8-U").doubts == ()
    assert decode("дім".encode(), "koi8-u").text == "дім", "a page saved anew keeps its old declaration"
    assert decode(b"\x93quoted\x94", "iso-8859-1").text == "“quoted”", "web pages mean cp1252 by Latin-1"


@pytest.mark.parametrize(
    "label", ["base64", "zip", "rot13", "unicode_escape", "utf-7", "idna", "no\0such", "", "x" * 999]
)
def test_a_label_that_is_no_text_encoding_is_ignored(label: str) -> None:
    assert decode(b"caf\xe9", label).text == "café"


def test_a_cut_end_does_not_turn_a_file_into_another_language() -> None:
    data = (WORDS["uk"] * 5).encode()[:-1] + b"\xd1"
    decoded = decode(data)
    assert decoded.text.startswith(WORDS["uk"])
    assert decoded.text.endswith("\ufffd")
    assert decoded.doubts == ("replacement_characters",)


def test_line_ends_of_every_system_are_one() -> None:
    assert decode(b"a\r\nb\rc\nd\r\r\n").text == "a\nb\nc\nd\n\n"


@pytest.mark.parametrize("sign", ["\ufffc", "\ufffd"])
def test_a_sign_that_stands_for_something_lost_is_a_doubt(sign: str) -> None:
    assert decode(f"he said {sign} to me".encode()).doubts == ("replacement_characters",)


def test_a_nul_is_shown_and_doubted_not_lost() -> None:
    decoded = decode(b"a long enough line of words with one byte wrong: \0 and on it goes")
    assert "wrong: \ufffd and" in decoded.text
    assert decoded.doubts == ("replacement_characters",)


@pytest.mark.parametrize("data", [bytes(500), bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01\0\0\0"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


def test_more_text_than_anybody_said_is_refused() -> None:
    with pytest.raises(TooLarge):
        decode(b"a" * (32 * 1024 * 1024 + 1))


@given(st.text(st.characters(exclude_characters="\r\0\ufeff\ufffc\ufffd", exclude_categories=["Cs", "Cc"])))
def test_every_text_in_utf_8_comes_back(text: str) -> None:
    decoded = decode(codecs.BOM_UTF8 + text.encode())
    assert (decoded.text, decoded.doubts) == (text, ())
