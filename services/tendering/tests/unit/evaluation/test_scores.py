"""Points are exact, and come out as the worked story has them."""

import json
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind, Source
from tendering.evaluation.domain import Entry
from tendering.evaluation.rules.scores import declared_score, score_table

STORY = Path(__file__).parents[6] / "shared" / "scenario"
WHEN = datetime.fromisoformat("2026-09-25T10:12:00+01:00")
PRICE = Criterion("price", CriterionKind.PRICE, Decimal(60))
LOCAL = Criterion("local", CriterionKind.SOCIAL_VALUE, Decimal(40), Source.DECLARED, scale_maximum=Decimal(10))


def entry(bid: str = "bid-1", price: str = "100.00", local: int = 5, **changes: Any) -> Entry:
    """A bid of that price, with a commitment."""
    facts: dict[str, Any] = {"bidder": bid, "submitted_at": WHEN, "declared": {"local": Fraction(local)}}
    return Entry(bid=bid, price=Money.parse(price), **(facts | changes))


def test_the_lowest_price_has_all_points_and_twice_the_price_half() -> None:
    cheap, dear = score_table([PRICE, LOCAL], [entry("a", "100.00"), entry("b", "200.00")])
    assert (cheap.points["price"], dear.points["price"]) == (Fraction(60), Fraction(30))


def test_equal_totals_share_a_rank_and_the_earlier_bid_goes_first() -> None:
    later = WHEN.replace(minute=13)
    lines = score_table([PRICE, LOCAL], [entry("a", submitted_at=later), entry("b"), entry("c", local=4)])
    assert [(each.entry.bid, each.rank, each.order) for each in lines] == [("b", 1, 1), ("a", 1, 2), ("c", 3, 3)]


def test_a_hundredth_of_a_point_missing_is_named() -> None:
    with pytest.raises(RuleBroken, match=r"add up to 99\.99"):
        score_table([PRICE, Criterion("rest", CriterionKind.COST, Decimal("39.99"))], [entry()])


@pytest.mark.parametrize("value", [-1, Fraction("10.01")])
def test_a_promise_off_its_scale_is_refused(value: Fraction) -> None:
    with pytest.raises(Unacceptable, match="between 0 and 10"):
        declared_score(LOCAL, Fraction(value))


def test_the_end_of_a_long_scale_is_told_to_its_last_digit() -> None:
    places = Criterion(
        "places", CriterionKind.SOCIAL_VALUE, Decimal(10), Source.DECLARED, scale_maximum=Decimal("1234567.50")
    )
    with pytest.raises(Unacceptable, match=r"between 0 and 1234567\.5\.$"):
        declared_score(places, Fraction(1234568))


def test_nothing_is_scored_that_nobody_marked() -> None:
    quality = Criterion("quality", CriterionKind.QUALITY, Decimal(100))
    with pytest.raises(RuleBroken, match="Nobody has validly marked"):
        score_table([quality], [entry()])


@given(prices=st.lists(st.integers(1, 10**9), min_size=1, max_size=6), at=st.integers(0, 5), less=st.integers(1, 10**9))
def test_who_lowers_its_price_never_loses_a_point_or_a_place(prices: list[int], at: int, less: int) -> None:
    at %= len(prices)
    before = place_of(at, prices)
    prices[at] = max(1, prices[at] - less)
    after = place_of(at, prices)
    assert after[0] >= before[0]
    assert after[1] <= before[1]


def place_of(at: int, prices: list[int]) -> tuple[Fraction, int]:
    """The points and the place of one bid among these prices."""
    entries = [entry(f"bid-{n}", price=str(Money(price))) for n, price in enumerate(prices)]
    line = next(each for each in score_table([PRICE, LOCAL], entries) if each.entry.bid == f"bid-{at}")
    return line.total, line.order


@pytest.mark.skipif(not STORY.exists(), reason="the worked story is not on this machine")
def test_the_storys_tables_come_out_to_the_last_digit() -> None:
    story = json.loads((STORY / "northbridge.json").read_text(), parse_float=Fraction)
    expected = json.loads((STORY / "northbridge.expected.json").read_text())
    criteria = [
        Criterion(
            each["criterion"],
            CriterionKind.SOCIAL_VALUE if each.get("social_value") else CriterionKind.QUALITY,
            Decimal(each["points"]),
            Source(each["source"]),
            scale_maximum=Decimal(each["scale_maximum"]) if "scale_maximum" in each else None,
        )
        for each in story["procurement"]["weights"]
    ]
    for lot, table in expected["procurement"]["lots"].items():
        entries = [entry_of(story, expected, bid) for bid in story["bids"] if bid["id"] in table["bids"]]
        lines = score_table(criteria, entries)
        shown = {
            each.entry.bid: {
                "bidder": each.entry.bidder,
                "points": {name: float(round(points, 4)) for name, points in each.points.items()},
                "social_value_points": float(round(each.social_value_points, 4)),
                "total": float(round(each.total, 4)),
                "rank": each.rank,
                "order": each.order,
            }
            for each in lines
        }
        assert (lot, shown) == (lot, table["bids"])


def entry_of(story: dict[str, Any], expected: dict[str, Any], bid: dict[str, Any]) -> Entry:
    """A bid of the story with its marks. Recused members left no marks in it."""
    ratings = {each["organisation"]: each["stars"] for each in story["ratings"]}
    stars = ratings.get(bid["bidder"], {})
    count = sum(stars.values())
    adjusted = (Fraction("3.70") * 20 + sum(int(star) * n for star, n in stars.items())) / (20 + count)
    marks = {
        each["criterion"]: Fraction(sum(each["scores"].values()), len(each["scores"]))
        for each in story["evaluation"]["scores"]
        if each["bid"] == bid["id"]
    }
    return Entry(
        bid=bid["id"],
        bidder=bid["bidder"],
        price=Money.parse(bid["price"]),
        submitted_at=datetime.fromisoformat(bid["submitted_at"]),
        declared={name: Fraction(value) for name, value in bid["declared"].items()},
        rating=(adjusted - 1) / 4 * 10,
        marks=marks,
    )
