"""A lot may be kept for one class of providers where the law gives a ground, and not otherwise."""

from datetime import date
from typing import Any

import pytest
from services.tendering.tests.builders import NOW, a_notice, terms

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from rulebook.limbs import Reservation
from tendering.notices.domain import Notice
from tendering.notices.rules import rules_of_publication
from tendering.obligations.domain import Procedure, Regime
from tendering.terms.domain import Lot


def a_lot(reserved: Reservation | None = Reservation.PUBLIC_SERVICE_MUTUAL, **changes: Any) -> Lot:
    facts: dict[str, Any] = {
        "title": "Peer navigation",
        "value": Money.parse("900000.00"),
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2032, 3, 31),
        "reserved": reserved,
    }
    return Lot(**(facts | changes))


def a_light_touch_notice(*lots: Lot, **changes: Any) -> Notice:
    kept = {"procedure": Procedure.COMPETITIVE_FLEXIBLE, "regime": Regime.LIGHT_TOUCH, "lots": [*lots]}
    return a_notice(**(kept | changes))


def refusals(notice: Notice) -> list[str]:
    return [decision.rule for decision in rules_of_publication(notice, now=NOW) if decision.blocks]


def test_a_lot_for_mutuals_is_lawful_for_five_years_and_not_for_a_day_more() -> None:
    assert refusals(a_light_touch_notice(a_lot())) == []
    assert refusals(a_light_touch_notice(a_lot(ends_on=date(2032, 4, 1)))) == ["reserved.mutual"]
    assert refusals(a_light_touch_notice(a_lot(ends_on=date(2031, 3, 31), extension_months=13))) == ["reserved.mutual"]


@pytest.mark.parametrize("change", [{"procedure": Procedure.OPEN}, {"regime": Regime.FULL}])
def test_a_lot_for_mutuals_is_bought_by_light_touch_and_competitive_flexible(change: dict[str, Any]) -> None:
    assert refusals(a_light_touch_notice(a_lot(), **change)) == ["reserved.mutual"]


@pytest.mark.parametrize("reserved", [Reservation.USER_LED, Reservation.NOT_FOR_PROFIT, Reservation.SME])
def test_above_the_threshold_nobody_else_can_be_kept_a_lot_for(reserved: Reservation) -> None:
    assert refusals(a_light_touch_notice(a_lot(reserved))) == ["reserved.grounds"]
    small = a_lot(reserved, value=Money.parse("100000.00"))
    assert refusals(a_light_touch_notice(small)) == []


def test_each_reserved_lot_has_a_decision_that_names_it() -> None:
    notice = a_light_touch_notice(a_lot(), a_lot(None, title="Outreach"), a_lot(title="Night shelter"))
    named = [decision.inputs.get("lot") for decision in rules_of_publication(notice, now=NOW)]
    assert [title for title in named if title] == ["Peer navigation", "Night shelter"]


def test_a_service_that_may_not_be_reserved_is_said_so_and_nothing_is_refused() -> None:
    notice = a_light_touch_notice(a_lot(), cpv=["79713000"])
    [finding] = [it for it in rules_of_publication(notice, now=NOW) if it.rule == "reserved.cpv"]
    assert (finding.outcome, finding.blocks) == (False, False)


def test_a_lot_for_mutuals_says_its_term() -> None:
    notice = a_light_touch_notice(a_lot(starts_on=None))
    with pytest.raises(RuleBroken, match="say its days"):
        notice.must_be_ready(now=NOW)


@pytest.mark.parametrize("lot", [a_lot(Reservation.LOCAL_AREA), a_lot(Reservation.SME, reserved_areas=["E06000015"])])
def test_areas_and_local_lots_belong_together(lot: Lot) -> None:
    with pytest.raises(Unacceptable):
        terms(lots=[lot])
