"""Local staff: counted, over contracts, and never so that a figure tells of a few people."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from kernel.money import Money
from tendering.local_returns.domain import LocalReturn, Purchases, local_staff

FEWEST = 5


def a_return(staff: int, local: int, **changes: Any) -> LocalReturn:
    said: dict[str, Any] = {"first": date(2027, 4, 1), "last": date(2027, 6, 30), "purchases": None}
    returned = datetime(2027, 7, 1, 9, tzinfo=UTC)
    whole = said | changes
    return LocalReturn(contract_id=uuid4(), area="TLD3", staff=staff, local_staff=local, returned_at=returned, **whole)


counts = st.integers(0, 400).flatmap(lambda staff: st.tuples(st.just(staff), st.integers(0, staff)))


@given(st.lists(counts), st.integers(0, 20))
def test_every_running_contract_is_told_or_counted_as_silent(told: list[tuple[int, int]], silent: int) -> None:
    found = local_staff(len(told) + silent, [a_return(*each) for each in told], fewest=FEWEST)
    assert (found.reported + found.too_few, found.unreported) == (len(told), silent)
    assert found.staff == sum(staff for staff, _ in told if staff >= FEWEST)
    assert found.share is None or 0 <= found.share <= 1


@given(st.lists(counts), st.integers(1, FEWEST - 1))
def test_a_contract_of_few_people_changes_no_figure(told: list[tuple[int, int]], few: int) -> None:
    returns = [a_return(*each) for each in told]
    without = local_staff(len(returns), returns, fewest=FEWEST)
    beside = local_staff(len(returns) + 1, [*returns, a_return(few, few)], fewest=FEWEST)
    assert (beside.staff, beside.local_staff) == (without.staff, without.local_staff)


def test_a_part_is_not_more_than_the_whole() -> None:
    with pytest.raises(Unacceptable) as refused:
        a_return(5, 6)
    assert refused.value.path == "/local_staff"
    with pytest.raises(Unacceptable, match="before it begins"):
        a_return(5, 5, last=date(2027, 3, 31))
    for local, social, path in ((11, 0, "/purchases/local"), (0, 11, "/purchases/social_enterprise")):
        with pytest.raises(Unacceptable) as refused:
            Purchases(total=Money(10), local=Money(local), social_enterprise=Money(social))
        assert refused.value.path == path
