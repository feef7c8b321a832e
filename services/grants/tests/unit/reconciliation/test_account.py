"""The account of a grant: what it came to is within what was awarded, earned and spent, and nothing is lost."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, a_scheme, an_application, an_outcome, some_terms, term

from grants.agreements.domain import Grant
from grants.reconciliation.domain import Closure
from grants.reconciliation.rules import Account, account, in_pence
from grants.reconciliation.schemas import AccountOut, shown
from grants.terms.domain import MilestoneStatus, Terms
from kernel.money import ZERO, Money

PENCE = st.integers(0, 3_000).map(Money)


def closed(terms: Terms, cost: Money, breach: str | None = None) -> Closure:
    return Closure(
        grant_id=terms.grant_id,
        actual_eligible_cost=cost,
        evidence="Accounts",
        breach=breach,
        closed_at=NOW,
        closed_by="funder",
    )


def northbridge() -> Account:
    terms = some_terms()
    for milestone in terms.milestones[:3]:
        milestone.status = MilestoneStatus.ACHIEVED
    terms.grant.pay(Money.parse("225000.00"), paid_on=NOW.date(), now=NOW)
    claims = [an_outcome(n, f"person {n}") for n in range(1, 42)]
    return account(terms, claims, closed(terms, Money.parse("352000.00")))


def test_the_grant_of_northbridge_comes_to_what_the_story_says() -> None:
    told = AccountOut.model_validate(shown(northbridge())).model_dump(mode="json")
    figures = {
        "intervention_rate_pct": 62.5,
        "earned": "211500.00",
        "cap_on_actual_cost": "220000.00",
        "final_payable": "211500.00",
        "clawback_due": "13500.00",
        "still_to_pay": "0.00",
        "returned_to_fund": "38500.00",
        "actual_match": "140500.00",
        "actual_match_ratio": 0.6643,
        "grant_per_outcome": "5158.54",
        "full_cost_per_outcome": "8585.37",
    }
    plain = {name: it["amount"] if isinstance(it, dict) else it for name, it in told.items()}
    assert {name: plain[name] for name in figures} == figures


def a_case(award: Money, eligible: Money, upfront: int, cost: Money, *, paid: Money, breach: bool = False) -> Account:
    terms = some_terms(str(award), eligible_cost=eligible, upfront_share=Decimal(upfront) / 100, milestones=[])
    if ZERO < paid <= award:
        terms.grant.pay(paid, paid_on=NOW.date(), now=NOW)
    return account(terms, [an_outcome(1, "a")], closed(terms, cost, "Fraud" if breach else None))


AWARD = st.integers(1, 3_000).map(Money)
CASES: Any = st.builds(a_case, AWARD, PENCE, st.integers(0, 100), PENCE, paid=PENCE, breach=st.booleans())


@given(CASES)
def test_nothing_is_lost_between_recipient_and_fund(found: Account) -> None:
    if found.final is None:
        assert found.eligible_cost == ZERO
        return
    assert 0 <= found.final <= min(Fraction(found.award.pence), found.earned.total)
    assert found.returned == found.award.pence - found.final
    assert found.paid.pence - (found.clawback or 0) + (found.still_to_pay or 0) == found.final
    assert not (found.clawback and found.still_to_pay)
    assert in_pence(found.final) <= found.award


@given(AWARD, AWARD, st.integers(0, 100), st.tuples(PENCE, PENCE))
def test_a_dearer_project_never_earns_less(
    award: Money, eligible: Money, upfront: int, costs: tuple[Money, Money]
) -> None:
    cheap, dear = (a_case(award, eligible, upfront, cost, paid=ZERO) for cost in sorted(costs))
    assert (cheap.final or 0) <= (dear.final or 0)


@given(AWARD, AWARD, PENCE, PENCE)
def test_a_breach_forfeits_all(award: Money, eligible: Money, cost: Money, paid: Money) -> None:
    found = a_case(award, eligible, 50, cost, paid=paid, breach=True)
    assert [found.final, found.clawback, found.returned] == [0, found.paid.pence, award.pence]


def test_a_share_of_no_cost_is_unknown_and_so_is_all_that_hangs_on_it() -> None:
    found = a_case(Money(100), ZERO, 50, Money(10), paid=ZERO)
    assert {found.intervention_rate, found.cap, found.final, found.returned, found.grant_per_outcome} == {None}


def test_what_hangs_on_the_cost_waits_for_the_closing() -> None:
    found = account(some_terms(), [], None)
    assert (found.earned.total, found.cap, found.final) == (Fraction(7_500_000), None, None)


@given(st.lists(st.tuples(AWARD, PENCE, PENCE, PENCE), max_size=6))
def test_whatever_grants_come_to_the_scheme_has_what_they_did_not_need(story: list[Any]) -> None:
    scheme = a_scheme("500.00")
    kept = ZERO
    for award, final, paid, repaid in story:
        grant = Grant.award(an_application(scheme, str(award)), scheme, award, now=NOW, **term())
        if ZERO < paid <= award:
            grant.pay(paid, paid_on=NOW.date(), now=NOW)
        scheme.release(grant.close(min(final, award), on=date(2027, 11, 30)))
        closure = closed(some_terms(), ZERO)
        due = grant.paid - min(grant.paid, grant.final or ZERO)
        if ZERO < repaid <= due:
            closure.receive(repaid, due, received_on=NOW.date(), now=NOW)
            scheme.release(repaid)
        kept += max(grant.final or ZERO, grant.paid - closure.repaid)
    assert scheme.committed == kept <= scheme.budget
