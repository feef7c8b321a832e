"""What the story's contract is measured by, and how it stands: the section `kpis`."""

from datetime import date, timedelta
from typing import Any

from commonweal.play.contracts import contract_for, present
from commonweal.play.indicators import agree
from commonweal.play.telling import Telling


def measure(telling: Telling) -> dict[str, Any] | None:
    """The council agrees its indicators with the provider, and assesses them when the year is over."""
    if "kpis" not in telling.document.sections:
        return None
    contract = contract_for(telling)
    path = f"/tendering/v1/contracts/{contract['id']}"
    commissioner = telling.stage.part("commissioner", telling.authority)
    kpis = telling.document.kpis
    if kpis:
        agree(telling, contract, at=present(telling))
        telling.stage.do(
            commissioner, "POST", f"{path}/assessments", assessment(telling, contract), at=over(telling, contract)
        )
    standing = telling.stage.do(telling.stage.public, "GET", f"{path}/performance", at=present(telling))
    found = {each["indicator_id"]: each for made in standing["assessments"] for each in made["findings"]}
    return {
        "results": {
            kpi.id: {name: found[telling.indicators[kpi.id]][name] for name in ("attainment_pct", "rating")}
            for kpi in kpis
        },
        "count": standing["count"],
        "minimum_required": standing["minimum_required"],
        "minimum_met": standing["minimum_met"],
    }


def assessment(telling: Telling, contract: dict[str, Any]) -> dict[str, Any]:
    """The first year of the contract, or all of it if it is shorter."""
    results = [
        {"indicator_id": telling.indicators[kpi.id], "actual": float(kpi.actual)} for kpi in telling.document.kpis
    ]
    return {"first": contract["starts_on"], "last": last_day(contract).isoformat(), "results": results}


def last_day(contract: dict[str, Any]) -> date:
    """The end of the contract's first year."""
    starts = date.fromisoformat(contract["starts_on"])
    return min(starts + timedelta(days=364), date.fromisoformat(contract["ends_on"]))


def over(telling: Telling, contract: dict[str, Any]) -> Any:
    """The morning after that."""
    return present(telling, not_before=last_day(contract) + timedelta(days=1))
