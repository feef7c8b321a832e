"""What is published of contracts, and what is missing, over HTTP, on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Json, Line, done

pytestmark = pytest.mark.integration
COVERED = {"places": ["Northbridge"], "beneficiaries": ["People who sleep rough"]}
SEVEN = ["value", "terms", "places", "beneficiaries", "kpis", "outcomes", "unit_costs"]


async def a_contract(line: Line, **terms: Any) -> Json:
    award = await line.awarded()
    body = {"starts_on": "2026-12-01", "ends_on": "2027-11-30", **terms}
    made = await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=body, headers=at(AFTERWARDS))
    path = f"{V1}/contracts/{done(made, 201)['id']}"
    return done(await line.provider.post(f"{path}/sign", headers=at(AFTERWARDS)))


async def told(line: Line, contract: Json) -> Json:
    return done(await line.public.get(f"{V1}/contracts/{contract['id']}/completeness", headers=at(AFTERWARDS)))


async def test_a_record_fills_field_by_field(line: Line) -> None:
    contract = await a_contract(line, **COVERED)
    path = f"{V1}/contracts/{contract['id']}"
    assert (await told(line, contract))["missing"] == ["terms", "kpis", "outcomes", "unit_costs"]
    body = {"copy_sha256": "0" * 64}
    done(await line.buyer.post(f"{path}/details", json=body, headers=at(AFTERWARDS)))
    assert (await told(line, contract))["missing"] == ["kpis", "outcomes", "unit_costs"]
    nothing = {
        "first": "2026-12-01", "last": "2026-12-31", "places": 0, "occupied_nights": 0, "outcomes": 0,
        "outcome": "Tenancies kept",
    }  # fmt: skip
    done(await line.provider.post(f"{path}/outcomes", json=nothing, headers=at(AFTERWARDS)), 201)
    assert (await told(line, contract))["missing"] == ["kpis", "unit_costs"]
    done(await line.provider.post(f"{path}/outcomes", json=nothing | {"places": 4}, headers=at(AFTERWARDS)), 201)
    assert (await told(line, contract))["published"] == dict.fromkeys(SEVEN, True) | {"kpis": False}
    indicator = {
        "reference": "K1", "title": "Tenancies kept", "unit": "percent", "direction": "higher_is_better", "target": 90,
    }  # fmt: skip
    done(await line.buyer.post(f"{path}/indicators", json={"indicators": [indicator]}, headers=at(AFTERWARDS)), 201)
    assert ((await told(line, contract))["missing"], (await told(line, contract))["is_complete"]) == ([], True)


async def test_an_authority_is_told_by_contract_and_by_field(line: Line) -> None:
    covered, bare = await a_contract(line, **COVERED), await a_contract(line)
    path = f"{V1}/buyers/{line.council}/completeness"
    found = done(await line.public.get(path))
    assert (found["contracts"], found["complete"], found["complete_pct"]) == (2, 0, 0)
    assert found["fields_pct"] == 28.5714  # four of fourteen
    assert (found["fields"]["value"]["share_pct"], found["fields"]["places"]["share_pct"]) == (100, 50)
    first = done(await line.public.get(f"{path}/contracts", params={"limit": 1}))
    assert [each["contract_id"] for each in first["items"]] == [covered["id"]]
    rest = done(await line.public.get(f"{path}/contracts", params={"limit": 1, "cursor": first["next"]}))
    assert [(each["contract_id"], rest["next"]) for each in rest["items"]] == [(bare["id"], None)]
    assert rest["items"][0]["missing"] == SEVEN[1:]


async def test_a_proposal_is_no_record_and_a_buyer_without_contracts_has_no_share(line: Line) -> None:
    proposal = await line.proposed()
    path = f"{V1}/contracts/{proposal['id']}/completeness"
    assert (await line.public.get(path)).status_code == 404
    assert (await line.buyer.get(path)).status_code == 409
    found = done(await line.public.get(f"{V1}/buyers/{line.council}/completeness"))
    assert (found["contracts"], found["complete_pct"], found["fields_pct"]) == (0, None, None)
