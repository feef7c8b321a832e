"""Social value counts as a quantity with its day and place, or as a described mark; and times what was delivered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, a_published_notice

from kernel.errors import Unacceptable
from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind, Descriptor, Source
from tendering.envelopes.domain import Envelope, Offer, Promise
from tendering.evaluation.domain import Entry
from tendering.evaluation.rules.scores import score
from tendering.notices.domain import Notice
from tendering.terms.domain import Lot

WHY = "They are started in this contract."
IN_TERM = Promise(date(2027, 6, 1), "Northbridge")


def apprenticeships(**changes: Any) -> Criterion:
    """Scored by a quantity, up to ten."""
    said: dict[str, Any] = {
        "source": Source.DECLARED,
        "scale_maximum": Decimal(10),
        "unit": "people",
        "metric": "apprenticeships started",
        "relates_because": WHY,
    }
    return Criterion("Apprenticeships", CriterionKind.SOCIAL_VALUE, Decimal(40), **(said | changes))


def a_measured_notice() -> Notice:
    lot = Lot(title="Homes", value=Money.parse("1.00"), starts_on=date(2027, 4, 1), ends_on=date(2032, 3, 31))
    price = Criterion("Price", CriterionKind.PRICE, Decimal(60))
    return a_published_notice(lots=[lot], criteria=[price, apprenticeships()])


def offered(notice: Notice, quantity: int, promises: Mapping[str, Promise]) -> Envelope:
    said = {"Apprenticeships": Decimal(quantity)}
    return Envelope((Offer(notice.lots[0].id, Money.parse("1.00"), said, None, promises),), "Homes first.")


def test_a_quantity_without_its_day_and_place_is_refused() -> None:
    notice = a_measured_notice()
    offered(notice, 4, {"Apprenticeships": IN_TERM}).must_fit(notice)
    with pytest.raises(Unacceptable, match="by when and where"):
        offered(notice, 4, {}).must_fit(notice)
    with pytest.raises(Unacceptable, match="asks for a quantity"):
        offered(notice, 4, {"Apprenticeships": IN_TERM, "Trees": IN_TERM}).must_fit(notice)


@pytest.mark.parametrize("due_on", [date(2027, 3, 31), date(2032, 4, 1)])
def test_what_is_not_done_in_this_contract_is_not_counted(due_on: date) -> None:
    notice = a_measured_notice()
    with pytest.raises(Unacceptable, match="while the contract runs"):
        offered(notice, 4, {"Apprenticeships": Promise(due_on, "Northbridge")}).must_fit(notice)


def test_more_than_the_published_maximum_is_refused_and_gains_nothing() -> None:
    notice = a_measured_notice()
    with pytest.raises(Unacceptable, match="between 0 and 10"):
        offered(notice, 11, {"Apprenticeships": IN_TERM}).must_fit(notice)


@pytest.mark.parametrize(
    "changes", [{"relates_because": None}, {"source": Source.TECHNICAL, "scale_maximum": None, "metric": "m"}]
)
def test_social_value_relates_to_the_contract_and_a_metric_to_a_promise(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"relates|declared"):
        apprenticeships(**changes)


def test_a_panel_gives_a_described_mark_and_no_other() -> None:
    described = Criterion(
        "Fair work", CriterionKind.SOCIAL_VALUE, Decimal(40), relates_because=WHY,
        descriptors=[Descriptor(Decimal(mark), words) for mark, words in ((0, "No."), (5, "A plan."), (10, "Proof."))],
    )  # fmt: skip
    assert [described.admits(Decimal(mark)) for mark in (0, 5, 7, 10)] == [True, True, False, True]
    assert apprenticeships().admits(Decimal(7))


@given(quantity=st.integers(0, 10), kept=st.fractions(0, 1), less=st.fractions(0, 1))
def test_who_kept_less_of_its_promises_never_scores_more(quantity: int, kept: Fraction, less: Fraction) -> None:
    def scored(delivery: Fraction, criterion: Criterion) -> Fraction:
        entry = Entry(
            bid="a", bidder="a", price=Money(1), submitted_at=NOW, declared={"Apprenticeships": Fraction(quantity)},
            delivery=delivery,
        )  # fmt: skip
        return score(criterion, entry, 1)

    declared = apprenticeships(times_delivery=True)
    assert scored(min(kept, less), declared) <= scored(kept, declared) <= quantity
    assert scored(less, apprenticeships()) == quantity  # where the notice does not say so, it does not count
