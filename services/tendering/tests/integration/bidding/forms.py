"""What a provider's browser sends with the form of a bid."""

from collections.abc import Mapping
from typing import Any

import httpx
from services.tendering.tests.builders import NOW, at, pounds
from services.tendering.tests.integration.line import V1, Json, Line

TERM = {"starts_on": "2026-12-01", "ends_on": "2028-11-30"}
LOTS = [
    {"title": "Prevention", "reference": "A", "value": pounds("90000.00"), **TERM},
    {"title": "Outreach", "reference": "B", "value": pounds("60000.00"), **TERM},
]
#: One criterion of each kind that asks a bidder for something.
CRITERIA = [
    {"name": "Price", "kind": "price", "weight": 30},
    {"name": "Quality", "kind": "quality", "weight": 40, "relates_because": "People depend on it."}
    | {"descriptors": [{"mark": 10, "says": "Every risk is met."}, {"mark": 0, "says": "None is."}]},
    {"name": "Apprentices", "kind": "social_value", "weight": 20, "source": "declared", "scale_maximum": 12}
    | {"unit": "people", "metric": "apprentices who finish", "relates_because": "They work in the service."},
    {"name": "Local/near jobs", "kind": "social_value", "weight": 10, "source": "declared", "scale_maximum": 40}
    | {"unit": "posts", "relates_because": "The work is done here."},
]


def page_of(notice: Json) -> str:
    return f"{V1}/notices/{notice['id']}/bidding"


def form_of(line: Line, notice: Json) -> dict[str, str]:
    """A bid for the second lot only, with every part that a bid has."""
    first, second = (lot["id"] for lot in notice["lots"])
    return {
        "/offers/0/lot_id": first,
        "/offers/0/price/amount": "",
        "/offers/1/lot_id": second,
        "/offers/1/price/amount": "58000.00",
        "/offers/1/promises/Apprentices/quantity": "4",
        "/offers/1/promises/Apprentices/due_on": "2027-06-30",
        "/offers/1/promises/Apprentices/place": "Ashgate",
        "/offers/1/declared/Local~1near jobs": "12.5",
        "/offers/1/staffing/full_time_equivalents": "2.5",
        "/offers/1/staffing/hours_per_week": "37",
        "/offers/1/staffing/weeks_per_year": "52",
        "/offers/1/staffing/years": "2",
        "/answers/Quality": "Four steps.",
        "/consortium/0/organisation_id": str(line.trust),
        "/consortium/0/role": "lead",
        "/consortium/0/share": "62.5",
        "/consortium/1/organisation_id": str(line.rival),
        "/consortium/1/role": "partner",
        "/consortium/1/share": "37.5",
        "/subcontractors/0/name": "Keys and Doors CIC",
        "/subcontractors/0/work": "Repairs",
        "/subcontractors/0/lot_ids/-": second,
    }


async def sends(
    line: Line,
    notice: Json,
    action: str,
    price: str = "85000",
    *,
    when: dict[str, str] | None = None,
    files: Any = None,
    fields: Mapping[str, str] | None = None,
) -> httpx.Response:
    """What the provider's browser is shown at last, which has filled in a price for every lot and a proposal."""
    form = {"/proposal": "Homes first.\r\nThen work.", "action": action}
    for place, lot in enumerate(notice["lots"]):
        form |= {f"/offers/{place}/lot_id": lot["id"], f"/offers/{place}/price/amount": price}
    path, headers = page_of(notice), when or at(NOW)
    return await line.provider.post(
        path, data=form | dict(fields or {}), files=files, headers=headers, follow_redirects=True
    )
