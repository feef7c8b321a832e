"""What a lot must be like to be reserved: five years at most, the right procedure, and a ground in law."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.periods import months_later, years_later
from rulebook.limbs import Reservation
from rulebook.reserved_lots import LotTerms, lot_fails, may_be_reserved, may_reserve, term_suffices

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
ON = date(2026, 8, 17)
MUTUAL = Reservation.PUBLIC_SERVICE_MUTUAL
BELOW = (Reservation.UNITED_KINGDOM, Reservation.LOCAL_AREA, Reservation.SME, Reservation.VCSE)
GROUNDLESS = (Reservation.USER_LED, Reservation.NOT_FOR_PROFIT)
TOO_LONG = "maximum_term_over_5_years"


def terms(**changes: Any) -> LotTerms:
    facts: dict[str, Any] = {
        "procedure": "competitive_flexible",
        "is_light_touch": True,
        "is_public_contract": True,
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2032, 3, 31),
    }
    return LotTerms(**(facts | changes))


def test_five_years_to_the_day_are_lawful_and_one_day_more_is_refused() -> None:
    assert lot_fails(MUTUAL, terms(), on=ON) == ()
    longer = terms(ends_on=date(2032, 4, 1))
    assert lot_fails(MUTUAL, longer, on=ON) == (TOO_LONG,)
    refusal = may_reserve(MUTUAL, longer, on=ON, now=NOW)
    assert refusal.blocks
    assert "2032-04-01" in " ".join(refusal.reasons)


def test_extensions_count_though_nobody_may_ever_use_them() -> None:
    assert lot_fails(MUTUAL, terms(extension_months=24), on=ON) == (TOO_LONG,)
    assert lot_fails(MUTUAL, terms(ends_on=date(2030, 3, 31), extension_months=24), on=ON) == ()
    assert lot_fails(MUTUAL, terms(ends_on=date(2030, 3, 31), extension_months=25), on=ON) == (TOO_LONG,)


@given(st.dates(date(2025, 3, 1), date(2040, 12, 31)), st.integers(0, 2300), st.integers(0, 36))
def test_the_term_is_counted_like_a_brute_force_of_days(starts_on: date, days: int, extension: int) -> None:
    ends_on = starts_on + timedelta(days=days)
    last = months_later(ends_on + timedelta(days=1), extension) - timedelta(days=1)
    allowed = {starts_on + timedelta(days=n) for n in range((years_later(starts_on, 5) - starts_on).days)}
    decision = term_suffices(
        terms(starts_on=starts_on, ends_on=ends_on, extension_months=extension), on=starts_on, now=NOW
    )
    assert decision.outcome is (last in allowed or last < starts_on)


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"procedure": "open"}, "competitive flexible"), ({"is_light_touch": False}, "light-touch")],
)
def test_section_33_asks_for_competitive_flexible_and_light_touch(change: dict[str, Any], reason: str) -> None:
    refusal = may_reserve(MUTUAL, terms(**change), on=ON, now=NOW)
    assert refusal.blocks
    assert reason in " ".join(refusal.reasons)
    assert may_reserve(MUTUAL, terms(), on=ON, now=NOW).outcome is True


def test_a_lot_of_which_nothing_is_said_is_unknown() -> None:
    decision = may_reserve(MUTUAL, LotTerms(), on=ON, now=NOW)
    assert (decision.outcome, decision.blocks) == (None, False)
    assert lot_fails(MUTUAL, LotTerms(procedure="open"), on=ON) == ("procedure_not_competitive_flexible",)


@pytest.mark.parametrize("reservation", [*GROUNDLESS, *BELOW])
def test_above_the_threshold_no_law_keeps_a_lot_for_them(reservation: Reservation) -> None:
    refusal = may_reserve(reservation, terms(), on=ON, now=NOW)
    assert (refusal.blocks, refusal.rule) == (True, "reserved.grounds")
    assert "award criterion" in refusal.reasons[0]


@pytest.mark.parametrize("reservation", Reservation)
def test_below_the_threshold_only_whom_the_regulations_name(reservation: Reservation) -> None:
    decision = may_reserve(reservation, terms(is_public_contract=False), on=ON, now=NOW)
    assert decision.outcome is (None if reservation in GROUNDLESS else True)
    assert ("VCSEs" in decision.reasons[-1]) == (reservation in GROUNDLESS)


@pytest.mark.parametrize("reservation", [*GROUNDLESS, *BELOW])
def test_of_unknown_value_nothing_is_refused(reservation: Reservation) -> None:
    assert may_reserve(reservation, terms(is_public_contract=None), on=ON, now=NOW).outcome is None


def test_the_stand_in_for_the_table_of_services_only_informs() -> None:
    assert may_be_reserved(["85311000", "85312000"], on=ON, now=NOW).outcome is True
    outside = may_be_reserved(["85311000", "79713000"], on=ON, now=NOW)
    assert (outside.outcome, outside.blocks) == (False, False)
    assert may_be_reserved([], on=ON, now=NOW).outcome is None
