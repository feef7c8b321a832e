"""Nobody is suspended unheard, by one hand, without an end, or for ever."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.builders import an_organisation

from kernel.errors import Forbidden, RuleBroken, Unacceptable
from registry.organisations.domain import Speaker, Status
from registry.suspensions.domain import Status as Stage
from registry.suspensions.domain import Suspension
from registry.suspensions.rules import resume, suspend

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
REPLY_BY, LAST = date(2026, 8, 31), date(2027, 2, 17)
one, other = "one registrar", "another"


def announced(ends_on: date = LAST) -> Suspension:
    return Suspension.announce(uuid4(), "No accounts.", ends_on=ends_on, by=one, now=NOW)


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_it_ends_after_the_days_for_a_reply_and_within_half_a_year(ends_on: date) -> None:
    if REPLY_BY < ends_on <= LAST:
        assert announced(ends_on).reply_by == REPLY_BY
    else:
        with pytest.raises(Unacceptable):
            announced(ends_on)


@given(st.integers(0, 400), st.booleans())
def test_it_is_imposed_once_the_organisation_has_replied_or_its_days_are_over(days: int, replies: bool) -> None:
    suspension = announced()
    if replies:
        suspension.answer("They were filed.")
    if (replies or days > 14) and after(days).date() <= LAST:
        decision = suspension.impose("They were another's.", by=other, now=after(days))
        assert (suspension.status, suspension.decision, decision.outcome) == (Stage.IN_FORCE, decision.id, True)
    else:
        with pytest.raises(RuleBroken):
            suspension.impose("They were another's.", by=other, now=after(days))


def test_who_announced_it_neither_imposes_nor_drops_it() -> None:
    suspension = announced()
    suspension.answer("They were filed.")
    with pytest.raises(Forbidden):
        suspension.impose("Still.", by=one, now=NOW)
    with pytest.raises(Forbidden):
        suspension.drop("Let it be.", by=one, now=NOW)
    suspension.drop("They were.", by=other, now=NOW)
    for again in (lambda: suspension.impose("No.", by=other, now=NOW), lambda: suspension.answer("Thanks.")):
        with pytest.raises(RuleBroken):
            again()


def test_it_is_over_after_its_last_day_and_not_before() -> None:
    suspension = announced()
    suspension.impose("Nobody replied.", by=other, now=after(15))
    with pytest.raises(RuleBroken):
        suspension.expire(now=datetime(2027, 2, 17, 23, tzinfo=UTC))
    suspension.expire(now=datetime(2027, 2, 18, 1, tzinfo=UTC))
    with pytest.raises(RuleBroken):
        suspension.lift("Again.", now=after(300))


def test_a_verification_neither_suspends_nor_lifts_though_a_body_may_end_meanwhile() -> None:
    registrar, body = Speaker(None, registrar=True), an_organisation()
    with pytest.raises(RuleBroken):
        body.verify("GB-CHC", Status.SUSPENDED, registrar)
    suspend(body, NOW.date())
    for status in (Status.ACTIVE, Status.SUSPENDED):
        with pytest.raises(RuleBroken):
            body.verify("GB-CHC", status, registrar)
    body.verify("GB-CHC", Status.DISSOLVED, registrar)
    assert (resume(body, NOW.date()), body.status) == (False, Status.DISSOLVED)
    with pytest.raises(RuleBroken):
        suspend(body, NOW.date())
