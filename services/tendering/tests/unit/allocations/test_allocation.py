"""Limited lots are allocated as brute force would."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.allocations.domain import Outcome
from tendering.allocations.rules import SHOWN, allocate
from tendering.evaluation.domain import Entry, Scored
from tendering.terms.domain import Lot

MONDAY = datetime(2026, 9, 28, 9, tzinfo=UTC)
Tables = Mapping[str, Sequence[Scored]]


def line(lot: int, bidder: int, total: int, minutes: int = 0) -> Scored:
    """A bid's line in a lot's table."""
    entry = Entry(
        bid=f"bid-{lot}-{bidder}",
        bidder=f"org-{bidder}",
        price=Money(100),
        submitted_at=MONDAY + timedelta(minutes=minutes),
    )
    return Scored(entry, {}, Fraction(0), Fraction(total), rank=1, order=1)


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Up to six lots with up to six bidders; few different totals, so that ties abound."""
    lots = draw(st.integers(1, 6 if draw(st.booleans()) else 4))
    found = {}
    for lot in range(lots):
        bidders = draw(st.lists(st.integers(0, 5), unique=True, max_size=4 if lots > 4 else 6))
        found[f"lot-{lot}"] = [
            line(lot, bidder, draw(st.integers(60, 63)), draw(st.integers(0, 1))) for bidder in bidders
        ]
    return found


def in_pairs(bidder: str) -> str:
    """Organisations 0 and 1 are one group, 2 and 3 another, 4 and 5 a third."""
    return f"group-{int(bidder[-1]) // 2}"


def brute_force(tables: Tables, maximum: int) -> tuple[list[dict[str, str]], int]:
    """Every assignment there is, the lawful ones in order of merit: the best, and how many award as many lots."""
    lawful = []
    for chosen in product(*[(None, *table) for table in tables.values()]):
        won = [in_pairs(each.entry.bidder) for each in chosen if each]
        if all(won.count(group) <= maximum for group in won):
            total = sum(each.total for each in chosen if each)
            ties = [(0, each.entry.submitted_at, each.entry.bid) if each else (1,) for each in chosen]
            named = {lot: each.entry.bid for lot, each in zip(tables, chosen, strict=True) if each}
            lawful.append(((-len(won), -total, ties), named))
    lawful.sort(key=lambda found: found[0])
    most = -lawful[0][0][0]
    full = [named for merit, named in lawful if -merit[0] == most]
    return full[:SHOWN], len(full)


@settings(max_examples=120, deadline=None)
@given(tables=tables(), maximum=st.integers(1, 3))
def test_the_allocation_is_that_of_brute_force(tables: Tables, maximum: int) -> None:
    found = allocate(tables, in_pairs, maximum)
    options = [{lot: each.entry.bid for lot, each in option.lots.items()} for option in found.options]
    assert (options, found.count) == brute_force(tables, maximum)


def test_a_group_that_is_best_everywhere_wins_where_it_matters_most() -> None:
    tables = {"lot-0": [line(0, 0, 90), line(0, 2, 60)], "lot-1": [line(1, 1, 90), line(1, 2, 80)]}
    chosen = allocate(tables, in_pairs, 1).chosen
    assert {lot: each.entry.bidder for lot, each in chosen.lots.items()} == {"lot-0": "org-0", "lot-1": "org-2"}


def test_more_lots_awarded_beat_a_higher_sum() -> None:
    tables = {"lot-0": [line(0, 0, 100), line(0, 2, 1)], "lot-1": [line(1, 1, 99)]}
    chosen = allocate(tables, in_pairs, 1).chosen
    assert {lot: each.entry.bidder for lot, each in chosen.lots.items()} == {"lot-0": "org-2", "lot-1": "org-1"}


def test_of_equals_the_earlier_bid_wins() -> None:
    tables = {"lot-0": [line(0, 0, 80, minutes=5), line(0, 2, 80, minutes=4)]}
    assert allocate(tables, in_pairs, 1).chosen.lots["lot-0"].entry.bidder == "org-2"


def test_many_lots_and_bidders_are_no_trouble() -> None:
    tables = {f"lot-{lot}": [line(lot, bidder, 60 + (lot * bidder) % 7) for bidder in range(6)] for lot in range(12)}
    assert len(allocate(tables, in_pairs, 4).chosen.lots) == 12


def test_whoever_did_not_win_hears_the_lot_called_as_its_buyer_calls_it() -> None:
    lot = Lot(title="Housing First, Leeds", value=Money(100))
    entry = Entry(bid=str(UUID(int=1)), bidder="org-1", price=Money(100), submitted_at=MONDAY)
    best = Scored(entry, {}, Fraction(0), Fraction(90), rank=1, order=1)
    outcome = Outcome(best={lot.id: best}, winners={lot.id: best}, limited=[], allocation=None)
    with pytest.raises(RuleBroken, match=f"^The bid {UUID(int=1)} wins 'Housing First, Leeds', not this one"):
        outcome.must_go_to(lot, UUID(int=2))
