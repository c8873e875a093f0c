"""Who said what: every piece of a document's text finds its speaker, or is set aside, and nothing is lost."""

from whensafe.intake.turns.finding import Exchange, Turns, find, find_exchange

__all__ = ["Exchange", "Turns", "find", "find_exchange"]
