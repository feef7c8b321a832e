"""Money by side: nothing is lost, nothing counts twice, and what is not known is never a yes."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from tendering.local_spend.domain import Paid, Part, Payee, Side
from tendering.local_spend.rules import divided, is_within, months_of, must_be_months, shares

TRUST = UUID(int=1)
paid = st.builds(
    Paid,
    pence=st.integers(-(10**12), 10**12),
    payments=st.integers(1, 1000),
    organisation_id=st.none() | st.uuids(),
    is_named=st.booleans(),
)
answers = st.none() | st.booleans()


@given(st.lists(st.tuples(paid, answers)))
def test_the_parts_are_the_whole_to_the_penny(told: list[tuple[Paid, bool | None]]) -> None:
    asked = {id(each): answer for each, answer in told}
    found = divided([each for each, _ in told], lambda each: asked[id(each)])
    assert sum(part.pence for part in found.values()) == sum(each.pence for each, _ in told)
    assert sum(part.payments for part in found.values()) == sum(each.payments for each, _ in told)


@given(st.lists(st.integers(-(10**14), 10**14), min_size=5, max_size=5))
def test_shares_add_up_to_exactly_a_hundred(pence: list[int]) -> None:
    found = shares({side: Part(pence=each) for side, each in zip(Side, pence, strict=True)})
    told = [share for share in found.values() if share is not None]
    assert sum(told) == (100 if sum(pence) else 0)
    assert len(told) == (5 if sum(pence) else 0)


@given(st.lists(st.integers(0, 10**14), min_size=5, max_size=5).filter(any))
def test_no_share_is_further_from_the_truth_than_its_last_place(pence: list[int]) -> None:
    found = shares({side: Part(pence=each) for side, each in zip(Side, pence, strict=True)})
    for side, each in zip(Side, pence, strict=True):
        share = found[side]
        assert share is not None
        assert abs(share * sum(pence) - 100 * each) < Decimal("0.0001") * sum(pence)


@given(answers)
def test_who_is_not_matched_or_not_named_is_on_no_side_whatever_is_said(answer: bool | None) -> None:
    nobody, redacted = Paid(700, 1), Paid(300, 2, is_named=False)
    found = divided([nobody, redacted], lambda each: answer)
    assert (found[Side.UNMATCHED], found[Side.REDACTED]) == (Part(700, 1, 1), Part(300, 2, 0))
    assert found[Side.YES] == found[Side.NO] == found[Side.UNKNOWN] == Part()


def test_a_credit_takes_money_off_its_own_side() -> None:
    found = divided([Paid(10000, 1, TRUST), Paid(-2500, 1, TRUST), Paid(2500, 1)], lambda each: True)
    assert found[Side.YES] == Part(7500, 2, 2)
    assert shares(found)[Side.YES] == Decimal("75.0000")


@pytest.mark.parametrize(
    ("payee", "area", "inside"),
    [
        (Payee(regions=frozenset({"TLD35"})), "TLD3", True),
        (Payee(regions=frozenset({"TLD35"})), "TLD35", True),
        (Payee(regions=frozenset({"TLD45"})), "TLD3", False),
        (Payee(regions=frozenset({"TLD"})), "TLD3", None),
        (Payee(regions=frozenset({"TLC", "TLD3"})), "TLD3", True),
        (Payee(areas=frozenset({"E08000003"})), "E08000003", True),
        (Payee(areas=frozenset({"E06000001"})), "E08000003", False),
        (Payee(areas=frozenset({"E05000001"})), "E08000003", None),
        (Payee(areas=frozenset({"E08000003"})), "TLD3", None),
        (Payee(country="GB"), "TLD3", None),
        (Payee(country="IE"), "TLD3", False),
        (Payee(), "E08000003", None),
    ],
)
def test_a_payee_is_in_an_area_out_of_it_or_nobody_knows(payee: Payee, area: str, inside: bool | None) -> None:
    assert is_within(payee, area) is inside


def test_only_whole_months_are_asked_for() -> None:
    must_be_months(date(2028, 2, 1), date(2028, 2, 29))
    assert months_of(date(2027, 11, 1), date(2028, 1, 31)) == [date(2027, 11, 1), date(2027, 12, 1), date(2028, 1, 1)]
    for first, last in (((2027, 4, 2), (2027, 4, 30)), ((2027, 4, 1), (2027, 4, 29)), ((2027, 4, 1), (2027, 3, 31))):
        with pytest.raises(Unacceptable):
            must_be_months(date(*first), date(*last))
