"""The forms that a value may have, and what is wrong with one that has another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kernel.money import SignedMoney
from kernel.text import clean

#: A truth, a count, or text: a word, a code, a percentage, or money as `6800000.00`.
Value = bool | int | str
LARGEST_COUNT = 2**31 - 1
LONGEST_TEXT = 1000
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?", re.ASCII)


class Kind(StrEnum):
    """The form of a value."""

    TRUTH = "truth"  # true or false
    COUNT = "count"  # a whole number from zero
    MONEY = "money"  # pounds as 6800000.00, which may be below zero
    PERCENTAGE = "percentage"  # a decimal as text, 22.5 for 22.5 %
    DAYS = "days"  # a decimal as text
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    AREAS = "areas"  # GSS codes with a space between
    WORD = "word"  # one of a list
    TEXT = "text"  # as the source has it


@dataclass(frozen=True, slots=True)
class FactName:
    """A name of the catalogue."""

    name: str
    kind: Kind
    means: str
    words: tuple[str, ...] = ()

    def fault_of(self, value: Value) -> str | None:
        """A sentence about what is wrong with a value; None if nothing is."""
        if self.kind is Kind.WORD:
            return None if value in self.words else f"It is one of: {', '.join(self.words)}."
        return None if _is_of_kind(self.kind, value) else f"It is a {self.kind} such as {EXAMPLES[self.kind]}."


SPELLINGS = {
    Kind.PERCENTAGE: DECIMAL,
    Kind.DAYS: DECIMAL,
    Kind.COUNTRY: re.compile("[A-Z]{2}", re.ASCII),
    Kind.AREAS: re.compile("([A-Z][0-9]{8}( [A-Z][0-9]{8})*)?", re.ASCII),
    Kind.TEXT: re.compile(".*", re.DOTALL),  # `fault_of_scalar` judges it
}
EXAMPLES: Mapping[Kind, str] = {
    Kind.TRUTH: "true",
    Kind.COUNT: "120",
    Kind.MONEY: '"6800000.00"',
    Kind.PERCENTAGE: '"22.5"',
    Kind.DAYS: '"28.5"',
    Kind.COUNTRY: '"GB"',
    Kind.AREAS: '"E06000015 E07000034"',
    Kind.TEXT: '"Community Interest Company"',
}


def _is_of_kind(kind: Kind, value: Value) -> bool:
    if kind is Kind.TRUTH:
        return isinstance(value, bool)
    if kind is Kind.COUNT:
        return type(value) is int and 0 <= value <= LARGEST_COUNT
    if kind is Kind.MONEY:
        return isinstance(value, str) and _is_money(value)
    return isinstance(value, str) and SPELLINGS[kind].fullmatch(value) is not None


def _is_money(text: str) -> bool:
    try:
        SignedMoney.parse(text)
    except ValueError:
        return False
    return True


def fault_of_scalar(value: Value) -> str | None:
    """What is wrong with a value of whatever kind; None if nothing is."""
    if type(value) is int and not 0 <= value <= LARGEST_COUNT:
        return f"A count is from 0 to {LARGEST_COUNT}."
    return _fault_of_text(value) if isinstance(value, str) and value else None


def _fault_of_text(text: str) -> str | None:
    if len(text) > LONGEST_TEXT:
        return f"Text has at most {LONGEST_TEXT} characters."
    try:
        return None if clean(text) == text else "Text has single spaces, and none at its ends."
    except ValueError as error:
        return str(error)
