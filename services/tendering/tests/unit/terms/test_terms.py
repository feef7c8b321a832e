"""What is asked for is hashed to the last word, and says nothing that nobody could keep."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.builders import terms

from kernel.errors import Unacceptable
from kernel.money import Money
from rulebook.limbs import Reservation
from tendering.criteria.domain import Criterion, CriterionKind, Source
from tendering.terms.domain import LOT_TERMS, Item, Lot, LotLimit, PastPerformance

OTHERWISE: dict[str, Any] = {
    "title": "Outreach",
    "value": Money.parse("1.00"),
    "reference": "north",
    "description": "At night.",
    "starts_on": date(2027, 4, 1),
    "ends_on": date(2031, 3, 31),
    "extension_months": 24,
    "renewal": "Once, for two years.",
    "options": "A second van.",
    "items": [Item("85311000", quantity=Decimal("120.5"), unit="place")],
    "reserved": Reservation.LOCAL_AREA,
    "reserved_areas": ["E06000015"],
}


def a_lot(**changes: Any) -> Lot:
    plain: dict[str, Any] = {"title": "Prevention", "value": Money.parse("1800000.00"), "ends_on": date(2030, 3, 31)}
    return Lot(**(plain | changes))


def digest(**changes: Any) -> str:
    return terms(**changes).digest_with(None)


@pytest.mark.parametrize("name", [name for name in LOT_TERMS if name != "id"])
def test_whatever_a_lot_says_is_hashed(name: str) -> None:
    lot = a_lot()
    before = terms(lots=[lot]).digest_with(None)
    changed = terms(lots=[lot])
    setattr(lot, name, OTHERWISE[name])
    assert changed.digest_with(None) != before


def test_what_counts_of_the_past_the_recall_clause_and_the_limit_are_hashed() -> None:
    lots = [a_lot(reference="north")]
    said: list[dict[str, Any]] = [
        {},
        {"past_performance": [PastPerformance.USER_RATINGS]},
        {"past_performance": [PastPerformance.DELIVERY]},
        {"recall_clause": "After a ballot of users the buyer ends the contract in six months."},
        {"lot_limit": LotLimit(("north",), 1)},
    ]
    assert len({digest(lots=lots, **each) for each in said}) == len(said)


def test_earlier_assessments_score_only_where_the_notice_declares_that_they_are_looked_at() -> None:
    past = Criterion("Past", CriterionKind.QUALITY, Decimal(100), Source.PAST_PERFORMANCE)
    assert terms(criteria=[past], past_performance=[PastPerformance.INDICATORS]).criteria == [past]
    with pytest.raises(Unacceptable) as refused:
        terms(criteria=[past], past_performance=[PastPerformance.USER_RATINGS])
    assert refused.value.path == "/criteria/0/source"


def test_an_amount_is_hashed_as_a_number_however_it_is_written() -> None:
    one, same, more = (
        digest(lots=[a_lot(id=UUID(int=1), items=[Item("85311000", quantity=Decimal(quantity))])])
        for quantity in ("12.50", "12.5", "12.51")
    )
    assert one == same != more


@pytest.mark.parametrize("promise", [{"extension_months": 12}, {"renewal": "Once."}])
def test_what_may_be_renewed_has_a_last_day(promise: dict[str, Any]) -> None:
    assert terms(lots=[a_lot(**promise)]).lots
    with pytest.raises(Unacceptable) as refused:
        terms(lots=[a_lot(ends_on=None, **promise)])
    assert refused.value.path == "/lots/0/ends_on"
