"""How small and local an applicant is, what a large lead passes on, and what a scheme keeps."""

from datetime import date, datetime
from decimal import Decimal

from grants.adoptions.domain import Standard
from grants.applicants.domain import Applicant, Pot, Size
from kernel.clock import day_of
from kernel.money import Money
from kernel.rounding import half_up
from rulebook.decisions import Decision
from rulebook.rules import rule

SMALL_AND_LOCAL = "grants.small_and_local"


def size_of(annual_income: Money, local_share: Decimal, *, on: date) -> Size:
    """By its income and whom it reaches; both are as the applicant says."""
    found = rule(SMALL_AND_LOCAL, on=on)
    if annual_income > found.money("income_up_to") or local_share < found.share("local_share_minimum"):
        return Size.OTHER
    return Size.MICRO if annual_income <= found.money("micro_income_up_to") else Size.SMALL


def passes_on(applicant: Applicant | None, *, now: datetime) -> Decision:
    """Whether a lead that is not small passes enough on; unknown where the applicant has said nothing of itself."""
    found = rule(Standard.LEAD, on=day_of(now))
    if applicant is None:
        return found.decide(None, "The applicant has not said whom it leads.", inputs={}, now=now, published=True)
    least, is_free = found.share("subgranted_share_minimum"), applicant.is_small or not applicant.subgrants
    reason = (
        "It is small and local, or leads nobody."
        if is_free
        else f"Its partners get {half_up(applicant.passed_on * 100, 2)} % of the grant;"
        f" {half_up(least * 100, 2)} % is the least."
    )
    return found.decide(
        is_free or applicant.passed_on >= least,
        reason,
        inputs={"size": applicant.size, "partners": len(applicant.subgrants), "passed_on": applicant.passed_on},
        now=now,
        published=True,
    )


def leaves_reserved(applicant: Applicant | None, pot: Pot, amount: Money, *, now: datetime) -> Decision:
    """Whether an award leaves what the scheme itself keeps for small and local organisations."""
    size = Size.OTHER if applicant is None else applicant.size
    return rule(SMALL_AND_LOCAL, on=day_of(now)).decide(
        size is not Size.OTHER or amount <= pot.open_to_all,
        f"£{pot.reserved} of the scheme is kept for small and local organisations;"
        f" £{pot.open_to_all} is left for others.",
        inputs={"size": size, "amount": amount, "reserved": pot.reserved, "to_others": pot.to_others},
        now=now,
        published=True,
    )
