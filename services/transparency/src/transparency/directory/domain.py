"""What can be looked up, and how words are compared. Pure: no database, no clock, no wire."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """Which contracts a reader asks for; `open` is a notice that still welcomes bids."""

    OPEN = "open"
    ACTIVE = "active"
    ENDED = "ended"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class Rating:
    """What users say of a contract's service, as far as it may be shown: `score` is None while it may not."""

    contract_id: UUID
    service: str
    count: int
    score: Decimal | None


def average_of(ratings: Sequence[Rating]) -> tuple[Decimal | None, int]:
    """The scores that are shown, weighed by their ratings, and how many ratings those are."""
    shown = [(rating.score, rating.count) for rating in ratings if rating.score is not None]
    count = sum(weight for _, weight in shown)
    if not count:
        return None, 0
    return sum((score * weight for score, weight in shown), Decimal()) / count, count


@dataclass(frozen=True, slots=True)
class ContractStep:
    """A step of a contract's life, and what the contract then came to: pence, and its last day."""

    kind: str  # signed, amended, ended, terminated
    at: datetime
    day: date | None  # on which it ended
    said: str
    value: int
    ends_on: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A supplier was met before a notice: about what, what it said, and what it was shown, by SHA-256."""

    supplier: str
    held_at: datetime
    topic: str
    said: str
    documents: list[str]


class Letters(dict[int, str]):
    """What search sees of a character, judged when it is first met: `str.translate` then takes a text at once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        seen = character if character.isalnum() or character in "-./&" else " "
        return self.setdefault(code, "" if unicodedata.combining(character) else seen)


LETTERS = Letters()


def folded(text: str) -> str:
    """Text as it is searched: case, accents and punctuation make no difference."""
    return " ".join(unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS).split())
