"""Well-being and conflicts: where the law binds a plain no blocks, where nothing is known nothing does."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, a_conflicts_assessment, an_engagement, well_being

from rulebook.decisions import Basis, Decision
from tendering.considerations.domain import Asking, Interest, Preparation
from tendering.considerations.rules import rules_of_conflicts, rules_of_preparation, well_being_considered

MITIGATED = Interest("Head of housing", "A brother works for a bidder.", steps="Takes no part.")
PERCEIVED = Interest("Portfolio holder", "Once chaired a bidder.", is_perceived=True)


def refusals(before: Preparation, **asked: bool | None) -> list[str]:
    asking = Asking(**{"is_public_contract": True, "is_service": True} | asked)  # type: ignore[arg-type]
    return [each.rule for each in rules_of_preparation(before, asking, now=NOW) if each.blocks]


def test_above_the_threshold_an_engagement_without_either_is_refused() -> None:
    assert refusals(Preparation(an_engagement())) == ["social_value.act", "conflicts.assessment"]


def test_with_both_nothing_is_refused() -> None:
    assert refusals(Preparation(an_engagement(), (), well_being(), a_conflicts_assessment())) == []


@pytest.mark.parametrize(("is_public", "is_service"), [(True, False), (False, True), (False, False), (None, True)])
def test_beyond_the_act_well_being_only_flags(is_public: bool | None, is_service: bool) -> None:
    before = Preparation(an_engagement(), (), None, a_conflicts_assessment())
    assert refusals(before, is_public_contract=is_public, is_service=is_service) == []
    flag = well_being_considered(None, is_kept_here=True, binds=False, now=NOW)
    assert (flag.outcome, flag.basis) == (False, Basis.SEED)


@given(is_public=st.sampled_from([True, False, None]), is_service=st.booleans())
def test_a_notice_that_names_no_engagement_is_never_refused_for_it(is_public: bool | None, is_service: bool) -> None:
    assert refusals(Preparation(), is_public_contract=is_public, is_service=is_service) == []


def conflicts(interests: list[Interest], since: int | None = None) -> list[Decision]:
    """What is said of an assessment of now; the notice before was `since` hours ago."""
    before = None if since is None else NOW - timedelta(hours=since)
    assessment = a_conflicts_assessment(interests=interests, reviewed_at=NOW)
    return list(rules_of_conflicts(assessment, is_kept_here=True, since=before, now=NOW))


def test_a_conflict_about_which_nothing_is_done_is_refused_a_perceived_one_too() -> None:
    assert [each.outcome for each in conflicts([MITIGATED])] == [True, True]
    assert [each.outcome for each in conflicts([MITIGATED, PERCEIVED])] == [True, False]
    assert [each.outcome for each in conflicts([])] == [True, True]


@pytest.mark.parametrize(("hours", "fresh"), [(1, True), (0, False), (-1, False)])
def test_each_notice_needs_a_revision_later_than_the_notice_before(hours: int, fresh: bool) -> None:
    [first, _] = conflicts([], since=hours)
    assert first.blocks is not fresh
