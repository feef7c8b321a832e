"""What checks come to: properties first, then ages and overrides."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.due_diligence.domain import Check, Kind, Light, Override, Result
from grants.due_diligence.rules import diligence_of, is_diligent
from kernel.clock import day_of
from kernel.errors import Unacceptable

SOFT = {Kind.FILINGS, Kind.DEPENDENCY, Kind.CONFLICT_OF_INTEREST}
TODAY = day_of(NOW)
outcomes = st.dictionaries(st.sampled_from(Kind), st.sampled_from(Result), min_size=1)


def a_check(kind: Kind, result: Result, *, days_ago: int = 0) -> Check:
    checked_at = NOW - timedelta(days=days_ago)
    return Check.record(uuid4(), kind, result, source="A register", finding="So.", checked_at=checked_at, now=NOW)


@given(outcomes)
def test_a_hard_failure_is_red_and_whatever_else_is_no_pass_is_amber(found: dict[Kind, Result]) -> None:
    light = diligence_of([a_check(kind, result) for kind, result in found.items()], None, on=TODAY).light
    if any(result is Result.FAIL and kind not in SOFT for kind, result in found.items()):
        assert light is Light.RED
    else:
        assert light is (Light.GREEN if set(found.values()) == {Result.PASS} else Light.AMBER)


@given(st.sampled_from(Kind), st.sampled_from(Result), st.sampled_from(Result))
def test_the_last_check_of_a_kind_stands_whatever_order_they_are_told_in(kind: Kind, old: Result, new: Result) -> None:
    checks = [a_check(kind, new, days_ago=1), a_check(kind, old, days_ago=2)]
    for history in (checks, checks[::-1]):
        assert [each.result for each in diligence_of(history, None, on=TODAY).standing] == [new]


@pytest.mark.parametrize(("days_ago", "outcome"), [(0, True), (90, True), (91, False)])
def test_checks_hold_for_ninety_days(days_ago: int, outcome: bool) -> None:
    checks = [a_check(Kind.SANCTIONS, Result.PASS, days_ago=days_ago)]
    decision = is_diligent(diligence_of(checks, None, on=TODAY), now=NOW)
    assert (decision.outcome, decision.blocks) == (outcome, not outcome)


def test_amber_stops_nothing_and_nothing_checked_does() -> None:
    amber = diligence_of([a_check(Kind.FILINGS, Result.UNAVAILABLE)], None, on=TODAY)
    assert is_diligent(amber, now=NOW).outcome is True
    assert is_diligent(diligence_of([], None, on=TODAY), now=NOW).blocks


def test_a_person_answers_for_the_checks_that_were_there_and_for_no_later_one() -> None:
    failed = a_check(Kind.BANK_MATCH, Result.FAIL)
    answered = Override(
        application_id=uuid4(), reason="A typing error.", checks=[failed.id], overridden_by="A", overridden_at=NOW
    )
    assert is_diligent(diligence_of([failed], None, on=TODAY), now=NOW).blocks
    assert is_diligent(diligence_of([failed], answered, on=TODAY), now=NOW).outcome is True
    later = [failed, a_check(Kind.SANCTIONS, Result.FAIL)]
    assert is_diligent(diligence_of(later, answered, on=TODAY), now=NOW).blocks


@pytest.mark.parametrize("result", [Result.REFER, Result.FAIL])
def test_nothing_is_held_against_anybody_without_saying_what(result: Result) -> None:
    with pytest.raises(Unacceptable) as refused:
        Check.record(uuid4(), Kind.FILINGS, result, source="A register", finding=None, checked_at=NOW, now=NOW)
    assert refused.value.path == "/finding"
