"""Changes of the story's contract, and how often its service was tendered before: `modifications`, `retender_churn`."""

from typing import Any

from commonweal.play.contracts import contract_for, present
from commonweal.play.course import Modification
from commonweal.play.telling import Telling, pounds


def modify(telling: Telling) -> dict[str, Any] | None:
    """By which route each change might be made, as the platform judges it."""
    if "modifications" not in telling.document.sections:
        return None
    return {each.id: route_of(telling, each) for each in telling.document.modifications}


def route_of(telling: Telling, change: Modification) -> dict[str, Any]:
    """What the platform says of one change, by the procurement's own figures unless the story gives others."""
    asked = {
        "notice_id": contract_for(telling)["notice_id"],
        "category": change.kind,
        "value_change": pounds(change.value_change),
        "earlier_value_changes": [pounds(each) for each in change.earlier_value_changes],
        "term_change_months": change.term_change_months,
        "material_scope_change": change.material_scope_change,
    }
    if change.contract_value is not None:
        asked["contract_value"] = pounds(change.contract_value)
    found: dict[str, Any] = telling.stage.do(
        telling.stage.public, "POST", "/tendering/v1/modifications", asked, at=present(telling)
    )
    return found
