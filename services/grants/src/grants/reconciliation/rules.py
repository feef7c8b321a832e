"""The account of a grant. Exact: nothing is rounded before it is shown or paid, and what is divided by nothing is None.

Everything is in pence as a fraction, except where it says share or ratio.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from grants.match.rules import Matched, matched
from grants.outcomes.domain import OutcomeClaim
from grants.outcomes.rules import counts
from grants.reconciliation.domain import Closure
from grants.terms.domain import Terms
from kernel.money import ZERO, Money
from kernel.rounding import half_up

Exact = Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What the recipient has earned so far, and how; nothing at all once the grant is terminated for breach."""

    upfront: Fraction
    milestones: Fraction
    outcomes_claimed: int
    outcomes_paid: int
    outcome_payment: Fraction
    forfeited: bool = False

    @property
    def total(self) -> Fraction:
        """All of it."""
        return Fraction(0) if self.forfeited else self.upfront + self.milestones + self.outcome_payment


def earned(terms: Terms, claims: Sequence[OutcomeClaim], *, forfeited: bool) -> Earned:
    """What the terms pay for what was reached and proved."""
    found = counts(claims, terms)
    return Earned(
        upfront=terms.upfront,
        milestones=Fraction(terms.milestones_earned.pence),
        outcomes_claimed=len(claims),
        outcomes_paid=sum(each.paid for each in found),
        outcome_payment=sum((each.payment for each in found), start=Fraction(0)),
        forfeited=forfeited,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a grant stands. What hangs on the actual cost is None until the grant is closed."""

    award: Money
    eligible_cost: Money
    match: Matched
    earned: Earned
    actual_cost: Money | None
    paid: Money  # less what came back
    closed_on: date | None

    @property
    def intervention_rate(self) -> Exact:
        """The award's share of the eligible cost."""
        return over(self.award.pence, self.eligible_cost.pence)

    @property
    def cap(self) -> Exact:
        """The same share of the actual cost: the funder pays no larger part than it meant to."""
        if self.intervention_rate is None or self.actual_cost is None:
            return None
        return self.intervention_rate * self.actual_cost.pence

    @property
    def final(self) -> Exact:
        """What the grant came to: what is earned, within the cap and the award."""
        return None if self.cap is None else min(self.earned.total, self.cap, Fraction(self.award.pence))

    @property
    def clawback(self) -> Exact:
        """What was paid too much, and is to come back."""
        return None if self.final is None else max(Fraction(0), self.paid.pence - self.final)

    @property
    def still_to_pay(self) -> Exact:
        """What is left to pay."""
        return None if self.final is None else max(Fraction(0), self.final - self.paid.pence)

    @property
    def returned(self) -> Exact:
        """What the fund has again: the clawback, and what was never drawn."""
        return None if self.final is None else self.award.pence - self.final

    @property
    def actual_match(self) -> Exact:
        """What others bore of the actual cost; below zero where the award is larger than the eligible cost."""
        if self.final is None or self.actual_cost is None:
            return None
        return self.actual_cost.pence - self.final

    @property
    def actual_match_ratio(self) -> Exact:
        """The same for each pound of the grant."""
        return over(self.actual_match, self.final)

    @property
    def grant_per_outcome(self) -> Exact:
        """What the funder paid for each outcome."""
        return over(self.final, self.earned.outcomes_paid)

    @property
    def full_cost_per_outcome(self) -> Exact:
        """What each outcome cost all."""
        if self.final is None or self.actual_cost is None:
            return None
        return over(self.actual_cost.pence, self.earned.outcomes_paid)


def over(part: Fraction | int | None, whole: Fraction | int | None) -> Exact:
    """A ratio; None where there is nothing to hold it against, and of what is not known."""
    return None if part is None or not whole else Fraction(part) / whole


def account(terms: Terms, claims: Sequence[OutcomeClaim], closure: Closure | None) -> Account:
    """How the grant stands by its terms, its outcomes and how it ended, if it has."""
    grant = terms.grant
    return Account(
        award=grant.amount,
        eligible_cost=terms.eligible_cost,
        match=matched(terms),
        earned=earned(terms, claims, forfeited=closure is not None and closure.breach is not None),
        actual_cost=None if closure is None else closure.actual_eligible_cost,
        paid=grant.paid if closure is None else grant.paid - closure.repaid,
        closed_on=grant.closed_on,
    )


def in_pence(final: Exact) -> Money:
    """What a grant came to, to the penny; nothing where no cost was eligible, for then nothing is a share of it."""
    return ZERO if final is None else Money(int(half_up(final, 0)))
