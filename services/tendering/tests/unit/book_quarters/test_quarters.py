"""The quarters of an open book: which they are, how deep, what is withheld, and whether a year agrees with them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money, SignedMoney
from kernel.periods import DatePeriod
from tendering.book_quarters.domain import LINES, Costs, Posting, QuarterReturn, RelatedPayment, Statement
from tendering.book_quarters.rules import (
    differences,
    hidden_of,
    must_be_as_deep,
    must_be_over,
    must_be_withheld_for_a_time,
    must_replace,
    quarters_between,
    reconciles,
    standing_returns,
)
from tendering.book_tiers.domain import Depth
from tendering.redactions.domain import Ground, Redaction

ON = date(2027, 4, 1)
TODAY = date(2027, 7, 10)
QUARTERS = quarters_between(ON, date(2028, 3, 31), on=ON)


def costs(**pounds: str) -> Costs:
    return Costs(**{name: Money.parse(pounds.get(name, "0.00")) for name in LINES})


def a_quarter(**changes: Any) -> QuarterReturn:
    stated: dict[str, Any] = {
        "contract_id": uuid4(),
        "first": ON,
        "last": date(2027, 6, 30),
        "charges": Money.parse("100000.00"),
        "costs": costs(pay="80000.00", materials="10000.00"),
        "margin": SignedMoney.parse("10000.00"),
        "related": (),
        "postings": (),
        "withheld": (),
        "report_sha256": None,
        "replaces": None,
        "because": None,
        "returned_at": datetime(2027, 7, 10, 9, tzinfo=UTC),
    }
    return QuarterReturn(**(stated | changes))


def depth(tier: int) -> Depth:
    return Depth(tier=tier, by_quarter=tier > 1, by_posting=tier > 2, verified=tier > 3)


def withheld(line: str, until: date | None = date(2028, 3, 31)) -> Redaction:
    return Redaction(place=line, ground=Ground.SENSITIVE_COMMERCIAL, explanation="It tells its price.", until=until)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 4000))
def test_quarters_fill_a_contract_from_its_first_day_to_its_last(starts_on: date, days: int) -> None:
    over = starts_on + timedelta(days=days)
    found = quarters_between(starts_on, over, on=starts_on)
    assert (found[0].first, found[-1].last) == (starts_on, over)
    for one, following in pairwise(found):
        assert one.last is not None
        assert following.first == one.last + timedelta(days=1)


def test_a_contract_that_ended_before_it_began_has_no_quarter() -> None:
    assert quarters_between(ON, date(2027, 3, 1), on=ON) == []


@pytest.mark.parametrize(
    ("margin", "adds_up"), [("10000.00", True), ("10500.00", True), ("10500.01", False), ("9499.99", False)]
)
def test_a_return_adds_up_within_half_a_hundredth_of_the_charges(margin: str, adds_up: bool) -> None:
    assert reconciles(a_quarter(margin=SignedMoney.parse(margin)), on=ON) is adds_up


@pytest.mark.parametrize(
    ("days", "path"),
    [
        ({"first": date(2027, 4, 2)}, "/first"),
        ({"last": date(2027, 6, 29)}, "/last"),
        ({"first": date(2027, 7, 1), "last": date(2027, 9, 30)}, "/last"),
    ],
)
def test_only_a_whole_quarter_that_is_over_is_returned(days: dict[str, date], path: str) -> None:
    must_be_over(a_quarter(), QUARTERS, TODAY)
    with pytest.raises(Unacceptable) as refused:
        must_be_over(a_quarter(**days), QUARTERS, TODAY)
    assert refused.value.path == path


def test_postings_add_up_to_their_line_to_the_penny_in_every_tier() -> None:
    most = Posting(line="materials", description="Food", amount=Money.parse("9999.99"))
    rest = Posting(line="materials", description="Keys", amount=Money.parse("0.01"))
    must_be_as_deep(a_quarter(postings=(most, rest)), depth(1))
    for tier in (None, depth(1), depth(3)):
        with pytest.raises(Unacceptable, match=r"add up to 9999\.99|tells the postings"):
            must_be_as_deep(a_quarter(postings=(most,)), tier)


def test_a_deeper_tier_asks_for_postings_and_then_for_the_report_of_who_verified_them() -> None:
    whole = tuple(
        Posting(line=line, description="All of it", amount=Money.parse(pounds))
        for line, pounds in (("pay", "80000.00"), ("materials", "10000.00"))
    )
    must_be_as_deep(a_quarter(), depth(2))
    must_be_as_deep(a_quarter(postings=whole), depth(3))
    must_be_as_deep(a_quarter(postings=whole, report_sha256="0" * 64), depth(4))
    for told, tier, path in ((a_quarter(), 3, "/postings"), (a_quarter(postings=whole), 4, "/report_sha256")):
        with pytest.raises(Unacceptable) as refused:
            must_be_as_deep(told, depth(tier))
        assert refused.value.path == path


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ([withheld("pay", None), withheld("finance")], "/withheld/0/until"),
        ([withheld("pay"), withheld("finance", date(2027, 7, 9))], "/withheld/1/until"),
        ([withheld("pay"), withheld("finance", date(2030, 7, 11))], "/withheld/1/until"),
        ([withheld("pay")], "/withheld"),
        ([withheld("pay"), withheld("pay")], "/withheld"),
    ],
)
def test_lines_are_withheld_for_a_time_and_never_one_alone(lines: list[Redaction], path: str) -> None:
    must_be_withheld_for_a_time([], TODAY)
    must_be_withheld_for_a_time([withheld("pay"), withheld("finance", date(2030, 7, 10))], TODAY)
    with pytest.raises(Unacceptable) as refused:
        must_be_withheld_for_a_time(lines, TODAY)
    assert refused.value.path == path


def test_what_is_withheld_comes_out_when_its_time_is_over() -> None:
    told = a_quarter(withheld=(withheld("pay"), withheld("finance", date(2027, 12, 31))))
    assert told.hidden(date(2027, 12, 31)) == {"pay", "finance"}
    assert told.hidden(date(2028, 1, 1)) == set()  # pay alone would follow from the others


def test_a_correction_and_what_it_replaces_do_not_tell_each_others_lines() -> None:
    first = a_quarter(withheld=(withheld("pay"), withheld("finance")))
    second = a_quarter(withheld=(withheld("pay"), withheld("materials")), replaces=first.id, because="It was wrong.")
    elsewhere = a_quarter(first=date(2027, 7, 1), last=date(2027, 9, 30))
    told = [first, second, elsewhere]
    assert hidden_of(ON, told, TODAY) == {"pay", "finance", "materials"}
    assert hidden_of(elsewhere.first, told, TODAY) == set()


def test_a_quarter_is_returned_once_and_corrected_by_name_with_a_reason() -> None:
    first = a_quarter()
    second = a_quarter(replaces=first.id, because="An invoice came late.")
    must_replace(first, [])
    must_replace(second, [first])
    assert standing_returns([first, second]) == [second]
    for told, standing in ((a_quarter(), [first]), (second, []), (second, [a_quarter()])):
        with pytest.raises(RuleBroken):
            must_replace(told, standing)
    with pytest.raises(Unacceptable, match="says why"):
        must_replace(a_quarter(replaces=first.id), [first])


def test_what_the_group_recharged_beyond_the_payments_named_is_told() -> None:
    payment = RelatedPayment(payee="Holding plc", relation="parent", amount=Money.parse("400.00"))
    told = a_quarter(costs=costs(group_recharges="1000.00"), related=(payment,))
    assert str(told.unnamed_recharges) == "600.00"
    assert str(a_quarter(related=(payment,)).unnamed_recharges) == "0.00"


pence = st.integers(0, 10**9)
lines = st.builds(Costs, **{name: pence.map(Money) for name in LINES})


@given(st.lists(st.tuples(lines, pence, st.integers(-(10**9), 10**9)), min_size=4, max_size=4), st.integers(1, 10**6))
def test_a_year_agrees_with_its_quarters_to_the_penny_and_with_nothing_else(
    told: list[tuple[Costs, int, int]], penny: int
) -> None:
    quarters = [quarter_of(period, *each) for period, each in zip(QUARTERS, told, strict=True)]
    summed = {name: sum(getattr(each.costs, name).pence for each in quarters) for name in LINES}
    year = Statement(
        related=(),
        first=ON,
        last=date(2028, 3, 31),
        charges=Money(sum(each.charges.pence for each in quarters)),
        costs=Costs(**{name: Money(total) for name, total in summed.items()}),
        margin=SignedMoney(sum(each.margin.pence for each in quarters)),
    )
    assert differences(year, quarters) == {}
    assert differences(year, quarters[:3]) is None
    assert differences(year, quarters[1:]) is None
    year.margin += SignedMoney(penny)
    assert differences(year, quarters) == {"margin": SignedMoney(penny)}


def quarter_of(period: DatePeriod, stated: Costs, charges: int, margin: int) -> QuarterReturn:
    days = {"first": period.first, "last": period.last}
    return a_quarter(**days, costs=stated, charges=Money(charges), margin=SignedMoney(margin))
