"""The statute's duties and the overlay's are never mixed, and each stands where its clock says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from tendering.obligations.domain import (
    AuthorityType,
    BreachDecided,
    Case,
    Category,
    Force,
    Layer,
    Obligation,
    Procedure,
    Regime,
    State,
    Step,
)
from tendering.obligations.rules import obligations_of
from tendering.obligations.rules.reach import reach

DAYS = st.dates(date(2026, 1, 5), date(2027, 9, 30))
CASES = st.builds(
    Case,
    authority_type=st.sampled_from(AuthorityType),
    category=st.sampled_from(Category),
    regime=st.sampled_from(Regime),
    procedure=st.sampled_from(Procedure),
    value=st.integers(0, 10**10).map(Money),
    commenced_on=DAYS,
    is_framework=st.booleans(),
    is_concession=st.booleans(),
    announced_standstill=st.none() | st.integers(1, 30),
    steps=st.dictionaries(st.sampled_from(Step), DAYS, max_size=6),
)
NOT_FOR_LIGHT_TOUCH = {"standstill", "kpis", "UK9", "UK10", "tendering_period"}


def owed(case: Case, layer: Layer) -> dict[str, Obligation]:
    """The duties of one layer, by code."""
    return {each.code: each for each in obligations_of(case) if each.layer is layer}


@given(CASES)
def test_light_touch_owes_the_statute_no_standstill_no_indicators_and_no_notice_of_change(case: Case) -> None:
    required = {code for code, each in owed(case, Layer.STATUTE).items() if each.force is Force.REQUIRED}
    if case.regime is Regime.LIGHT_TOUCH:
        assert not required & NOT_FOR_LIGHT_TOUCH
        assert {"standstill", "kpis", "UK9", "UK10"} <= owed(case, Layer.OVERLAY).keys()


@given(CASES)
def test_a_larger_value_never_takes_a_duty_away(case: Case) -> None:
    larger = Case(**(vars(case) | {"value": Money(case.value.pence + 10**8)}))
    before, after = owed(case, Layer.STATUTE), owed(larger, Layer.STATUTE)
    for code, each in before.items():
        if each.force is Force.REQUIRED:
            assert after[code].force is Force.REQUIRED


@given(CASES)
def test_the_overlay_binds_nobody_but_who_bound_itself(case: Case) -> None:
    binding = {code for code, each in owed(case, Layer.OVERLAY).items() if each.force is Force.REQUIRED}
    assert binding <= ({"standstill"} if case.announced_standstill is not None else set())


@given(CASES, DAYS)
def test_a_duty_is_overdue_only_after_its_last_day_and_never_when_exempt(case: Case, today: date) -> None:
    for each in obligations_of(case):
        overdue = each.state(today) is State.OVERDUE
        assert not (overdue and each.force in {Force.EXEMPT, Force.OPTIONAL})
        assert not (overdue and (each.due is None or today <= each.due))


@given(CASES)
def test_every_duty_names_the_rule_and_the_source_that_make_it(case: Case) -> None:
    assert all(each.rule and each.source and each.because for each in obligations_of(case))
    assert reach(case).standstill_working_days >= (case.announced_standstill or 0)


@pytest.mark.parametrize(
    ("buyer", "pounds", "is_told"),
    [
        *((AuthorityType.CENTRAL, "11999.99", False), (AuthorityType.CENTRAL, "12000.00", True)),
        *((AuthorityType.SUB_CENTRAL, "29999.99", False), (AuthorityType.SUB_CENTRAL, "30000.00", True)),
        *((AuthorityType.SCHOOL, "90000.00", False), (AuthorityType.UTILITY, "90000.00", False)),
        (AuthorityType.SCHOOL, "900000.00", True),
    ],
)
def test_below_the_threshold_notices_are_owed_of_what_is_notifiable(
    buyer: AuthorityType, pounds: str, is_told: bool
) -> None:
    case = Case(authority_type=buyer, value=Money.parse(pounds), commenced_on=date(2026, 8, 17))
    forces = {owed(case, Layer.STATUTE)[code].force for code in ("UK4", "UK7")}
    assert forces == ({Force.REQUIRED} if is_told else {Force.EXEMPT})


@given(CASES)
def test_only_of_a_contract_below_the_threshold_is_it_asked_whether_it_is_notifiable(case: Case) -> None:
    found = reach(case)
    assert (found.is_notifiable is None) is (found.is_public_contract is not False)
    assert not (case.is_concession and found.is_notifiable)


def test_below_the_threshold_no_notice_of_its_end_is_owed() -> None:
    small = Case(value=Money.parse("90000.00"), commenced_on=date(2026, 8, 17), steps={Step.END: date(2027, 3, 31)})
    assert owed(small, Layer.STATUTE)["UK11"].force is Force.EXEMPT


def test_the_notice_of_an_ended_contract_is_due_in_thirty_days_beginning_with_its_end() -> None:
    ended = date(2027, 3, 31)
    case = Case(value=Money.parse("900000.00"), commenced_on=date(2026, 8, 17), steps={Step.END: ended})
    duty = owed(case, Layer.STATUTE)["UK11"]
    assert duty.due == ended + timedelta(days=29)
    assert duty.state(ended + timedelta(days=29)) is State.DUE
    assert duty.state(ended + timedelta(days=30)) is State.OVERDUE


def test_a_breach_is_told_in_thirty_days_beginning_with_its_consequence_unless_the_touch_is_light() -> None:
    decided = date(2027, 3, 31)
    breaches = (BreachDecided(decided, None), BreachDecided(decided + timedelta(days=1), decided + timedelta(days=30)))
    case = Case(value=Money.parse("900000.00"), commenced_on=date(2026, 8, 17), breaches=breaches)
    owing, told = (each for each in obligations_of(case) if each.code == "breach_notice")
    assert (owing.due, told.due) == (date(2027, 4, 29), date(2027, 4, 30))
    assert (owing.state(date(2027, 4, 30)), told.state(date(2027, 4, 30))) == (State.OVERDUE, State.MET)
    lightly = replace(case, regime=Regime.LIGHT_TOUCH)
    assert all(each.force is Force.EXEMPT for each in obligations_of(lightly) if each.code == "breach_notice")


def test_user_choice_needs_no_award_notice_and_no_notice_of_its_end() -> None:
    case = Case(
        value=Money.parse("900000.00"),
        commenced_on=date(2026, 8, 17),
        regime=Regime.LIGHT_TOUCH,
        procedure=Procedure.USER_CHOICE,
    )
    statute = owed(case, Layer.STATUTE)
    assert {code for code in ("UK4", "UK5", "UK6", "UK11") if statute[code].force is not Force.EXEMPT} == set()


def test_payments_are_told_only_of_procurements_begun_since_april_2026() -> None:
    for begun, there in ((date(2026, 3, 31), False), (date(2026, 4, 1), True)):
        case = Case(value=Money.parse("900000.00"), commenced_on=begun)
        assert ("UK8" in owed(case, Layer.STATUTE)) is there
