"""Disclosures over HTTP: figures of a period, on record with how late they are, and as evidence."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import DisclosureMade

ORGANISATIONS = "/registry/v1/organisations"
NOW = {"Commonweal-Now": "2026-11-25T09:00:00Z"}
YEAR = {"first": "2025-10-01", "last": "2026-09-30"}
PAY = YEAR | {"living_wage": {"staff": 84, "staff_below_living_wage": 3}}
PRACTICE = {"mean_days": "21.5", "within_30_pct": "92.5", "from_31_to_60_pct": "5", "after_60_pct": "2.5"}
TAX = {"country": "GB", "turnover": "1720000.00", "profit_before_tax": "-12.50", "tax_paid": "0.00", "staff": 84}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


@pytest.fixture
async def own(registry: ServiceUnderTest) -> tuple[str, httpx.AsyncClient]:
    id_ = uuid4()
    client = registry.client("provider", organisation=id_)
    assert (await client.post(ORGANISATIONS, json=registration(), headers=NOW)).status_code == 201
    return f"{ORGANISATIONS}/{id_}", client


async def facts(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    found = (await client.get(f"{path}/evidence?live_on=2026-11-25")).json()["items"]
    return {it["name"]: it["value"] for it in found}


async def test_every_kind_is_disclosed_and_counts_as_evidence(
    registry: ServiceUnderTest, own: tuple[str, httpx.AsyncClient]
) -> None:
    path, client = own
    half = {"first": "2026-04-01", "last": "2026-09-30"}
    for body in (PAY, half | {"payment_practice": PRACTICE}, YEAR | {"tax_jurisdictions": [TAX]}):
        answer = await client.post(f"{path}/disclosures", json=body, headers=NOW)
        assert answer.status_code == 201, answer.text
    found = await facts(client, path)
    assert found == {"staff": 84, "staff_below_living_wage": 3, "supplier_payment_days": "21.5"}
    made = [it.disclosure for it in await registry.emitted() if isinstance(it, DisclosureMade)]
    assert [(it.kind, it.days_late) for it in made] == [
        ("living_wage", 0),
        ("payment_practice", 26),
        ("tax_jurisdictions", 0),
    ]
    regularity = (await client.get(f"{path}/disclosures/regularity", headers=NOW)).json()
    assert {it["kind"]: (it["disclosed"], it["late"], it["next_due_on"]) for it in regularity} == {
        "living_wage": (1, 0, "2027-12-29"),
        "payment_practice": (1, 1, "2027-04-30"),
        "tax_jurisdictions": (1, 0, "2028-06-30"),
    }


async def test_the_same_period_is_corrected_and_the_former_figures_stay(own: tuple[str, httpx.AsyncClient]) -> None:
    path, client = own
    first = (await client.post(f"{path}/disclosures", json=PAY, headers=NOW)).json()
    said = PAY | {"living_wage": {"staff": 84, "staff_below_living_wage": 5}}
    second = (await client.post(f"{path}/disclosures", json=said, headers=NOW)).json()
    listed = (await client.get(f"{path}/disclosures?kind=living_wage")).json()["items"]
    assert second["corrects"] == first["id"]
    assert [it["current"] for it in listed] == [False, True]
    assert (await facts(client, path))["staff_below_living_wage"] == 5


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (PAY | {"last": "2026-11-25"}, 422),
        (PAY | {"first": "2025-09-30"}, 422),
        (PAY | {"living_wage": {"staff": 1, "staff_below_living_wage": 2}}, 422),
        (PAY | {"payment_practice": PRACTICE}, 422),
        (YEAR, 422),
        (YEAR | {"tax_jurisdictions": [TAX, TAX]}, 422),
        (PAY | {"sha256": "9f" * 32}, 404),
        (PAY | {"first": "2026-01-01", "last": "2026-08-31"}, 409),
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    own: tuple[str, httpx.AsyncClient], body: dict[str, Any], status: int
) -> None:
    path, client = own
    if status == 409:
        assert (await client.post(f"{path}/disclosures", json=PAY, headers=NOW)).status_code == 201
    answer = await client.post(f"{path}/disclosures", json=body, headers=NOW)
    assert answer.status_code == status, answer.text
    assert len((await client.get(f"{path}/disclosures")).json()["items"]) == (status == 409)


async def test_a_stranger_discloses_nothing(registry: ServiceUnderTest, own: tuple[str, httpx.AsyncClient]) -> None:
    stranger = registry.client("provider", organisation=uuid4())
    assert (await stranger.post(f"{own[0]}/disclosures", json=PAY, headers=NOW)).status_code == 404
