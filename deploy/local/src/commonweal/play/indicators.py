"""What a contract of the story is measured by, agreed before it is signed where the law asks for that."""

from datetime import datetime
from typing import Any

from commonweal.play.course import Kpi
from commonweal.play.telling import Telling


def agree(telling: Telling, contract: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """The council agrees the story's indicators, unless this contract has them; how it then stands."""
    path = f"/tendering/v1/contracts/{contract['id']}"
    commissioner = telling.stage.part("commissioner", telling.authority)
    standing: dict[str, Any] = telling.stage.do(commissioner, "GET", f"{path}/performance", at=at)
    known = {each["reference"] for each in standing["indicators"]}
    missing = [agreed(kpi) for kpi in telling.document.kpis if kpi.id not in known]
    if missing:
        asked = {"indicators": missing, **bands(telling)}
        standing = telling.stage.do(commissioner, "POST", f"{path}/indicators", asked, at=at)
    telling.indicators = {each["reference"]: each["id"] for each in standing["indicators"]}
    return standing


def agree_before_signature(telling: Telling, proposed: dict[str, Any], terms: dict[str, Any], *, at: datetime) -> None:
    """As many as the law asks for; a story that has fewer says that no others are appropriate (s.52)."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    path = f"/tendering/v1/contracts/{proposed['id']}"
    required = telling.stage.do(commissioner, "GET", f"{path}/performance", at=at)["required_of_contract"]
    if required and agree(telling, proposed, at=at)["count"] < required:
        excused = {**terms, "no_indicators_because": "The story measures its contracts by no others."}
        telling.stage.do(commissioner, "PUT", path, excused, at=at)


def agreed(kpi: Kpi) -> dict[str, Any]:
    """An indicator in the words of the contract."""
    said = {"reference": kpi.id, "title": kpi.title, "unit": kpi.unit, "direction": kpi.direction}
    return {**said, "target": float(kpi.target)}


def bands(telling: Telling) -> dict[str, Any]:
    """The story's own bands, where its policy has them."""
    stated = telling.document.policy.get("kpi_bands")
    if stated is None:
        return {}
    return {"bands": [{"from_pct": float(each["from_pct"]), "rating": each["rating"]} for each in stated["value"]]}
