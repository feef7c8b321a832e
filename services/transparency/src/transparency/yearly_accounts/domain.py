"""The account of a year. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from transparency.exports.domain import Span


class Unit(StrEnum):
    """What a figure counts."""

    POUNDS = "pounds"
    PERCENT = "percent"
    DAYS = "days"
    COUNT = "count"
    SCORE = "score"  # of 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its title, and where it is told whole. `value` None: nobody has told, or it may not be shown.

    `about` is the class of organisations that it tells of, if it tells of one. Pounds are in pence, per cent is a part
    of one.
    """

    name: str
    title: str
    unit: Unit
    value: Fraction | Decimal | int | None
    source: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Figures of one kind, and the page that shows more of them, if there is one."""

    name: str
    title: str
    page: str | None
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Account:
    """An authority's year up to its end, or up to today."""

    buyer_id: UUID
    buyer: str
    span: Span
    last: date
    sections: Sequence[Section]
