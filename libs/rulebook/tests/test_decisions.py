"""Golden values of the references, asked as a procedure would ask them."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import LARGEST, Money
from rulebook.clocks import (
    Circumstances,
    contract_copy_due,
    contract_details_due,
    is_qualifying,
    may_sign,
    minimum_tendering_days,
    payments_report_due,
    pipeline_notice_due,
    representations_close_on,
    standstill_last_day,
    tendering_period_suffices,
)
from rulebook.decisions import Basis, Decision
from rulebook.profiles import Profile
from rulebook.thresholds import is_public_contract, threshold

COMMENCED = date(2026, 8, 17)
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
AWARD_NOTICE = date(2026, 11, 25)


def a_decision(**changes: object) -> Decision:
    facts: dict[str, object] = {
        "id": uuid4(),
        "rule": "a.rule",
        "version": 1,
        "basis": Basis.LAW,
        "outcome": False,
        "reasons": ("Because.",),
        "inputs": {},
        "decided_at": NOW,
    }
    return Decision(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("outcome", [True, False, None])
def test_only_a_plain_no_of_the_law_blocks(basis: Basis, outcome: bool | None) -> None:
    assert a_decision(basis=basis, outcome=outcome).blocks == (basis is Basis.LAW and outcome is False)


@pytest.mark.parametrize("basis", Basis)
def test_a_rule_that_the_authority_published_blocks_whatever_its_basis(basis: Basis) -> None:
    assert a_decision(basis=basis, published=True).blocks
    assert not a_decision(basis=basis, published=True, outcome=None).blocks


@pytest.mark.parametrize(
    ("kind", "on", "amount"),
    [
        ("light_touch", date(2026, 1, 1), "663540.00"),
        ("subcentral_goods_services", date(2025, 12, 31), "214904.00"),
        ("subcentral_goods_services", date(2026, 1, 1), "207720.00"),
        ("central_goods_services", date(2026, 1, 1), "135018.00"),
        ("works", date(2026, 1, 1), "5193000.00"),
    ],
)
def test_thresholds_are_those_of_the_day_the_procedure_commenced(kind: str, on: date, amount: str) -> None:
    assert str(threshold(kind, on=on)) == amount


@pytest.mark.parametrize(("value", "outcome"), [("663540.00", True), ("663539.99", False)])
def test_a_contract_that_reaches_the_threshold_is_public(value: str, outcome: bool) -> None:
    decision = is_public_contract(Money.parse(value), "light_touch", on=COMMENCED, now=NOW)
    assert decision.outcome is outcome
    assert (decision.rule, decision.version, decision.basis) == ("thresholds", 2, Basis.LAW)
    assert decision.inputs == {"value": value, "kind": "light_touch", "commenced_on": "2026-08-17"}
    assert value in decision.reasons[0]
    assert not decision.blocks


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_a_dearer_contract_is_no_less_public(one: int, other: int) -> None:
    answers = [
        is_public_contract(Money(pence), "light_touch", on=COMMENCED, now=NOW).outcome for pence in sorted((one, other))
    ]
    assert answers != [True, False]


@pytest.mark.parametrize(
    ("circumstances", "days"),
    [
        (Circumstances(), 25),
        (Circumstances(documents_supplied=False), 30),
        (Circumstances(electronic=False), 30),
        (Circumstances(electronic=False, documents_supplied=False), 35),
        (Circumstances(qualifying_planned_notice=True), 10),
        (Circumstances(urgent=True), 10),
    ],
)
def test_the_time_for_tenders_depends_on_the_circumstances_and_is_free_for_light_touch(
    circumstances: Circumstances, days: int
) -> None:
    assert minimum_tendering_days(Profile.FULL, circumstances, on=COMMENCED) == days
    assert minimum_tendering_days(Profile.LIGHT_TOUCH, circumstances, on=COMMENCED) == 0


@pytest.mark.parametrize(("deadline", "outcome"), [(date(2026, 9, 11), True), (date(2026, 9, 10), False)])
def test_a_deadline_too_near_is_refused_with_both_figures(deadline: date, outcome: bool) -> None:
    decision = tendering_period_suffices(Profile.FULL, COMMENCED, deadline, on=COMMENCED, now=NOW)
    assert decision.outcome is outcome
    assert decision.blocks is not outcome
    assert "at least 25" in decision.reasons[0]
    assert decision.inputs["circumstances"] == "electronic, documents supplied"


@pytest.mark.parametrize(
    ("planned_on", "qualifies"),
    [
        (date(2026, 7, 1), True),
        (date(2026, 7, 8), True),
        (date(2026, 7, 9), False),
        (date(2025, 8, 17), True),
        (date(2025, 8, 16), False),
    ],
)
def test_a_planned_notice_qualifies_from_forty_days_to_twelve_months_before(planned_on: date, qualifies: bool) -> None:
    assert is_qualifying(planned_on, date(2026, 8, 17), on=COMMENCED) is qualifies


def test_the_clocks_of_the_northbridge_award() -> None:
    signed = date(2026, 12, 8)
    assert standstill_last_day(Profile.FULL, AWARD_NOTICE, on=COMMENCED) == date(2026, 12, 7)
    assert standstill_last_day(Profile.LIGHT_TOUCH, AWARD_NOTICE, 8, on=COMMENCED) == date(2026, 12, 7)
    assert standstill_last_day(Profile.LIGHT_TOUCH, AWARD_NOTICE, on=COMMENCED) is None
    assert contract_details_due(Profile.LIGHT_TOUCH, signed, on=COMMENCED) == date(2027, 4, 6)
    assert contract_details_due(Profile.FULL, signed, on=COMMENCED) == date(2027, 1, 6)
    assert contract_copy_due(Profile.FULL, signed, on=COMMENCED) == date(2027, 3, 7)
    assert representations_close_on(AWARD_NOTICE, on=COMMENCED) == date(2026, 12, 8)
    assert pipeline_notice_due(2026, on=COMMENCED) == date(2026, 5, 26)


def test_payments_are_reported_by_the_29th_and_not_the_30th() -> None:
    assert payments_report_due(date(2026, 3, 31), on=COMMENCED) == date(2026, 4, 29)
    assert payments_report_due(date(2026, 9, 30), on=COMMENCED) == date(2026, 10, 29)


def signing(profile: Profile, announced: int | None, now: datetime) -> Decision:
    return may_sign(profile, AWARD_NOTICE, announced, on=COMMENCED, now=now)


def test_nobody_signs_before_the_standstill_of_the_law_is_over() -> None:
    last_instant = datetime(2026, 12, 7, 23, 59, 59, tzinfo=UTC)
    assert signing(Profile.FULL, None, last_instant).blocks
    assert signing(Profile.FULL, None, datetime(2026, 12, 8, tzinfo=UTC)).outcome is True


def test_light_touch_waits_only_if_the_award_notice_said_so_and_then_at_least_eight_days() -> None:
    monday = datetime(2026, 12, 7, 12, tzinfo=UTC)
    assert signing(Profile.LIGHT_TOUCH, None, monday).outcome is True
    assert signing(Profile.LIGHT_TOUCH, 8, monday).blocks
    assert signing(Profile.LIGHT_TOUCH, 2, monday).blocks
    assert signing(Profile.LIGHT_TOUCH, 10, datetime(2026, 12, 9, 12, tzinfo=UTC)).blocks


def test_what_was_not_announced_is_not_among_the_inputs() -> None:
    assert "announced" not in signing(Profile.FULL, None, NOW).inputs
    assert signing(Profile.FULL, 10, NOW).inputs["announced"] == "10"


def test_below_the_threshold_a_standstill_is_as_short_as_it_was_announced() -> None:
    tuesday = datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert signing(Profile.BELOW_THRESHOLD, 3, tuesday).outcome is True
    assert signing(Profile.BELOW_THRESHOLD, 4, tuesday).blocks
    assert signing(Profile.BELOW_THRESHOLD, None, NOW).outcome is True


def test_a_longer_standstill_that_was_announced_binds_beyond_the_laws() -> None:
    assert signing(Profile.FULL, 10, datetime(2026, 12, 9, 12, tzinfo=UTC)).blocks
    assert signing(Profile.FULL, 10, datetime(2026, 12, 10, 12, tzinfo=UTC)).outcome is True
