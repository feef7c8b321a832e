"""Small and local is who has little income and reaches people nearby; a part of a scheme may be kept for them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, a_scheme

from grants.applicants.domain import Applicant, Pot, Size, Subgrant
from grants.applicants.rules import leaves_reserved, passes_on, size_of
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.money import ZERO, Money

SHARES = st.lists(st.decimals(0, Decimal("0.25"), places=4), max_size=4)


def an_applicant(size: Size = Size.OTHER, *shares: Decimal) -> Applicant:
    made = Applicant(application_id=uuid4(), annual_income=Money(0), local_share=Decimal(1), size=size)
    partners = [Subgrant(partner=f"Partner {number}", share=share) for number, share in enumerate(shares)]
    made.state(Money(0), Decimal(1), size, partners)
    return made


def a_pot(reserved: int, to_others: int = 0, budget: int = 100_000) -> Pot:
    given_so_far: dict[str, Any] = {"to_small": ZERO, "small_grants": 0, "other_grants": 0}
    return Pot(budget=Money(budget), reserved=Money(reserved), to_others=Money(to_others), **given_so_far)


@pytest.mark.parametrize(
    ("income", "local", "size"),
    [
        ("100000.00", "0.75", Size.MICRO),
        ("100000.01", "0.75", Size.SMALL),
        ("1000000.00", "1", Size.SMALL),
        ("1000000.01", "1", Size.OTHER),
        ("100000.00", "0.7499", Size.OTHER),
    ],
)
def test_an_organisation_is_small_and_local_by_its_income_and_whom_it_reaches(
    income: str, local: str, size: Size
) -> None:
    assert size_of(Money.parse(income), Decimal(local), on=day_of(NOW)) is size


@given(SHARES)
def test_a_large_lead_passes_on_at_least_half(shares: list[Decimal]) -> None:
    decision = passes_on(an_applicant(Size.OTHER, *shares), now=NOW)
    assert decision.outcome == (not shares or sum(map(Fraction, shares)) >= Fraction(1, 2))
    assert decision.blocks == (decision.outcome is False)
    assert passes_on(an_applicant(Size.SMALL, *shares), now=NOW).outcome is True


def test_a_lead_that_has_said_nothing_is_unknown_and_stops_nothing() -> None:
    decision = passes_on(None, now=NOW)
    assert (decision.outcome, decision.blocks) == (None, False)


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(1, 100_000))
def test_others_are_never_given_what_is_kept(reserved: int, to_others: int, amount: int) -> None:
    pot = a_pot(reserved, to_others)
    for other in (None, an_applicant(Size.OTHER)):
        decision = leaves_reserved(other, pot, Money(amount), now=NOW)
        assert decision.blocks == (to_others + amount > pot.budget.pence - reserved)
    assert not leaves_reserved(an_applicant(Size.MICRO), pot, Money(amount), now=NOW).blocks


@given(st.integers(1, 10**11), st.decimals(0, 1, places=6))
def test_what_is_kept_is_the_share_of_the_budget_to_the_whole_penny(budget: int, share: Decimal) -> None:
    kept = a_scheme(str(Money(budget)), reserved_share=share).reserved
    assert kept.pence <= Fraction(share) * budget < kept.pence + 1


@pytest.mark.parametrize(
    ("partners", "path"),
    [
        ([("Circle", "0.5"), ("The circle", "0.1")], "/subgrants/1/partner"),
        ([("A", "0.6"), ("B", "0.41")], "/subgrants"),
    ],
)
def test_partners_that_cannot_be_meant_are_refused(partners: list[tuple[str, str]], path: str) -> None:
    named = [Subgrant(partner=name, share=Decimal(share)) for name, share in partners]
    with pytest.raises(Unacceptable) as refused:
        an_applicant().state(ZERO, Decimal(1), Size.OTHER, named)
    assert refused.value.path == path
