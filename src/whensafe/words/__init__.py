"""Words in any script: where they stand, what counts as the same one, and which forms belong together.

Pure functions on text; no index, no database. Search asks them, and whoever has to find a name in every case
form.

    >>> [t.text for t in tokens("В Оленівці об’єкт.")]
    ['В', 'Оленівці', 'об’єкт']
    >>> forms_key("Оленівка", "uk") & forms_key("Оленівці", "uk")
    frozenset({'uk:оленівк'})
"""

from whensafe.words.finding import Wanted, find, snippet, where
from whensafe.words.folding import bare, fold, same_but_for_marks
from whensafe.words.forms import family, forms_key
from whensafe.words.query import Asked, ask
from whensafe.words.tokens import Token, spelled, tokens

__all__ = [
    "Asked",
    "Token",
    "Wanted",
    "ask",
    "bare",
    "family",
    "find",
    "fold",
    "forms_key",
    "same_but_for_marks",
    "snippet",
    "spelled",
    "tokens",
    "where",
]
