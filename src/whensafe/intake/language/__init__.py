"""Which language a text is in: of a whole document, and of single turns."""

from whensafe.intake.language.identify import SEVERAL, language_of, turn_languages

__all__ = ["SEVERAL", "language_of", "turn_languages"]
