"""A breach has its consequence in the contract's life; no improvement is found before there was an opportunity."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, a_contract

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.breaches.domain import Breach, Consequence, must_have_happened
from tendering.breaches.rules import must_be_news, must_have_failed_to_improve, opportunity_ends
from tendering.continuity.domain import ContinuityPlan
from tendering.contracts.domain import EndGround, Status
from tendering.performance.domain import Assessment, Finding
from tendering.track_records.domain import Rating

TOLD = datetime(2027, 12, 1, 9, tzinfo=UTC)
CONTRACT = uuid4()


def an_assessment(rating: Rating, last: date = date(2027, 11, 30)) -> Assessment:
    finding = Finding(indicator_id=UUID(int=1), actual=Decimal(1), attainment_pct=None, rating=rating)
    return Assessment(
        contract_id=CONTRACT,
        first=last - timedelta(days=364),
        last=last,
        assessed_at=TOLD,
        is_statutory=True,
        findings=[finding],
    )


@given(st.integers(-60, 200), st.none() | st.integers(0, 100))
def test_nobody_has_failed_to_improve_while_the_opportunity_lasts(day: int, plan: int | None) -> None:
    found = an_assessment(Rating.INADEQUATE)
    if plan is not None:
        found.plan_improvement("Two more workers.", TOLD.date() + timedelta(days=plan), now=TOLD)
    decided = TOLD.date() + timedelta(days=day)
    if day <= (30 if plan is None else plan):
        assert decided <= opportunity_ends(found)
        with pytest.raises(RuleBroken, match="to improve"):
            must_have_failed_to_improve(found, [found], decided)
    else:
        must_have_failed_to_improve(found, [found], decided)


def test_who_was_on_course_or_came_back_to_it_has_not_failed() -> None:
    well, ill = an_assessment(Rating.APPROACHING), an_assessment(Rating.REQUIRES_IMPROVEMENT)
    decided = date(2029, 1, 10)
    with pytest.raises(RuleBroken, match="nothing to improve"):
        must_have_failed_to_improve(well, [well], decided)
    better, no_better = (an_assessment(rating, date(2028, 11, 30)) for rating in (Rating.GOOD, Rating.INADEQUATE))
    with pytest.raises(RuleBroken, match="has improved"):
        must_have_failed_to_improve(ill, [ill, better], decided)
    must_have_failed_to_improve(ill, [ill, no_better], decided)


def test_a_consequence_comes_between_signature_and_today() -> None:
    contract = a_contract()
    with pytest.raises(RuleBroken, match="not signed"):
        must_have_happened(contract, Consequence.DAMAGES, NOW.date(), now=NOW)
    contract.sign(now=NOW)
    for days in (-1, 1):
        with pytest.raises(Unacceptable, match="before the signature, or still to come"):
            must_have_happened(contract, Consequence.DAMAGES, NOW.date() + timedelta(days=days), now=NOW)
    must_have_happened(contract, Consequence.DAMAGES, NOW.date(), now=NOW)


def test_a_termination_for_breach_is_one_that_the_contract_shows() -> None:
    contract = a_contract()
    contract.sign(now=NOW)
    with pytest.raises(RuleBroken, match="not terminated for breach"):
        must_have_happened(contract, Consequence.TERMINATION, NOW.date(), now=NOW)
    plan = ContinuityPlan(service="Another comes.")
    contract.end(Status.TERMINATED, "Nobody came.", ground=EndGround.BREACH, plan=plan, now=NOW)
    later = NOW + timedelta(days=2)
    with pytest.raises(Unacceptable, match="was terminated on"):
        must_have_happened(contract, Consequence.TERMINATION, later.date(), now=later)
    must_have_happened(contract, Consequence.TERMINATION, NOW.date(), now=later)


def a_breach(consequence: Consequence, day: int = 0, requirement: str = "Somebody comes.", of: int = 1) -> Breach:
    return Breach(
        contract_id=CONTRACT,
        consequence=consequence,
        requirement=requirement,
        description="Nobody came.",
        decided_on=NOW.date() + timedelta(days=day),
        due_on=NOW.date(),
        is_statutory=True,
        recorded_at=NOW,
        assessment_id=UUID(int=of) if consequence is Consequence.NO_IMPROVEMENT else None,
    )


@given(st.sampled_from(Consequence))
def test_the_same_breach_is_no_news(consequence: Consequence) -> None:
    must_be_news(a_breach(consequence), [])
    with pytest.raises(RuleBroken, match="on record already"):
        must_be_news(a_breach(consequence), [a_breach(consequence)])


def test_another_day_requirement_or_assessment_is_news_and_a_second_termination_never() -> None:
    for one in (Consequence.DAMAGES, Consequence.SETTLEMENT, Consequence.PARTIAL_TERMINATION):
        must_be_news(a_breach(one, 1), [a_breach(one)])
        must_be_news(a_breach(one, requirement="Beds are dry."), [a_breach(one)])
    ill = Consequence.NO_IMPROVEMENT
    must_be_news(a_breach(ill, of=2), [a_breach(ill)])
    for again in (a_breach(ill, 1), a_breach(Consequence.TERMINATION, 1, "Beds are dry.")):
        with pytest.raises(RuleBroken, match="on record already"):
            must_be_news(again, [a_breach(ill), a_breach(Consequence.TERMINATION)])


@pytest.mark.parametrize(
    ("consequence", "value", "assessment_id", "path"),
    [
        (Consequence.TERMINATION, Money(100), None, "/value"),
        (Consequence.NO_IMPROVEMENT, None, None, "/assessment_id"),
        (Consequence.DAMAGES, None, uuid4(), "/assessment_id"),
    ],
)
def test_each_consequence_has_its_own_particulars(
    consequence: Consequence, value: Money | None, assessment_id: UUID | None, path: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        Breach(
            contract_id=CONTRACT,
            consequence=consequence,
            requirement="Somebody comes.",
            description="Nobody came.",
            decided_on=NOW.date(),
            due_on=NOW.date(),
            is_statutory=True,
            recorded_at=NOW,
            value=value,
            assessment_id=assessment_id,
        )
    assert refused.value.path == path
