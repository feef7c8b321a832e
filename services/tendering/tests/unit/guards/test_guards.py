"""Guards on terms: what the law forbids blocks, what the overlay means only flags."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, terms

from kernel.errors import Unacceptable
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.limbs import Reservation
from tendering.criteria.domain import Criterion, CriterionKind, Source, Topic
from tendering.guards.domain import Reach
from tendering.guards.rules import rules_of_terms
from tendering.obligations.domain import AuthorityType, Procedure
from tendering.terms.domain import Justification, Lot

ABOVE, BELOW = Reach(is_public_contract=True, has_pack=False), Reach(is_public_contract=False, has_pack=False)
PRICE, SOCIAL = CriterionKind.PRICE, CriterionKind.SOCIAL_VALUE


def said(reach: Reach = ABOVE, **changes: Any) -> dict[str, Decision]:
    """What the guards say of terms, by the rule's name."""
    return {each.rule: each for each in rules_of_terms(terms(**changes), reach, now=NOW)}


def weighted(price: int, social: int, ratings: int = 0) -> list[Criterion]:
    rest = Decimal(100 - price - social - ratings)
    stars = Criterion("Stars", CriterionKind.QUALITY, Decimal(ratings), source=Source.USER_RATING)
    quality = Criterion("Quality", CriterionKind.QUALITY, rest)
    return [Criterion("Price", PRICE, Decimal(price)), Criterion("Value", SOCIAL, Decimal(social)), stars, quality]


@pytest.mark.parametrize(("social", "enough"), [(10, True), (9, False)])
def test_a_central_body_gives_social_value_a_tenth_and_less_is_flagged(social: int, enough: bool) -> None:
    of: dict[str, Any] = {"authority_type": AuthorityType.CENTRAL, "criteria": weighted(40, social)}
    decision = said(**of)["social_value.ppn002"]
    assert (decision.outcome, decision.blocks) == (enough, False)
    assert "social_value.ppn002" not in said(BELOW, **of)
    assert "social_value.ppn002" not in said(**(of | {"authority_type": AuthorityType.SUB_CENTRAL}))


@pytest.mark.parametrize(
    ("price", "social", "ratings", "fine"),
    [(40, 20, 10, True), (41, 20, 10, False), (40, 19, 10, False), (40, 20, 11, False)],
)
def test_weights_outside_the_overlay_flag_at_the_figure_itself_they_are_within(
    price: int, social: int, ratings: int, fine: bool
) -> None:
    decision = said(criteria=weighted(price, social, ratings))["seed_social_economy.weights"]
    assert (decision.outcome, decision.blocks) == (fine, False)


def test_a_flag_names_every_weight_that_is_not_as_meant() -> None:
    reasons = said(criteria=weighted(70, 5, 20))["seed_social_economy.weights"].reasons
    assert [reason.split(" ha")[0] for reason in reasons] == ["Price", "Social value", "Users' ratings"]


@given(topic=st.sampled_from(Topic), why=st.none() | st.just("Users keep their key worker."))
def test_what_is_asked_of_employers_and_taxpayers_is_unlawful_unless_it_relates_to_the_contract(
    topic: Topic, why: str | None
) -> None:
    criteria = [Criterion("Staff", SOCIAL, Decimal(100), topic=topic, relates_because=why)]
    assert said(criteria=criteria)["award.criteria"].blocks is (why is None)
    assert "award.criteria" not in said(BELOW, criteria=criteria)


def test_other_social_value_that_does_not_say_so_is_unknown_and_not_unlawful() -> None:
    decision = said(criteria=[Criterion("Value", SOCIAL, Decimal(100))])["award.criteria"]
    assert (decision.outcome, decision.blocks) == (None, False)


def a_lot(**changes: Any) -> Lot:
    facts: dict[str, Any] = {"title": "Prevention", "value": Money.parse("90000.00")}
    return Lot(**(facts | changes))


@pytest.mark.parametrize(
    ("lot", "why", "fine"),
    [(a_lot(), None, False), (a_lot(), "Nobody near does it.", True), (a_lot(reserved=Reservation.VCSE), None, True)],
)
def test_below_the_threshold_a_contract_that_is_kept_for_nobody_near_says_why(
    lot: Lot, why: str | None, fine: bool
) -> None:
    decision = said(BELOW, lots=[lot], not_local_because=why)["seed_social_economy.local_by_default"]
    assert (decision.outcome, decision.blocks) == (fine, False)


def test_above_it_nobody_is_kept_near_by_default_since_the_law_knows_no_such_ground() -> None:
    assert "seed_social_economy.local_by_default" not in said(lots=[a_lot()])


@pytest.mark.parametrize(
    ("has_pack", "transfers", "asked"), [(True, True, True), (False, True, False), (False, False, None)]
)
def test_where_staff_would_transfer_a_missing_pack_flags(has_pack: bool, transfers: bool, asked: bool | None) -> None:
    decision = said(Reach(is_public_contract=True, has_pack=has_pack), transfers_staff=transfers).get("tupe.pack")
    assert (decision and decision.outcome) is asked
    assert not (decision and decision.blocks)


def test_where_nobody_competes_weights_say_nothing() -> None:
    meant = Justification("6", "Nobody else can.", terms().lots[0].id)
    assert "seed_social_economy.weights" not in said(procedure=Procedure.DIRECT_AWARD, justification=meant)


def test_lots_that_overlap_are_named() -> None:
    with pytest.raises(Unacceptable, match="Lots overlap: two are 'prevention'"):
        terms(lots=[a_lot(reference="a"), a_lot(title="prevention")])
    terms(lots=[a_lot(reference="a"), a_lot(reference="b")])
    terms(lots=[a_lot(), a_lot(title="Outreach")])
