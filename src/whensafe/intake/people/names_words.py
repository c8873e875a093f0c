"""The small words in and around names, by language. To read a further language, add its line."""

from __future__ import annotations

AND = {
    "en": ("and",), "uk": ("і", "й", "та"), "ru": ("и",), "be": ("і", "ды"), "pl": ("i", "oraz"),
    "fr": ("et",), "es": ("y", "e"), "ca": ("i",), "it": ("e", "ed"), "pt": ("e",), "de": ("und",),
    "ar": ("و",), "": ("&", "+"),
}  # fmt: skip

PARTICLES = frozenset(
    "de del della di da dos das do la le les los el al van von der den ten ter zu zum bin bint ibn abu umm "
    "ben mac mc st san af av og d’ d' l’ l' und and et y e i та і й и و du".split()
)
"""May stand in a name without a capital."""

HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sir rev hon mme mlle sr sra srta dn dña herr frau pan pani пан пані г-н г-жа "
    "господин госпожа gen col capt sgt lt maj judge justice president".split()
)
"""May stand before a name; two names that differ only in these are the same."""

NOT_NAMES = frozenset(
    "the a an this that these those i we he she it they you my our your his her its their not no yes but "
    "when what where why how who if in on at by for from to of as so then there here and or with".split()
)
"""A capital at the start of a sentence does not make these a name."""
