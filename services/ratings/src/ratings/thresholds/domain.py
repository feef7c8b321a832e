"""Figures of petitions: how many signatures set what in motion, and how long everybody has. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, Self, get_args
from uuid import UUID

from kernel.identifiers import new_id


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """How many of a roll are enough: a share of it, but no fewer than `least`, and never more than the others."""

    share: Fraction
    least: int = 0
    most: int | None = None
    most_share: Fraction | None = None

    def needed(self, roll: int) -> int:
        """So many signatures; part of a person counts as a whole one."""
        caps = [] if self.most is None else [self.most]
        caps += [] if self.most_share is None else [ceil(self.most_share * roll)]
        return min([max(self.least, ceil(self.share * roll)), *caps])

    def is_reached(self, valid: int, roll: int) -> bool:
        """Whether so many valid signatures are enough. Nobody speaks for an empty roll."""
        return roll > 0 and valid >= self.needed(roll)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything about a petition that somebody chose. What is None plays no part."""

    investigation_share: Fraction
    investigation_count: int | None  # or this many users, whichever is fewer
    investigation_least: int = 0
    investigation_most_share: Fraction | None = None
    response_share: Fraction | None = None  # an answer is owed from here on; None: when an investigation is
    response_least: int = 0
    response_working_days: int
    petition_share: Fraction
    ballot_turnout: Fraction
    ballot_majority_over: Fraction
    sponsors: int
    open_days: int
    roll_minimum: int
    repeat_months: int
    lead_working_days: int
    findings_working_days: int

    @property
    def investigation(self) -> Threshold:
        """From where on an investigation is owed."""
        return Threshold(
            share=self.investigation_share,
            least=self.investigation_least,
            most=self.investigation_count,
            most_share=self.investigation_most_share,
        )

    @property
    def ballot(self) -> Threshold:
        """From where on there is a ballot."""
        return Threshold(share=self.petition_share)

    def response_needed(self, roll: int) -> int:
        """From where on the authority owes an answer; never later than an investigation."""
        needed = self.investigation.needed(roll)
        if self.response_share is None:
            return needed
        return min(Threshold(share=self.response_share, least=self.response_least).needed(roll), needed)

    def owes_response(self, valid: int, roll: int) -> bool:
        """Whether so many signatures oblige the authority to answer."""
        return roll > 0 and valid >= self.response_needed(roll)

    def as_text(self) -> dict[str, str]:
        """Each figure that is set, exactly: one twentieth is `1/20`."""
        return {each.name: str(value) for each in fields(self) if (value := getattr(self, each.name)) is not None}

    @classmethod
    def from_text(cls, text: Mapping[str, str]) -> Self:
        """What `as_text` gave."""
        figures: dict[str, Any] = {}
        for each in fields(cls):
            kind = Fraction if Fraction in (each.type, *get_args(each.type)) else int
            figures[each.name] = kind(text[each.name]) if each.name in text else None
        return cls(**figures)


@dataclass(eq=False, kw_only=True)
class Choice:
    """The figures that an authority set, and from which day on. Those of the latest day count, then the last set."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    valid_from: date
    figures: Figures
