"""Subsidiarity: a higher tier than the lowest that is able never passes without a reason, and nothing is refused."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, an_engagement

from kernel.errors import Unacceptable
from rulebook.decisions import Basis
from tendering.considerations.domain import Asking, CommissioningTier, HigherBecause, Preparation, Subsidiarity
from tendering.considerations.rules import rules_of_preparation, subsidiarity_considered

TIERS = list(CommissioningTier)
INDIVIDUAL, NEIGHBOURHOOD, LOCAL_AUTHORITY, REGION, NATION = TIERS
tiers = st.sampled_from(TIERS)
reasons = st.none() | st.sampled_from(HigherBecause)


def thoughts(tier: CommissioningTier, able: set[CommissioningTier], reason: HigherBecause | None) -> Subsidiarity:
    """The tier itself is able, too."""
    return Subsidiarity(
        engagement_id=uuid4(),
        tier=tier,
        able=sorted({*able, tier}),
        reason=reason,
        explanation=reason and "One team serves all.",
        considered_at=NOW,
    )


def passes(considered: Subsidiarity | None) -> bool:
    decision = subsidiarity_considered(considered, is_kept_here=True, now=NOW)
    assert (decision.blocks, decision.basis) == (False, Basis.SEED)
    return decision.outcome is True


@given(tier=tiers, able=st.sets(tiers), reason=reasons)
def test_what_is_not_the_lowest_passes_with_a_reason_and_never_without(
    tier: CommissioningTier, able: set[CommissioningTier], reason: HigherBecause | None
) -> None:
    lower = {each for each in able if TIERS.index(each) < TIERS.index(tier)}
    assert passes(thoughts(tier, able, reason)) is (not lower or reason is not None)


@given(tier=tiers, able=st.sets(tiers), more=tiers, reason=reasons)
def test_that_another_tier_is_able_never_lifts_a_flag(
    tier: CommissioningTier, able: set[CommissioningTier], more: CommissioningTier, reason: HigherBecause | None
) -> None:
    assert passes(thoughts(tier, able | {more}, reason)) <= passes(thoughts(tier, able, reason))


@given(lower=tiers, higher=tiers, able=st.sets(tiers), reason=reasons)
def test_who_may_commission_without_a_flag_may_do_so_below(
    lower: CommissioningTier, higher: CommissioningTier, able: set[CommissioningTier], reason: HigherBecause | None
) -> None:
    lower, higher = sorted((lower, higher), key=TIERS.index)
    both = able | {lower, higher}
    assert passes(thoughts(higher, both, reason)) <= passes(thoughts(lower, both, reason))


@pytest.mark.parametrize(
    ("considered", "said"),
    [
        (None, "Nobody said at which tier the need is commissioned."),
        (thoughts(NEIGHBOURHOOD, {REGION}, None), "The lowest tier that is able commissions: neighbourhood."),
        (
            thoughts(LOCAL_AUTHORITY, {INDIVIDUAL}, None),
            "Commissioned by local authority although individual is able; no reason is given.",
        ),
        (
            thoughts(NATION, {REGION}, HigherBecause.EQUAL_ACCESS),
            "Commissioned by nation although region is able; the reason is equal access.",
        ),
    ],
)
def test_the_decision_says_who_commissions_and_why(considered: Subsidiarity | None, said: str) -> None:
    assert subsidiarity_considered(considered, is_kept_here=True, now=NOW).reasons == (said,)


def test_every_tender_notice_is_asked_and_one_without_an_engagement_is_not_judged() -> None:
    small = Asking(is_public_contract=False, is_service=False)
    for before, outcome in ((Preparation(), None), (Preparation(an_engagement()), False)):
        said = {each.rule: each.outcome for each in rules_of_preparation(before, small, now=NOW)}
        assert said["seed_social_economy.subsidiarity"] is outcome


def test_a_tier_that_is_not_able_and_a_reason_without_words_are_no_answer() -> None:
    said: dict[str, Any] = {"engagement_id": uuid4(), "tier": REGION, "considered_at": NOW}
    with pytest.raises(Unacceptable, match="able"):
        Subsidiarity(**said, able=[NATION])
    with pytest.raises(Unacceptable, match="explained"):
        Subsidiarity(**said, able=[REGION], reason=HigherBecause.DUTY)
