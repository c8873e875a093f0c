"""The parts of our Word files that are the same in all of them."""

from __future__ import annotations

from whensafe.nouns.edition import Ground

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)

_KEYS = (
    "interview", "audience", "language", "interviewed", "published", "first_published", "source", "url",
    "republisher", "basis", "narrator", "interviewer", "interpreter", "present", "kind", "text_language",
    "session", "session_date", "text_title", "text_standfirst",
)  # fmt: skip
_GREY = '<w:color w:val="595959"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
_HOLE = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="555555"/><w:shd w:val="clear" w:fill="EEEEEE"/>'


def _paragraph(id: str, name: str, about: str = "", letters: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{about}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(id: str, name: str, letters: str = "") -> str:
    return (
        f'<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _styles() -> str:
    large = '<w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="34"/>'
    middle = '<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>'
    next_to = "<w:keepNext/>"
    made = [
        _paragraph("WhensafeExport1", "whensafe export v1", next_to, large),
        _paragraph("WsTitle", "Testimony title", next_to, large),
        _paragraph("WsStandfirst", "Testimony standfirst", "", "<w:i/><w:iCs/>"),
        _paragraph("WsField", "Testimony field", '<w:spacing w:after="0"/>', _GREY),
        _paragraph("WsText", "Testimony text", f'{next_to}<w:spacing w:before="360"/>', middle),
        _paragraph("WsHead", "Testimony speaker", f'{next_to}<w:spacing w:before="160" w:after="0"/>', _GREY),
        _paragraph("WsSaid", "Testimony words", '<w:spacing w:after="120" w:line="288" w:lineRule="auto"/>'),
        _paragraph("WsNotices", "Testimony notices", f'{next_to}<w:spacing w:before="360"/>', middle),
        _paragraph("WsNotice", "Testimony notice", "", _GREY),
        _letters("WsSpeaker", "Testimony name", "<w:b/><w:bCs/>"),
        _letters("WsRole", "Testimony role"),
        _letters("WsTimes", "Testimony times"),
        _letters("WsRenders", "Testimony renders"),
        *(_letters(f"WsF_{key}", f"Testimony field {key}") for key in _KEYS),
        *(_letters(f"WsN_{key}", f"Testimony unnamed {key}", "<w:i/>") for key in _KEYS[10:14]),
        *(_letters(f"WsHole_{g.value}", f"Withheld {g.value}", _HOLE) for g in Ground),
    ]
    return (
        f'{_HEAD}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Arial"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        + "".join(made)
        + "</w:styles>"
    )


STYLES = _styles()
"""Styles that say what each thing is: a hole's for why it is there, a field's for which it is."""
