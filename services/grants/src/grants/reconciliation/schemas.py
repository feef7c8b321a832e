"""How the account of a grant looks on the wire: exact figures, rounded once, here."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from chassis.wire import DayIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from grants.match.rules import Matched
from grants.reconciliation.rules import Account
from kernel.money import SignedMoney
from kernel.rounding import half_up

PLACES = 4


class ClosureIn(
    Strict,
    json_schema_extra=example(
        actual_eligible_cost={"amount": "60000.00", "currency": "GBP"}, evidence="Audited statement of 30 May 2028"
    ),
):
    """What the work really cost and what shows it; `breach` says for what the grant is terminated, if it is."""

    actual_eligible_cost: MoneyIn
    evidence: Name
    breach: Prose | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return {**dict(self), "actual_eligible_cost": self.actual_eligible_cost.parsed()}


class RepaymentIn(
    Strict, json_schema_extra=example(amount={"amount": "100.00", "currency": "GBP"}, received_on="2027-07-15")
):
    """Money that came back, today unless it says when."""

    amount: MoneyIn
    received_on: DayIn | None = None


class AccountOut(Out):
    """How a grant stands. What hangs on the actual cost is null until it is closed, and so is a share of nothing."""

    award: MoneyOut
    eligible_cost: MoneyOut
    intervention_rate_pct: DecimalOut | None
    fully_funded: bool
    match_total: MoneyOut
    match_pending: MoneyOut
    match_ratio: DecimalOut | None
    match_ratio_ok: bool | None
    in_kind_share_of_match_pct: DecimalOut | None
    in_kind_within_cap: bool
    volunteer_time_value: MoneyOut
    upfront: MoneyOut
    milestones_earned: MoneyOut
    outcomes_claimed: int
    outcomes_verified_and_paid: int
    outcome_payment: MoneyOut
    earned: MoneyOut
    cap_on_actual_cost: MoneyOut | None
    final_payable: MoneyOut | None
    paid_to_date: MoneyOut
    clawback_due: MoneyOut | None
    still_to_pay: MoneyOut | None
    returned_to_fund: MoneyOut | None
    actual_match: MoneyOut | None
    actual_match_ratio: DecimalOut | None
    grant_per_outcome: MoneyOut | None
    full_cost_per_outcome: MoneyOut | None
    closed_on: date | None


def shown(account: Account) -> Mapping[str, Any]:
    """An account with its figures rounded half up: money to the penny, ratios to four places."""
    earned = account.earned
    return {
        "award": account.award,
        "eligible_cost": account.eligible_cost,
        "intervention_rate_pct": rounded(account.intervention_rate, of=100),
        **brought(account.match),
        "upfront": pence(earned.upfront),
        "milestones_earned": pence(earned.milestones),
        "outcomes_claimed": earned.outcomes_claimed,
        "outcomes_verified_and_paid": earned.outcomes_paid,
        "outcome_payment": pence(earned.outcome_payment),
        "earned": pence(earned.total),
        "cap_on_actual_cost": pence(account.cap),
        "final_payable": pence(account.final),
        "paid_to_date": account.paid,
        "clawback_due": pence(account.clawback),
        "still_to_pay": pence(account.still_to_pay),
        "returned_to_fund": pence(account.returned),
        "actual_match": pence(account.actual_match),
        "actual_match_ratio": rounded(account.actual_match_ratio),
        "grant_per_outcome": pence(account.grant_per_outcome),
        "full_cost_per_outcome": pence(account.full_cost_per_outcome),
        "closed_on": account.closed_on,
    }


def brought(match: Matched) -> Mapping[str, Any]:
    """What others bring."""
    return {
        "fully_funded": match.fully_funded,
        "match_total": match.total,
        "match_pending": match.pending,
        "match_ratio": rounded(match.ratio),
        "match_ratio_ok": match.is_enough,
        "in_kind_share_of_match_pct": rounded(match.in_kind_share, of=100),
        "in_kind_within_cap": match.in_kind_within_cap,
        "volunteer_time_value": pence(match.volunteer_time),
    }


def pence(exact: Fraction | None) -> SignedMoney | None:
    """Money to the penny."""
    return None if exact is None else SignedMoney(int(half_up(exact, 0)))


def rounded(exact: Fraction | None, *, of: int = 1) -> Decimal | None:
    """A ratio to four places, or as a percentage `of` a hundred."""
    return None if exact is None else half_up(of * exact, PLACES)
