"""Names of languages, as a documenter may write them in any of ours: Ukrainian, українська, ucraniano."""

from __future__ import annotations

import unicodedata

from whensafe.nouns.text import Language

_NAMES = {
    "en": "english anglais inglés inglese englisch angielski anglès англійська английский الإنجليزية",
    "uk": "ukrainian ukrainien ucraniano ukrainisch ukraiński ucraïnès українська украинский الأوكرانية",
    "ru": "russian russe ruso russisch rosyjski rus російська русский الروسية",
    "fr": "french français francés französisch francuski francès французька французский الفرنسية",
    "es": "spanish espagnol español castellano spanisch hiszpański espanyol castellà іспанська испанский"
    " الإسبانية",
    "de": "german allemand alemán deutsch niemiecki alemany німецька немецкий الألمانية",
    "pl": "polish polonais polaco polnisch polski polonès польська польский البولندية",
    "ca": "catalan catalán katalanisch kataloński català каталонська каталанский الكتالونية",
    "ar": "arabic arabe árabe arabisch arabski àrab арабська арабский العربية عربي",
    "crh": "crimean-tatar tatar кримськотатарська крымскотатарский qırımtatarca",
    "be": "belarusian білоруська белорусский беларуская",
    "ro": "romanian roumain rumano rumänisch румунська румынский română",
    "ckb": "sorani kurdish", "ti": "tigrinya ትግርኛ", "am": "amharic አማርኛ", "fa": "persian farsi فارسی",
    "he": "hebrew עברית", "tr": "turkish türkçe", "ka": "georgian ქართული", "it": "italian italiano",
    "pt": "portuguese português", "hu": "hungarian magyar",
}  # fmt: skip


def tag_of(name: str) -> Language | None:
    """The tag of a language by one of its names; ``None`` for what is no name of one."""
    return _TAGS.get(_plain(name))


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace(" ", "-")


_TAGS = {_plain(word): Language(tag) for tag, words in _NAMES.items() for word in words.split()}
