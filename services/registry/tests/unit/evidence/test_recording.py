"""The catalogue: each name takes the values of its kind and no other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.builders import a_statement

from kernel.errors import Forbidden, Unacceptable
from registry.catalogue.domain import Kind, Value
from registry.catalogue.rules import CATALOGUE
from registry.evidence.domain import Standing
from registry.evidence.rules import attested_until, must_be_allowed, must_be_dated, must_make_sense


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cio", True),
        ("board_members", 0),
        ("group_turnover", "44000000.00"),
        ("retained_profit_over_3_years", "-12.50"),
        ("ultimate_controller_country", "LU"),
        ("operating_areas", "E06000015 E07000034"),
        ("operating_areas", ""),
        ("profit_distribution", "barred_by_law"),
        ("shareholder_loan_interest", "5.25"),
        ("company_status", "active - proposal to strike off"),
        ("a_name_that_no_rule_asks_for", "anything"),
    ],
)
def test_a_value_of_its_kind_is_taken(name: str, value: Value) -> None:
    must_make_sense(a_statement(name, value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cio", "yes"),
        ("cio", 1),
        ("board_members", True),
        ("board_members", -1),
        ("board_members", 2**31),
        ("board_members", "8"),
        ("group_turnover", 44000000),
        ("group_turnover", "44,000,000"),
        ("group_turnover", "44000000"),
        ("ultimate_controller_country", "gb"),
        ("ultimate_controller_country", "United Kingdom"),
        ("operating_areas", "Northbridge"),
        ("profit_distribution", "barred"),
        ("shareholder_loan_interest", "5 %"),
        ("company_status", " active"),
        ("company_status", "x" * 1001),
        ("a_name_that_no_rule_asks_for", 2**31),
    ],
)
def test_any_other_value_is_refused_at_its_place(name: str, value: Value) -> None:
    with pytest.raises(Unacceptable) as refused:
        must_make_sense(a_statement(name, value), place="/facts/3")
    assert refused.value.path == "/facts/3/value"
    assert name in str(refused.value)


def test_an_organisation_attests_only_what_some_rule_asks_for() -> None:
    with pytest.raises(Unacceptable, match="fact-names"):
        must_make_sense(a_statement("loved_by_all", True), registrar=False)


def test_nobody_has_found_anything_tomorrow() -> None:
    must_be_dated(a_statement("cio", True), date(2026, 7, 15))
    with pytest.raises(Unacceptable):
        must_be_dated(a_statement("cio", True), date(2026, 7, 14))


def test_no_fact_expires_before_it_was_found() -> None:
    must_be_dated(a_statement("cio", True, expires_on=date(2026, 7, 15)), date(2026, 7, 15))
    with pytest.raises(Unacceptable):
        must_be_dated(a_statement("cio", True, expires_on=date(2026, 7, 14)), date(2026, 7, 15))


@pytest.mark.parametrize("standing", [it for it in Standing if it is not Standing.ATTESTATION])
def test_an_organisations_word_is_its_word_and_no_more(standing: Standing) -> None:
    must_be_allowed(standing, registrar=True)
    with pytest.raises(Forbidden):
        must_be_allowed(standing, registrar=False)


def test_an_attestation_is_good_for_a_year() -> None:
    assert attested_until(date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.sampled_from(sorted(CATALOGUE)), st.one_of(st.booleans(), st.integers(), st.text()))
def test_whatever_is_sent_is_taken_or_refused_with_a_sentence(name: str, value: Value) -> None:
    fault = CATALOGUE[name].fault_of(value)
    assert fault is None or fault.endswith(".")
    assert fault or isinstance(value, bool) == (CATALOGUE[name].kind is Kind.TRUTH)
