"""What a buyer has to look to on a day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some
from services.transparency.tests.builders import COUNCIL, NOTICE, NOW, an_announcement

from events.tendering import AuthorityDutiesWritten, DutiesWritten, DutyWritten
from transparency.calendars.queries import calendar_of, matters_until

TODAY = date(2026, 11, 22)
DUTIES = some.builds(
    DutyWritten,
    award_id=some.none(),
    code=some.sampled_from(["UK7", "standstill"]),
    name=some.just("contract details"),
    layer=some.sampled_from(["statute", "overlay"]),
    source=some.just("s.53"),
    due=some.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)),
    met_on=some.none() | some.just(TODAY),
    waits=some.booleans(),
)


def edition(*duties: DutyWritten) -> DutiesWritten:
    return DutiesWritten(
        occurred_at=NOW, entity=UUID(int=1), notice_id=NOTICE, title="Homes", buyer=COUNCIL, duties=list(duties)
    )


def a_duty(**changes: Any) -> DutyWritten:
    facts: dict[str, Any] = {
        "code": "UK7",
        "name": "contract details",
        "layer": "statute",
        "source": "s.53",
        "due": TODAY,
    }
    return DutyWritten(**(facts | changes))


@given(some.lists(DUTIES, max_size=6))
def test_whatever_is_not_met_stands_once_where_it_belongs(duties: list[DutyWritten]) -> None:
    calendar = calendar_of([edition(*duties)], [], TODAY)
    unmet = [duty for duty in duties if duty.met_on is None]
    assert [line.day for line in calendar.overdue] == sorted(d.due for d in unmet if not d.waits and d.due < TODAY)
    assert [line.day for line in calendar.due] == sorted(d.due for d in unmet if not d.waits and d.due >= TODAY)
    assert [line.day for line in calendar.waits] == sorted(d.due for d in unmet if d.waits and d.due >= TODAY)


@given(some.lists(DUTIES, max_size=6))
def test_a_procurement_is_read_as_long_as_something_of_it_stands_there(duties: list[DutyWritten]) -> None:
    calendar = calendar_of([edition(*duties)], [], TODAY)
    stands = bool(calendar.overdue or calendar.due or calendar.waits)
    assert (matters_until(duties) >= TODAY) == stands


def test_the_last_day_itself_is_in_time() -> None:
    assert not calendar_of([edition(a_duty())], [], TODAY).overdue
    assert calendar_of([edition(a_duty())], [], TODAY + timedelta(days=1)).overdue


def test_the_deadline_for_bids_is_waited_for() -> None:
    [line] = calendar_of([], [an_announcement()], TODAY).waits
    assert (line.what, line.day) == ("Last day for bids", date(2026, 9, 28))


def test_what_the_authority_itself_owes_stands_beside_its_procurements() -> None:
    half_year = a_duty(code="UK17", name="payments compliance", about="April 2026 to September 2026")
    own = AuthorityDutiesWritten(occurred_at=NOW, entity=UUID(int=2), buyer=COUNCIL, duties=[half_year])
    [line, other] = calendar_of([edition(a_duty()), own], [], TODAY).due
    assert (line.code, line.title, line.notice_id) == ("UK17", "April 2026 to September 2026", None)
    assert (other.title, other.notice_id) == ("Homes", NOTICE)
