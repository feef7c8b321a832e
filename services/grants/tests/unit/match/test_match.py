"""Match counts once it is evidenced, and in kind is never cash."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import some_match, some_terms

from grants.match.rules import matched
from grants.terms.domain import Match
from kernel.errors import Unacceptable
from kernel.money import Money

LINES = st.lists(st.tuples(st.integers(0, 5_000), st.sampled_from(["cash", "in_kind"]), st.booleans()), max_size=8)


def lines(said: list[tuple[int, str, bool]]) -> list[Match]:
    return [
        some_match(str(Money(pence)), kind, reference=f"no. {n}", evidence="A letter" if shown else None)
        for n, (pence, kind, shown) in enumerate(said)
    ]


def test_the_match_of_northbridge() -> None:
    found = matched(some_terms())
    assert (str(found.total), str(found.in_kind), found.fully_funded) == ("150000.00", "40000.00", True)
    assert (found.ratio, found.is_enough) == (Fraction(3, 5), True)
    assert (found.in_kind_share, found.in_kind_within_cap) == (Fraction(4, 15), True)
    assert found.volunteer_time == 2_690_000


@given(LINES)
def test_every_pound_of_match_is_either_counted_or_pending(said: list[tuple[int, str, bool]]) -> None:
    found = matched(some_terms(match=lines(said)))
    assert (found.total + found.pending).pence == sum(pence for pence, _, _ in said)
    assert found.in_kind <= found.total


@given(LINES)
def test_evidence_never_makes_match_less(said: list[tuple[int, str, bool]]) -> None:
    before = matched(some_terms(match=lines(said)))
    after = matched(some_terms(match=lines([(pence, kind, True) for pence, kind, _ in said])))
    assert after.total >= before.total
    assert not before.is_enough or after.is_enough


def test_exactly_the_minimum_is_enough_and_exactly_the_cap_is_within_it() -> None:
    shares = {"minimum_match_ratio": Decimal("0.50"), "in_kind_cap": Decimal("0.25")}
    bought = [some_match("75.00"), some_match("25.00", "in_kind")]
    found = matched(some_terms("200.00", match=bought, **shares))
    assert (found.is_enough, found.in_kind_within_cap) == (True, True)
    bought = [some_match("74.99"), some_match("25.00", "in_kind")]
    found = matched(some_terms("200.00", match=bought, **shares))
    assert (found.is_enough, found.in_kind_within_cap) == (False, False)


def test_no_match_is_a_share_of_nothing() -> None:
    found = matched(some_terms(match=[]))
    assert (found.in_kind_share, found.in_kind_within_cap, found.is_enough) == (None, True, False)


def test_the_same_gift_is_not_stated_twice_however_it_is_spelt() -> None:
    with pytest.raises(Unacceptable, match="stated twice"):
        some_terms(match=[some_match("1.00"), some_match("2.00", source="COMMUNITY  foundation")])
