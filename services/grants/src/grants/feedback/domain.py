"""A recipient's word about its funder, and what many say. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from kernel.money import Money


@dataclass(eq=False, kw_only=True)
class Feedback:
    """What applying and reporting took, and whether that was in proportion; said once for each grant."""

    grant_id: UUID
    funder_id: UUID
    hours_applying: int
    hours_reporting: int
    cost: Money
    is_proportionate: bool
    would_apply_again: bool
    given_by: str
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What so many recipients say of one funder, of all that it awarded them."""

    answers: int
    hours_applying: int
    hours_reporting: int
    cost: Money
    awarded: Money
    proportionate: int
    again: int

    @property
    def cost_share(self) -> Fraction:
        """What the grants cost their recipients to get and to report on, for each pound awarded."""
        return Fraction(self.cost.pence, self.awarded.pence)


def told_of(answers: int, step: int) -> int:
    """How many answers are told of: whole steps only, so that no later sum gives one recipient away."""
    return answers - answers % step
