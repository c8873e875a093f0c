"""Names of people: lists taken apart, orders and capitals set right, and which names are one person's."""

from whensafe.intake.people.names import fold_name, in_order, is_name, sentence_case, split_names, tokens
from whensafe.intake.people.same import fullest, same_person

__all__ = [
    "fold_name",
    "fullest",
    "in_order",
    "is_name",
    "same_person",
    "sentence_case",
    "split_names",
    "tokens",
]
