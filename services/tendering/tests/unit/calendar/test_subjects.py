"""Of what something is owed, and by when: markets, and who was excluded."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW

from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from rulebook.exclusions import Ground
from tendering.calendar.domain import Duty, Subject
from tendering.exclusions.domain import About, Finding, Inquiry, Representations
from tendering.exclusions.rules import duties_of_inquiry
from tendering.markets.domain import MarketDays
from tendering.markets.rules import obligations_of_market
from tendering.obligations.domain import Layer, State

TODAY = day_of(NOW)
IDS = ("notice_id", "phase", "award_id", "contract_id", "market_id", "inquiry_id")
ORDER = dict(
    zip(
        IDS,
        (Subject.NOTICE, Subject.PHASE, Subject.AWARD, Subject.CONTRACT, Subject.MARKET, Subject.EXCLUSION),
        strict=True,
    )
)
later = st.none() | st.dates(TODAY, TODAY + timedelta(days=900))


@given(st.sets(st.sampled_from(IDS)))
def test_a_duty_is_owed_of_the_narrowest_thing_that_it_names(named: set[str]) -> None:
    ids: dict[str, Any] = {name: 1 if name == "phase" else uuid4() for name in named}
    duty = Duty(
        **ids, buyer_id=uuid4(), code="UK7", name="details", layer=Layer.STATUTE,
        source="s.53", due=TODAY, met_on=None, waits=False,
    )  # fmt: skip
    narrowest = max(named, key=IDS.index, default=None)
    assert duty.subject is (ORDER[narrowest] if narrowest else Subject.AUTHORITY)


@given(later, later, later)
def test_a_market_owes_one_notice_a_step_and_none_is_overdue(
    established: date | None, changed: date | None, ceased: date | None
) -> None:
    days = MarketDays(intended_on=TODAY, established_on=established, changed_on=changed, ceased_on=ceased)
    owed = {each.code: each for each in obligations_of_market(days)}
    assert list(owed) == ["UK13", "UK14", "UK15", "UK16"]
    assert owed["UK13"].met_on == TODAY
    for code, day in (("UK14", established), ("UK15", changed), ("UK16", ceased)):
        state = owed[code].state(TODAY + timedelta(days=2000))
        assert (owed[code].due, state) == (day, State.MET if day else State.WAITING)


def a_decided_inquiry(finding: Finding = Finding.APPLIES) -> Inquiry:
    """Into a sub-contractor that was named, decided today."""
    inquiry = Inquiry(
        notice_id=uuid4(), buyer_id=uuid4(), supplier_id=uuid4(), ground=Ground.TERRORISM, is_mandatory=True,
        about=About.SUBCONTRACTOR, person="Quayside Ltd", organisation_id=None, occurred_on=TODAY,
        circumstances="It is on the list.", notified_at=NOW, due_on=TODAY,
    )  # fmt: skip
    inquiry.represent(Representations(statement="So it is.", replacement="Harbour CIC"), now=NOW)
    inquiry.find(finding, "So.", disregards=None, report_due_on=TODAY + timedelta(days=29), now=NOW)
    return inquiry


@pytest.mark.parametrize(("finding", "owes"), [(Finding.APPLIES, 1), (Finding.REPLACED, 1), (Finding.CLEARED, 0)])
def test_a_minister_is_told_who_was_excluded_or_replaced_and_of_nobody_else(finding: Finding, owes: int) -> None:
    duties = duties_of_inquiry(a_decided_inquiry(finding), "Ashgate", on=TODAY)
    assert [(each.subject, each.about) for each in duties] == [(Subject.EXCLUSION, "Quayside Ltd: terrorism")] * owes


def test_a_report_is_noted_once_and_for_a_day_since_the_decision() -> None:
    inquiry, tomorrow = a_decided_inquiry(), NOW + timedelta(days=1)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=2)):
        with pytest.raises(Unacceptable):
            inquiry.report(day, now=tomorrow)
    inquiry.report(TODAY, now=tomorrow)
    [duty] = duties_of_inquiry(inquiry, "Ashgate", on=TODAY)
    assert duty.state(TODAY + timedelta(days=90)) is State.MET
    with pytest.raises(Conflict):
        inquiry.report(TODAY, now=tomorrow)
    with pytest.raises(RuleBroken):
        a_decided_inquiry(Finding.CLEARED).report(TODAY, now=tomorrow)
