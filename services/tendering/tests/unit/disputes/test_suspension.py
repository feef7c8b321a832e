"""A disputed assessment counts for nothing while it waits, never for longer, and nobody judges their own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.unit.track_records.test_weighing import PASTS, TODAY

from kernel.clock import day_of
from kernel.errors import Forbidden, RuleBroken
from tendering.disputes.domain import Dispute
from tendering.disputes.rules import must_be_in_time, suspended_until
from tendering.performance.domain import Assessment
from tendering.track_records.domain import Assessed, DisputeOutcome
from tendering.track_records.rules import record_of, score_of

SINCE = datetime(2028, 3, 1, 12, tzinfo=UTC)
HOURS = st.integers(-100, 2000).map(lambda hours: SINCE + timedelta(hours=hours))


def an_assessment(by: str | None = "ann") -> Assessment:
    return Assessment(
        contract_id=uuid4(),
        first=date(2027, 3, 1),
        last=date(2028, 2, 28),
        assessed_at=SINCE,
        is_statutory=True,
        findings=[],
        assessed_by=by,
    )


def a_dispute() -> Dispute:
    until = suspended_until(now=SINCE)
    return Dispute(assessment_id=uuid4(), contract_id=uuid4(), reason="No.", disputed_at=SINCE, until=until)


@given(HOURS, HOURS, st.sampled_from(DisputeOutcome))
def test_it_is_suspended_from_the_dispute_until_the_decision_and_thirty_days_at_most(
    now: datetime, decided: datetime, outcome: DisputeOutcome
) -> None:
    dispute = a_dispute()
    assert dispute.suspension.holds(now) == (now >= SINCE and (day_of(now) - day_of(SINCE)).days <= 30)
    dispute.decide(an_assessment(), outcome, "So it is.", by="bob", now=decided)
    suspended = SINCE <= now < decided and (day_of(now) - day_of(SINCE)).days <= 30
    assert dispute.suspension.holds(now) == suspended
    assert dispute.suspension.has_set_aside(now) == (outcome is DisputeOutcome.SET_ASIDE and now >= decided)


@given(PASTS, st.sets(st.integers(0, 5)))
def test_what_is_suspended_is_told_and_moves_no_score(past: Sequence[Assessed], places: set[int]) -> None:
    told = [Assessed(**{**vars(each), "suspended": place in places}) for place, each in enumerate(past)]
    counted = [each for each in told if not each.suspended]
    assert score_of(told, TODAY) == score_of(counted, TODAY)
    record = record_of(uuid4(), told, TODAY)
    assert len(record.assessments) == len(record_of(uuid4(), past, TODAY).assessments)
    assert record.score is None or Decimal(0) <= record.score <= Decimal(100)


@pytest.mark.parametrize("by", ["ann", "bob", "cid"])
def test_whoever_assessed_never_decides_and_nobody_decides_twice(by: str) -> None:
    dispute, assessment = a_dispute(), an_assessment(by)
    with pytest.raises(Forbidden):
        dispute.decide(assessment, DisputeOutcome.STANDS, "It is right.", by=by, now=SINCE)
    assert dispute.suspension.holds(SINCE)
    dispute.decide(assessment, DisputeOutcome.STANDS, "It is right.", by="dan", now=SINCE)
    with pytest.raises(RuleBroken):
        dispute.decide(assessment, DisputeOutcome.SET_ASIDE, "It is wrong.", by="eve", now=SINCE)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (30, False), (31, True)])
def test_nobody_keeps_a_dispute_back_for_the_week_of_a_deadline(days: int, is_late: bool) -> None:
    when = SINCE + timedelta(days=days)
    if is_late:
        with pytest.raises(RuleBroken, match="until 2028-03-31"):
            must_be_in_time(an_assessment(), now=when)
    else:
        must_be_in_time(an_assessment(), now=when)
