"""Every ground has its rule, and what happened long ago counts no more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.exclusions import COMMENCEMENT, Ground, first_day_counted, still_counts
from rulebook.rules import rules

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TODAY = NOW.date()
DAYS = st.dates(date(2015, 1, 1), TODAY)
#: The Act's own headings: Schedule 6 with s.30, and Schedule 7.
MANDATORY = {
    "corporate_manslaughter_or_homicide", "terrorism", "theft_fraud_or_bribery", "slavery_or_labour_offence",
    "organised_crime", "tax_offence", "cartel_offence", "tax_misconduct", "competition_infringement",
    "failure_to_co_operate", "unfair_advantage",
}  # fmt: skip


def test_every_ground_is_a_rule_and_every_such_rule_a_ground() -> None:
    kept = [version for [version, *_] in rules().values() if version.subject == "Exclusion and debarment"]
    named = {version.id for version in kept if "mandatory" in version.values}
    assert named == {f"exclusion.{ground}" for ground in Ground}


@pytest.mark.parametrize("ground", Ground)
def test_schedule_6_must_and_schedule_7_may_exclude(ground: Ground) -> None:
    assert ground.is_mandatory(on=TODAY) is (ground in MANDATORY)


@pytest.mark.parametrize(
    ("occurred_on", "counts"), [(date(2025, 2, 24), True), (date(2023, 11, 26), True), (date(2023, 11, 25), False)]
)
def test_what_happened_before_the_act_counts_for_three_years(occurred_on: date, counts: bool) -> None:
    found = still_counts(Ground.PROFESSIONAL_MISCONDUCT, occurred_on, on=TODAY, commenced_on=TODAY, now=NOW)
    assert (found.outcome, found.blocks) == (counts, not counts)


@pytest.mark.parametrize(("occurred_on", "counts"), [(date(2021, 11, 26), True), (date(2021, 11, 25), False)])
def test_five_years_end_with_the_day_of_the_decision(occurred_on: date, counts: bool) -> None:
    found = still_counts(Ground.TERRORISM, occurred_on, on=TODAY, commenced_on=TODAY, now=NOW)
    assert found.outcome is counts


@given(ground=st.sampled_from(Ground), occurred_on=DAYS, later=st.integers(1, 3000))
def test_what_counts_no_more_never_counts_again(ground: Ground, occurred_on: date, later: int) -> None:
    first, second = (
        still_counts(ground, occurred_on, on=day, commenced_on=TODAY, now=NOW).outcome
        for day in (TODAY, TODAY + timedelta(days=later))
    )
    assert first or not second


def test_an_insolvency_is_looked_at_as_it_stands() -> None:
    long_ago = date(2001, 1, 1)
    assert first_day_counted(Ground.INSOLVENCY, long_ago, on=TODAY, commenced_on=COMMENCEMENT) is None
