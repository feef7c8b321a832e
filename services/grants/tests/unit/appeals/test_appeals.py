"""An appeal is in time for twenty working days, and is answered by somebody else than those who declined."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, a_scheme, an_application

from grants.appeals.domain import Appeal
from grants.appeals.rules import answer_due, is_answered_in_time, is_timely, last_day
from grants.applications.domain import Application, Status
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of, end_of
from kernel.errors import Forbidden, RuleBroken

INSTANTS = st.datetimes(datetime(2023, 1, 1), datetime(2028, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001


def declined(**changes: Any) -> Application:
    application = an_application(a_scheme(), **changes)
    application.decline("Too dear.", by="ben", now=NOW)
    return application


def lodged() -> Appeal:
    return Appeal.against(declined(), "It is not.", is_timely=True, answer_due_on=answer_due(NOW), now=NOW)


@given(INSTANTS)
def test_one_appeals_for_twenty_working_days_after_the_day_of_the_decision(declined_at: datetime) -> None:
    last = last_day(declined_at)
    assert PROCUREMENT_ACT.between(day_of(declined_at) + timedelta(days=1), last) == 20
    assert is_timely(declined_at, is_adopted=True, now=end_of(last) - timedelta(seconds=1)).outcome is True
    assert is_timely(declined_at, is_adopted=True, now=end_of(last)).outcome is False


@pytest.mark.parametrize(("is_adopted", "blocks"), [(True, True), (False, False)])
def test_a_late_appeal_is_stopped_only_by_a_funder_that_published_the_days(is_adopted: bool, blocks: bool) -> None:
    late = is_timely(NOW, is_adopted=is_adopted, now=NOW + timedelta(days=60))
    assert (late.outcome, late.blocks) == (False, blocks)


def test_of_these_days_st_andrews_christmas_and_the_day_for_boxing_day_do_not_count() -> None:
    assert last_day(datetime(2026, 11, 27, 12, tzinfo=UTC)) == date(2026, 12, 30)


def test_a_late_answer_is_on_record_as_late_and_still_an_answer() -> None:
    decision = is_answered_in_time(NOW, day_of(NOW), now=NOW + timedelta(days=1))
    assert (decision.outcome, decision.blocks) == (False, False)


@given(st.sets(st.sampled_from("abcd")), st.sampled_from("abcd"), st.booleans())
def test_nobody_involved_ever_decides_and_everybody_else_may(involved: set[str], by: str, upheld: bool) -> None:
    appeal = lodged()
    if by in involved:
        with pytest.raises(Forbidden):
            appeal.decide(upheld=upheld, reasons="So.", by=by, involved=involved, now=NOW)
    else:
        appeal.decide(upheld=upheld, reasons="So.", by=by, involved=involved, now=NOW)
    assert (appeal.upheld is None) == (by in involved)


def test_an_appeal_is_decided_once() -> None:
    appeal = lodged()
    appeal.decide(upheld=False, reasons="No.", by="anna", involved=(), now=NOW)
    with pytest.raises(RuleBroken):
        appeal.decide(upheld=True, reasons="Yes.", by="anna", involved=(), now=NOW)


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.DECLINED])
def test_only_a_decline_is_appealed_against_and_only_it_is_opened_again(status: Status) -> None:
    application = an_application(a_scheme(), status=status)
    with pytest.raises(RuleBroken):
        Appeal.against(application, "No.", is_timely=True, answer_due_on=day_of(NOW), now=NOW)
    with pytest.raises(RuleBroken):
        application.reopen()


def test_an_application_that_is_open_again_may_be_awarded() -> None:
    application = declined()
    application.reopen()
    assert (application.status, application.declined_because, application.is_decided) == (Status.RECEIVED, None, False)
    application.award(application.requested)
