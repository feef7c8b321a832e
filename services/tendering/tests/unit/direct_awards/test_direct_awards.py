"""Without competition: only on a ground of the law, after its notice, and never where somebody bids."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, a_notice, a_published_notice, terms

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from rulebook.decisions import Decision
from tendering.awards.domain import Award
from tendering.direct_awards.domain import award_directly
from tendering.notices.domain import Notice, Status
from tendering.notices.rules import rules_of_publication
from tendering.obligations.domain import Procedure, Regime
from tendering.terms.domain import Justification

SUPPLIER = UUID(int=5)


def direct(ground: str = "6", **changes: Any) -> dict[str, Any]:
    """What makes a notice one of a direct award."""
    justified = Justification(ground, "Only they own the homes.", SUPPLIER)
    return {"procedure": Procedure.DIRECT_AWARD, "criteria": [], "justification": justified} | changes


def awarded(notice: Notice, now: Any = AFTERWARDS) -> Award:
    return award_directly(notice, Money.parse("1720000.00"), reason="Nobody objected.", now=now)


def asked(notice: Notice) -> dict[str, Decision]:
    return {each.rule: each for each in rules_of_publication(notice, now=NOW)}


def test_the_award_is_what_the_notice_told_of() -> None:
    notice = a_published_notice(**direct())
    award = awarded(notice)
    assert (award.id, award.supplier_id, award.bid_id) == (notice.id, SUPPLIER, None)
    assert award.lot_ids == [lot.id for lot in notice.lots]
    assert notice.status is Status.AWARDED
    with pytest.raises(RuleBroken, match="already awarded"):
        awarded(notice)


def test_no_direct_award_comes_before_its_notice_or_before_others_could_object() -> None:
    with pytest.raises(RuleBroken, match="draft"):
        awarded(a_notice(**direct()))
    with pytest.raises(RuleBroken, match="deadline"):
        awarded(a_published_notice(**direct()), now=DEADLINE)


def test_a_competition_is_not_awarded_directly() -> None:
    with pytest.raises(RuleBroken, match="justifies"):
        awarded(a_published_notice())


def test_nobody_bids_where_nobody_competes() -> None:
    assert not a_published_notice(**direct()).welcomes_bids(now=NOW + timedelta(days=1))


def test_a_direct_award_is_justified_and_nothing_else_is() -> None:
    for changes in ({"procedure": Procedure.DIRECT_AWARD}, {"justification": Justification("6", "Why not.", uuid4())}):
        with pytest.raises(Unacceptable) as refused:
            terms(**changes)
        assert refused.value.path == "/justification"


@pytest.mark.parametrize(("ground", "lawful"), [("2", True), ("6", True), ("s42", True), ("1", False), ("20", False)])
def test_the_law_knows_the_ground_or_the_notice_is_not_published(ground: str, lawful: bool) -> None:
    assert asked(a_notice(**direct(ground)))["award.direct"].blocks is not lawful


@pytest.mark.parametrize(
    ("ground", "regime", "procedure", "lawful"),
    [
        ("15", Regime.LIGHT_TOUCH, Procedure.USER_CHOICE, True),
        ("16", Regime.LIGHT_TOUCH, Procedure.USER_CHOICE, True),
        ("15", Regime.FULL, Procedure.USER_CHOICE, False),
        ("15", Regime.LIGHT_TOUCH, Procedure.DIRECT_AWARD, False),
        ("6", Regime.LIGHT_TOUCH, Procedure.USER_CHOICE, False),
    ],
)
def test_users_choose_light_touch_services_by_their_own_paragraph(
    ground: str, regime: Regime, procedure: Procedure, lawful: bool
) -> None:
    found = asked(a_notice(**direct(ground, regime=regime, procedure=procedure)))
    assert found["uk_pa2023_light_touch.user_choice"].blocks is not lawful


def test_a_users_own_choice_waits_for_nobody() -> None:
    chosen = a_published_notice(**direct("15", regime=Regime.LIGHT_TOUCH, procedure=Procedure.USER_CHOICE))
    assert awarded(chosen, now=NOW).decided_at == NOW


def test_the_time_for_bids_is_not_asked_where_there_are_none() -> None:
    assert "uk_pa2023_full.tendering_period" not in asked(a_notice(**direct(closes_at=NOW + timedelta(days=1))))
