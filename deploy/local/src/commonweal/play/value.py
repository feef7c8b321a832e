"""What the story's providers promised, gave and cost: `social_value`, `unit_costs` and `retender_churn`."""

from typing import Any
from uuid import UUID

import httpx

from commonweal.play.contracts import contract_for, present
from commonweal.play.course import Promise, SocialValue, UnitCost
from commonweal.play.telling import Telling, pounds


def keep_promises(telling: Telling) -> dict[str, Any] | None:
    """Providers report what they delivered, somebody else verifies it, and the council strikes the balance."""
    if "social_value" not in telling.document.sections:
        return None
    return {each.id: kept(telling, each) for each in telling.document.social_value}


def kept(telling: Telling, value: SocialValue) -> dict[str, Any]:
    """How far one provider kept its promises; each account of them is a contract's own."""
    contract = contract_for(telling, value.lot, value.provider, but=telling.promised)
    telling.promised.add(contract["id"])
    path = f"/tendering/v1/contracts/{contract['id']}"
    commissioner = telling.stage.part("commissioner", telling.authority)
    if value.lines:
        said = {"promises": [promised(line) for line in value.lines]}
        ledger = telling.stage.do(commissioner, "POST", f"{path}/promises", said, at=present(telling))
        for line, promise in zip(value.lines, ledger["promises"], strict=True):
            deliver(telling, contract, promise["id"], line)
        telling.stage.do(commissioner, "POST", f"{path}/social-value/reviews", at=present(telling))
    struck = telling.stage.do(telling.stage.public, "GET", f"{path}/social-value", at=present(telling))
    return {
        "lines_pct": {each["reference"]: each["kept_pct"] for each in struck["promises"]},
        "weighted_delivery_pct": struck["weighted_pct"],
    }


def promised(line: Promise) -> dict[str, Any]:
    """A line as the contract has it."""
    said = {"reference": line.id, "unit": line.unit, "direction": line.direction}
    return {**said, "weight": float(line.weight), "promised": float(line.promised)}


def deliver(telling: Telling, contract: dict[str, Any], promise: str, line: Promise) -> None:
    """The provider reports, and a registrar who belongs to neither side verifies."""
    body = {"delivered": float(line.delivered), "evidence": "As the story has it."}
    path = f"/tendering/v1/promises/{promise}/deliveries"
    told = telling.stage.do(supplier_of(telling, contract), "POST", path, body, at=present(telling))
    found = {"delivered": float(line.delivered)}
    registrar = telling.stage.part("registrar")
    telling.stage.do(registrar, "POST", f"/tendering/v1/deliveries/{told['id']}/verify", found, at=present(telling))


def count_costs(telling: Telling) -> dict[str, Any] | None:
    """What a place, a night and an outcome cost."""
    if "unit_costs" not in telling.document.sections:
        return None
    return {each.id: cost_of(telling, each) for each in telling.document.unit_costs}


def cost_of(telling: Telling, given: UnitCost) -> dict[str, Any]:
    """The provider's return of one lot, with the costs that the platform makes of it."""
    contract = contract_for(telling, given.lot)
    said: dict[str, Any] = {
        "first": given.period_start.isoformat(),
        "last": given.period_end.isoformat(),
        "outcome": given.outcome,
    }
    said |= {name: getattr(given, name) for name in ("places", "occupied_nights", "outcomes")}
    if given.annual_cost is not None:
        said["annual_cost"] = pounds(given.annual_cost)
    path = f"/tendering/v1/contracts/{contract['id']}/outcomes"
    at = present(telling, not_before=given.period_end)
    told = telling.stage.do(supplier_of(telling, contract), "POST", path, said, at=at)
    costs = {name: told[name] for name in ("per_place_year", "per_occupied_night", "per_outcome")}
    return {
        "available_nights": told["available_nights"],
        "occupancy_pct": told["occupancy_pct"],
        **{name: cost and cost["amount"] for name, cost in costs.items()},
    }


def reckon_churn(telling: Telling) -> dict[str, Any] | None:
    """How often the service was tendered again before."""
    history = telling.document.retender_churn
    if history is None:
        return None
    said = {**history.model_dump(), "years_observed": float(history.years_observed)}
    found: dict[str, Any] = telling.stage.do(
        telling.stage.public, "POST", "/tendering/v1/churn", said, at=present(telling)
    )
    return found


def supplier_of(telling: Telling, contract: dict[str, Any]) -> httpx.Client:
    """Somebody who acts for the supplier of a contract."""
    return telling.stage.part("provider", UUID(contract["supplier_id"]))
