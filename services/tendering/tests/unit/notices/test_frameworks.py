"""Frameworks: how long they may last, and how many suppliers they may have."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.tendering.tests.builders import AFTERWARDS, NOW, a_notice, a_published_notice, terms

from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.periods import months_later, years_later
from tendering.notices.domain import Notice, Status
from tendering.notices.rules import case_of, rules_of_publication
from tendering.obligations.domain import AuthorityType, Procedure, Regime
from tendering.obligations.rules.reach import reach
from tendering.terms.domain import CallOff, Framework, Justification, Lot

STARTS = date(2027, 4, 1)


def a_framework(
    ends: date, *, months: int = 0, is_open: bool = False, because: str | None = None, **changes: Any
) -> Notice:
    value = changes.pop("value", "1800000.00")
    lot = Lot(title="Homes", value=Money.parse(value), starts_on=STARTS, ends_on=ends, extension_months=months)
    return a_notice(lots=[lot], framework=Framework(CallOff.EITHER, 3, is_open, longer_because=because), **changes)


def is_refused(notice: Notice) -> bool:
    return any(each.blocks for each in rules_of_publication(notice, now=NOW) if each.rule.endswith(".framework"))


@given(days=some.integers(0, 3000), months=some.integers(0, 36), is_open=some.booleans())
def test_a_framework_lasts_four_years_at_most_and_an_open_one_eight(days: int, months: int, is_open: bool) -> None:
    ends = STARTS + timedelta(days=days)
    too_long = months_later(ends, months) >= years_later(STARTS, 8 if is_open else 4)
    assert is_refused(a_framework(ends, months=months, is_open=is_open)) is too_long


@pytest.mark.parametrize(("ends", "refused"), [(date(2031, 3, 31), False), (date(2031, 4, 1), True)])
def test_four_years_and_a_day_are_refused(ends: date, refused: bool) -> None:
    assert is_refused(a_framework(ends)) is refused


@given(days=some.integers(0, 5000), is_open=some.booleans(), kind=some.sampled_from(AuthorityType))
def test_a_reason_lets_a_framework_last_longer_unless_it_is_open(days: int, is_open: bool, kind: AuthorityType) -> None:
    ends = STARTS + timedelta(days=days)
    years = 8 if is_open or kind is AuthorityType.UTILITY else 4
    is_long = ends >= years_later(STARTS, years)
    changes: dict[str, Any] = {"authority_type": kind, "value": "9000000.00"}
    assert is_refused(a_framework(ends, is_open=is_open, **changes)) is is_long
    assert is_refused(a_framework(ends, is_open=is_open, because="Trains last 30 years.", **changes)) is (
        is_long and is_open
    )


@pytest.mark.parametrize(("suppliers", "years"), [(1, 4), (2, 8), (3, 8)])
def test_an_open_framework_for_one_supplier_lasts_four_years(suppliers: int, years: int) -> None:
    last = years_later(STARTS, years) - timedelta(days=1)
    refused = []
    for ends in (last, last + timedelta(days=1)):
        notice = a_framework(ends, is_open=True, because="Trains last 30 years.")
        notice.framework = Framework(CallOff.EITHER, suppliers, is_open=True, longer_because="Trains last 30 years.")
        refused.append(is_refused(notice))
    assert refused == [False, True]


def test_the_reason_is_on_record_only_where_it_was_needed() -> None:
    said = []
    for ends in (date(2031, 3, 31), date(2040, 3, 31)):
        found = rules_of_publication(a_framework(ends, because="Trains last 30 years."), now=NOW)
        said.append("Trains" in " ".join(reason for each in found for reason in each.reasons))
    assert said == [False, True]


def test_light_touch_and_what_is_below_the_threshold_have_no_limit() -> None:
    endless = date(2060, 3, 31)
    assert not is_refused(a_framework(endless, regime=Regime.LIGHT_TOUCH))
    assert not is_refused(a_framework(endless, value="1000.00"))


def test_a_framework_needs_no_indicators() -> None:
    large = a_framework(date(2031, 3, 31), value="9000000.00")
    assert reach(case_of(large, now=NOW)).kpi_exempt_because == ("framework",)


def test_a_lot_of_a_framework_goes_to_several_suppliers() -> None:
    notice = a_published_notice(framework=Framework(CallOff.COMPETITION, 2))
    first, second = uuid4(), uuid4()
    for award in (first, second):
        notice.award([notice.lots[0].id], award, now=AFTERWARDS)
    assert (notice.lots[0].award_id, notice.status) == (first, Status.AWARDED)


def test_a_framework_is_hashed_and_never_awarded_directly() -> None:
    digests = {terms(framework=each).digest_with(None) for each in (None, Framework(CallOff.NONE, 1))}
    assert len(digests) == 2
    justified = Justification("6", "Only they.", uuid4())
    with pytest.raises(Unacceptable):
        terms(framework=Framework(CallOff.NONE, 1), procedure=Procedure.DIRECT_AWARD, justification=justified)
