"""How far promises are kept: properties first, then the scenario's own figures."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Forbidden, RuleBroken
from kernel.money import Money
from kernel.periods import months_later
from kernel.rounding import percent
from rulebook.rules import rule
from tendering.performance.domain import Direction
from tendering.social_value.domain import Delivery, Promise, Retention, Review
from tendering.social_value.rules import is_overdue, kept, ratio, to_release, trailing

NOW = datetime(2028, 4, 1, 9, tzinfo=UTC)
figures = st.integers(0, 1000).map(Decimal)


def a_promise(
    promised: str, delivered: str | None, weight: str = "20", direction: Direction = Direction.HIGHER
) -> Promise:
    made = Promise(
        contract_id=uuid4(),
        reference="apprenticeships",
        unit="starts",
        weight=Decimal(weight),
        promised=Decimal(promised),
        direction=direction,
        due_on=date(2028, 3, 31),
        number=1,
        promised_at=NOW,
    )
    if delivered is not None:
        report(made, delivered).verify(
            Decimal(delivered), by="citizen", organisation=None, parties=frozenset(), now=NOW
        )
    return made


def report(promise: Promise, delivered: str, days: int = 0) -> Delivery:
    told = Delivery(
        promise_id=promise.id,
        reported=Decimal(delivered),
        evidence="A list.",
        reported_at=NOW + timedelta(days=days),
    )
    promise.deliveries.append(told)
    return told


@given(st.lists(st.tuples(figures, figures), min_size=2, max_size=6))
def test_over_delivery_on_one_promise_never_hides_failure_on_another(lines: list[tuple[Decimal, Decimal]]) -> None:
    promises = [a_promise(str(promised), str(delivered)) for promised, delivered in lines]
    found = ratio(promises)
    failed = [share for each in promises if (share := kept(each)) is not None and share < 1]
    assert found is None or (found < 1) == bool(failed)


@given(figures.filter(bool), figures, figures)
def test_more_delivered_is_never_worse_where_more_is_better(promised: Decimal, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    for direction, better, worse in ((Direction.HIGHER, more, less), (Direction.LOWER, less, more)):
        shares = [ratio([a_promise(str(promised), str(each), direction=direction)]) for each in (better, worse)]
        assert shares[0] is not None and shares[1] is not None  # noqa: PT018
        assert shares[0] >= shares[1]


def test_the_scenarios_own_lines() -> None:
    lines = [("100", "100", "40"), ("3", "2", "20"), ("12", "13", "20"), ("400", "310", "20")]
    promises = [a_promise(promised, delivered, weight) for promised, delivered, weight in lines]
    assert [str(percent(kept(each))) for each in promises] == ["100.0000", "66.6667", "108.3333", "77.5000"]
    assert str(percent(ratio(promises))) == "88.8333"


def test_nothing_promised_is_left_out_and_nothing_at_all_is_no_ratio() -> None:
    empty = a_promise("0", "5")
    assert kept(empty) is None
    assert ratio([empty, a_promise("4", "2")]) == ratio([a_promise("4", "2")])
    assert ratio([empty]) is None
    assert ratio([a_promise("4", "2", weight="0")]) is None


def test_less_is_better_turned_round_and_none_of_it_is_full_marks_once_verified() -> None:
    assert str(percent(kept(a_promise("8", "10", direction=Direction.LOWER)))) == "80.0000"
    assert kept(a_promise("8", "0", direction=Direction.LOWER)) == 1
    assert kept(a_promise("8", None, direction=Direction.LOWER)) == 0


def test_what_nobody_verified_is_not_delivered_and_the_latest_verified_counts() -> None:
    promise = a_promise("10", None)
    early, late = report(promise, "4"), report(promise, "9", days=30)
    assert promise.delivered is None
    for delivery in (late, early):
        delivery.verify(delivery.reported, by="citizen", organisation=None, parties=frozenset(), now=NOW)
    report(promise, "10", days=60)
    assert promise.delivered == 9


def test_neither_who_pays_nor_who_delivers_verifies() -> None:
    buyer, supplier = UUID(int=1), UUID(int=2)
    told = report(a_promise("3", None), "3")
    for organisation in (buyer, supplier):
        with pytest.raises(Forbidden, match="Neither who pays"):
            told.verify(Decimal(3), by="x", organisation=organisation, parties=frozenset({buyer, supplier}), now=NOW)
    told.verify(Decimal(2), by="x", organisation=UUID(int=3), parties=frozenset({buyer, supplier}), now=NOW)
    with pytest.raises(RuleBroken, match="was verified"):
        told.verify(Decimal(3), by="x", organisation=None, parties=frozenset(), now=NOW)


def test_a_promise_is_overdue_the_day_after_its_day_unless_kept() -> None:
    promise = a_promise("3", "2")
    assert not is_overdue(promise, date(2028, 3, 31))
    assert is_overdue(promise, date(2028, 4, 1))
    assert not is_overdue(a_promise("3", "3"), date(2028, 4, 1))


@given(st.integers(0, 10**9), st.lists(st.fractions(0, 1), max_size=5))
def test_what_is_released_and_what_is_held_is_the_retention_to_the_penny(held: int, shares: list[object]) -> None:
    retention = Retention(contract_id=uuid4(), held=Money(held))
    for share in shares:
        retention.released += to_release(retention, share)  # type: ignore[arg-type]
        assert 0 <= retention.released.pence <= held
    if shares:
        best = max(Money(held).times(share).pence for share in shares)  # type: ignore[arg-type]
        assert retention.released.pence == best


def test_the_trailing_ratio_takes_each_contracts_latest_review_and_forgets_old_ones() -> None:
    def review(contract: int, share: str | None, days_ago: int) -> Review:
        return Review(
            contract_id=UUID(int=contract),
            supplier_id=UUID(int=9),
            number=1,
            ratio=None if share is None else Decimal(share),
            released=Money(0),
            reviewed_at=NOW - timedelta(days=days_ago),
        )

    made = [review(1, "0.1", 400), review(1, "0.9", 30), review(2, "0.5", 60), review(3, "0", 2000), review(4, None, 1)]
    assert trailing(made, date(2028, 4, 1)) == Decimal("0.7")
    assert trailing([review(3, "0", 2000)], date(2028, 4, 1)) is None


def test_a_review_after_a_summer_midnight_is_of_the_new_day_though_it_is_not_yet_in_greenwich() -> None:
    months = rule("delivery.trailing_ratio", on=date(2028, 7, 2)).number("months")
    first = months_later(date(2028, 7, 2), -months)
    made = Review(
        contract_id=uuid4(),
        supplier_id=uuid4(),
        number=1,
        ratio=Decimal("0.5"),
        released=Money(0),
        reviewed_at=datetime.combine(first, time(0, 30), ZoneInfo("Europe/London")).astimezone(UTC),
    )
    assert trailing([made], date(2028, 7, 2)) == Decimal("0.5")
    assert trailing([made], date(2028, 7, 3)) is None
