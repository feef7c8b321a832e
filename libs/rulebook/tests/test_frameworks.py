"""What may be called off under a framework: by whom, until when, and how much."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.frameworks import CallingOff, framework_is_whole, mechanism_suffices, rules_of_calling_off
from rulebook.profiles import Profile

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)
ON = date(2026, 8, 17)
FIRST, LAST = date(2027, 4, 1), date(2031, 3, 31)
MILLION = Money.parse("1000000.00")


def asked(**changes: Any) -> dict[str, Decision]:
    """The decisions by the last word of their rule, of a contract well within everything."""
    case: dict[str, Any] = {
        "profile": Profile.FULL,
        "is_works": False,
        "is_entitled": True,
        "starts_on": FIRST,
        "last_on": LAST,
        "estimate": MILLION,
        "used": Money(0),
        "value": Money(100),
    }
    now = changes.pop("now", NOW)
    found = rules_of_calling_off(CallingOff(**case | changes), on=ON, now=now)
    return {each.rule.rpartition(".")[2]: each for each in found}


amounts = some.integers(0, 3_000_000_00).map(Money)


@given(used=amounts, value=amounts, profile=some.sampled_from([Profile.FULL, Profile.LIGHT_TOUCH]))
def test_what_is_called_off_is_never_above_the_estimate_without_a_flag(
    used: Money, value: Money, profile: Profile
) -> None:
    found = asked(used=used, value=value, profile=profile)
    assert found["value"].outcome is (used + value <= MILLION)
    assert not found["value"].blocks


@given(used=amounts, value=amounts, is_works=some.booleans())
def test_beyond_what_a_framework_may_be_modified_by_nothing_is_called_off(
    used: Money, value: Money, is_works: bool
) -> None:
    limit = MILLION.pence * (115 if is_works else 110) // 100
    found = asked(used=used, value=value, is_works=is_works)
    refused = "modification" in found and found["modification"].blocks
    assert refused is (used.pence + value.pence > limit)


def test_light_touch_flags_and_never_refuses_and_below_the_threshold_no_law_asks() -> None:
    beyond = {"used": MILLION, "value": MILLION}
    assert asked(**beyond, profile=Profile.LIGHT_TOUCH)["modification"].outcome
    below = asked(**beyond, profile=Profile.BELOW_THRESHOLD)
    assert (below["value"].outcome, "modification" in below) == (False, False)


def test_a_framework_that_is_used_up_says_so() -> None:
    [says] = asked(used=MILLION, value=MILLION)["modification"].reasons
    assert says.startswith("The framework is used up: ")


@given(days=some.integers(-400, 2000))
def test_nothing_is_called_off_before_the_first_day_or_after_the_last(days: int) -> None:
    now = datetime(2027, 4, 1, 12, tzinfo=UTC) + timedelta(days=days)
    assert asked(now=now)["term"].blocks is not (FIRST <= now.date() <= LAST)


@pytest.mark.parametrize(("now", "refused"), [("2031-03-31T22:30:00Z", False), ("2031-03-31T23:30:00Z", True)])
def test_the_last_day_ends_at_midnight_in_london(now: str, refused: bool) -> None:
    assert asked(now=datetime.fromisoformat(now))["term"].blocks is refused


def test_only_authorities_that_it_names_call_off() -> None:
    assert asked(is_entitled=False)["entitled"].blocks
    assert not asked()["entitled"].blocks


def test_a_framework_states_its_price_and_without_competition_its_mechanism() -> None:
    assert framework_is_whole(has_pricing=False, on=ON, now=NOW).blocks
    assert not framework_is_whole(has_pricing=True, on=ON, now=NOW).blocks
    for needed, there in ((False, False), (False, True), (True, True), (True, False)):
        assert mechanism_suffices(is_needed=needed, is_there=there, on=ON, now=NOW).blocks is (needed and not there)
