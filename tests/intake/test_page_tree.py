"""A page is decoded by what it declares, parsed whole or not at all, and fetches nothing."""

from __future__ import annotations

import pytest

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake.page_tree import declared_charset, parse


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=KOI8-R'>", "KOI8-R"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "ISO-8859-2"),
        (b"<p>no charset</p>", None),
    ],
)
def test_the_charset_that_is_declared(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@pytest.mark.parametrize(
    ("text", "encoding"), [("Що ви бачили?", "cp1251"), ("Что вы видели?", "koi8-r"), ("Zażółć", "iso8859-2")]
)
def test_a_page_in_a_one_byte_encoding(text: str, encoding: str) -> None:
    root, doubts = parse(f'<meta charset="{encoding}"><p>{text}'.encode(encoding))
    assert "".join(root.itertext()) == text
    assert doubts == ()


def test_a_byte_order_mark_goes_before_the_declaration() -> None:
    root, _ = parse('\ufeff<meta charset="koi8-r"><p>Що?'.encode("utf-16"))
    assert "".join(root.itertext()) == "Що?"


def test_comments_and_instructions_are_not_text() -> None:
    root, _ = parse(b"<p>a<!-- b --><?c d?>e")
    assert "".join(root.itertext()) == "ae"


def test_more_depth_than_any_page_has_is_too_large() -> None:
    with pytest.raises(TooLarge):
        parse(b"<div>" * 5_000 + b"x")


def test_nothing_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        parse(b"")
