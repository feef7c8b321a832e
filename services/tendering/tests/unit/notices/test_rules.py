"""What the law says when a notice is to be published."""

from datetime import UTC, datetime, timedelta

from services.tendering.tests.builders import NOW, a_notice

from kernel.money import Money
from rulebook.decisions import Basis
from rulebook.profiles import Profile
from tendering.notices.rules import profile_of, rules_of_publication
from tendering.obligations.domain import Category, Regime
from tendering.terms.domain import Lot


def lots_worth(amount: str) -> list[Lot]:
    return [Lot(title="All of it", value=Money.parse(amount))]


def test_above_the_threshold_the_law_forbids_fewer_than_25_days() -> None:
    short = a_notice(closes_at=NOW + timedelta(days=24))
    long = a_notice(closes_at=NOW + timedelta(days=25))
    assert [decision.blocks for decision in rules_of_publication(short, now=NOW)] == [False, True]
    assert [decision.blocks for decision in rules_of_publication(long, now=NOW)] == [False, False]


def test_the_refusal_names_the_section_it_rests_on() -> None:
    [_, period] = rules_of_publication(a_notice(closes_at=NOW + timedelta(days=1)), now=NOW)
    assert (period.rule, period.basis) == ("uk_pa2023_full.tendering_period", Basis.LAW)
    assert "at least 25" in period.reasons[0]


def test_light_touch_needs_no_days_but_the_decision_is_taken_all_the_same() -> None:
    notice = a_notice(regime=Regime.LIGHT_TOUCH, closes_at=NOW + timedelta(days=1))
    assert [decision.outcome for decision in rules_of_publication(notice, now=NOW)] == [True, True]


def test_being_small_is_a_finding_and_forbids_nothing() -> None:
    notice = a_notice(lots=lots_worth("100000.00"), closes_at=NOW + timedelta(days=1))
    size, told = rules_of_publication(notice, now=NOW)
    assert (size.outcome, size.blocks) == (False, False)
    assert (told.rule, told.outcome) == ("thresholds.notifiable", True)
    assert profile_of(notice, now=NOW) is Profile.BELOW_THRESHOLD


def test_the_threshold_is_met_with_vat() -> None:
    assert profile_of(a_notice(lots=lots_worth("173100.00")), now=NOW) is Profile.FULL
    assert profile_of(a_notice(lots=lots_worth("173099.99")), now=NOW) is Profile.BELOW_THRESHOLD


def test_works_have_a_threshold_of_their_own() -> None:
    assert profile_of(a_notice(category=Category.WORKS), now=NOW) is Profile.BELOW_THRESHOLD


def test_in_a_year_whose_thresholds_are_unknown_nothing_is_decided_and_nothing_forbidden() -> None:
    later = datetime(2031, 1, 6, tzinfo=UTC)
    assert rules_of_publication(a_notice(closes_at=later + timedelta(days=1)), now=later) == []
