"""How much may be claimed, and for what. What is earned is exact and may end in less than a penny; a claim does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from grants.claims.domain import Basis, Claim, ClaimStatus
from grants.terms.domain import MilestoneStatus, Terms
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Asked:
    """What a claim asks for."""

    basis: Basis
    milestone: int | None
    amount: Money
    evidence: str

    def __post_init__(self) -> None:
        if self.amount == ZERO:
            raise Unacceptable("/amount", "A claim is for more than nothing.")
        if (self.basis is Basis.MILESTONE) != (self.milestone is not None):
            raise Unacceptable("/milestone", "A claim for a milestone names it, and no other claim does.")


def must_be_claimable(terms: Terms, claims: Sequence[Claim], asked: Asked, outcome_payment: Fraction) -> None:
    """Raise RuleBroken for more than its basis pays, or than the grant has left beside the other claims."""
    if asked.basis is not Basis.BALANCE:
        terms.must_be_live()
    elif terms.grant.closed_on is None:
        raise RuleBroken("The balance is what is left to pay once the grant is closed.")
    live = [each for each in claims if each.is_live]
    waiting = [each for each in live if each.status is not ClaimStatus.PAID]
    left = Fraction(terms.grant.unpaid.pence - _sum(waiting))
    left = min(left, _earned(terms, live, asked, outcome_payment, otherwise=left))
    if asked.amount.pence > left:
        most = Money(max(0, left.numerator // left.denominator))
        raise RuleBroken(f"No more than £{most} can be claimed for that.")


def _earned(
    terms: Terms, live: Sequence[Claim], asked: Asked, outcome_payment: Fraction, *, otherwise: Fraction
) -> Fraction:
    """What the basis pays beyond what is claimed for it already, in pence."""
    same = _sum([each for each in live if each.basis is asked.basis and each.milestone == asked.milestone])
    if asked.basis is Basis.UPFRONT:
        return terms.upfront - same
    if asked.basis is Basis.OUTCOMES:
        return outcome_payment - same
    if asked.milestone is None:
        return otherwise
    milestone = terms.milestone(asked.milestone)
    if milestone.status is not MilestoneStatus.ACHIEVED:
        raise RuleBroken(f"Milestone {milestone.number} is {milestone.status}: it pays once it is achieved.")
    return Fraction(milestone.amount.pence - same)


def _sum(claims: Sequence[Claim]) -> int:
    return sum(each.amount.pence for each in claims)
