"""A blended fund matches by what is drawn: no order of drawdowns gets public money ahead where the host said so."""

from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.blended_funds.domain import BlendedFund, Pledge, Side
from grants.blended_funds.rules import is_matched
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import ZERO, Money

TODAY = day_of(NOW)
PRIVATE, PUBLIC = 1, 2
DRAWN = st.lists(st.tuples(st.sampled_from([PRIVATE, PUBLIC]), st.integers(1, 60)), max_size=12)


def a_fund(private: int = 100, public: int = 100, *, matched: bool = True) -> BlendedFund:
    """A pledge of each side, in pence."""
    return BlendedFund(
        host_id=uuid4(),
        title="Better Futures",
        description="For young people.",
        is_matched=matched,
        opened_at=NOW,
        pledges=[
            Pledge(contributor="An investor", side=Side.PRIVATE, amount=Money(private)),
            Pledge(contributor="The council", side=Side.PUBLIC, amount=Money(public)),
        ],
    )


def draw(fund: BlendedFund, pledge: int, pence: int) -> None:
    fund.draw(pledge, Money(pence), drawn_on=TODAY, now=NOW)


@given(DRAWN)
def test_nobody_puts_in_more_than_was_pledged_and_every_pound_drawn_is_counted(steps: list[tuple[int, int]]) -> None:
    fund = a_fund()
    drawn = {PRIVATE: 0, PUBLIC: 0}
    for pledge, pence in steps:
        if drawn[pledge] + pence > 100:
            with pytest.raises(RuleBroken):
                draw(fund, pledge, pence)
        else:
            draw(fund, pledge, pence)
            drawn[pledge] += pence
    assert (fund.drawn(Side.PRIVATE).pence, fund.drawn(Side.PUBLIC).pence) == (drawn[PRIVATE], drawn[PUBLIC])


@given(st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_a_fund_is_matched_while_private_money_is_not_behind(private: int, public: int, matched: bool) -> None:
    fund = a_fund(matched=matched)
    for pledge, pence in ((PRIVATE, private), (PUBLIC, public)):
        if pence:
            draw(fund, pledge, pence)
    decision = is_matched(fund, now=NOW)
    assert decision.outcome == (private >= public)
    assert decision.blocks == (matched and private < public)
    assert fund.match == (Fraction(private, public) if public else None)


def test_what_is_only_pledged_does_not_count() -> None:
    fund = a_fund(private=10**9)
    draw(fund, PUBLIC, 1)
    assert is_matched(fund, now=NOW).outcome is False


def test_money_comes_from_a_pledge_and_on_a_day_that_has_come() -> None:
    fund = a_fund()
    with pytest.raises(NotFound):
        draw(fund, 3, 1)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Unacceptable) as refused:
            fund.draw(PRIVATE, Money(1), drawn_on=day, now=NOW)
        assert refused.value.path == "/drawn_on"
    with pytest.raises(Unacceptable):
        fund.draw(PRIVATE, ZERO, drawn_on=TODAY, now=NOW)


def test_a_blended_fund_has_money_of_both_sides() -> None:
    with pytest.raises(Unacceptable) as refused:
        a_fund(public=0)
    assert refused.value.path == "/pledges/1/amount"
    only = [Pledge(contributor="The council", side=Side.PUBLIC, amount=Money(1))]
    with pytest.raises(Unacceptable):
        BlendedFund(host_id=uuid4(), title="T", description="D", is_matched=True, opened_at=NOW, pledges=only)
