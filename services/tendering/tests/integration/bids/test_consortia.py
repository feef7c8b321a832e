"""Consortia and subcontractors over HTTP: each member must be a supplier on the register, sealed or not."""

from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.quorum import a_quorum, sealed_body

from kernel.identifiers import new_id

pytestmark = pytest.mark.integration


def together(lead: UUID, partner: UUID) -> list[dict[str, Any]]:
    return [
        {"organisation_id": str(lead), "role": "lead", "share": 62.5, "lot_ids": []},
        {"organisation_id": str(partner), "role": "partner", "share": 37.5, "lot_ids": []},
    ]


async def test_who_bids_together_and_who_works_for_them_is_read_with_the_bid(line: Line) -> None:
    notice = await line.published()
    named = [
        {"name": "Keys and Doors CIC", "work": "Repairs", "organisation_id": None, "share": None, "lot_ids": []},
        {"name": "Northbridge Council", "work": "Vans", "organisation_id": str(line.council)}
        | {"share": 12.5, "lot_ids": [notice["lots"][1]["id"]]},
    ]
    body = bid_body(notice, consortium=together(line.trust, line.rival), subcontractors=named)
    bid = done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)
    read = done(await line.buyer.get(f"{V1}/bids/{bid['id']}", headers=at(AFTERWARDS)))["envelope"]
    assert (read["consortium"], read["subcontractors"]) == (together(line.trust, line.rival), named)


async def test_answers_are_to_criteria_that_a_panel_marks_and_nobody_works_in_a_lot_that_is_not_offered(
    line: Line,
) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}/bids"
    vans = {"name": "Vans", "work": "Vans", "lot_ids": [str(new_id())]}
    for wrong, place in (
        ({"answers": {"Price": "Low."}}, "/answers"),
        ({"subcontractors": [vans]}, "/subcontractors/0/lot_ids"),
    ):
        answer = await line.provider.post(path, json=bid_body(notice, **wrong), headers=at(NOW))
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, place)
    body = bid_body(notice, answers={"Social value": "Four apprentices."})
    bid = done(await line.provider.post(path, json=body, headers=at(NOW)), 201)
    read = done(await line.provider.get(f"{V1}/bids/{bid['id']}", headers=at(NOW)))["envelope"]
    assert read["answers"] == {"Social value": "Four apprentices."}


@pytest.mark.parametrize("who", ["unknown", "a buyer", "suspended"])
async def test_a_member_that_is_no_registered_supplier_is_named(line: Line, who: str) -> None:
    notice, partner = await line.published(), new_id()
    if who != "unknown":
        role, status = ("buyer", "active") if who == "a buyer" else ("provider", "suspended")
        await line.knows(partner, "Partner", role, status=status)
    body = bid_body(notice, consortium=together(line.trust, partner))
    answer = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/consortium/1/organisation_id")


async def test_a_subcontractor_with_a_number_that_the_register_does_not_know_is_named(line: Line) -> None:
    notice = await line.published()
    body = bid_body(notice, subcontractors=[{"name": "Vans", "work": "Vans", "organisation_id": str(new_id())}])
    answer = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/subcontractors/0/organisation_id")


async def test_a_sealed_bid_of_a_consortium_that_is_none_is_spoilt_at_the_opening(line: Line) -> None:
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    sealing = done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))
    path = f"{V1}/notices/{notice['id']}/bids"
    for client, bidder, partner in (
        (line.provider, line.trust, new_id()),
        (line.competitor, line.rival, line.trust),
    ):
        body = sealed_body(sealing, notice, bidder, body={"consortium": together(bidder, partner)})
        done(await client.post(path, json=body, headers=at(NOW)), 201)
    opening = await quorum.opens(notice, 1, 2)
    assert len(opening["opened"]) == 1
    assert [each["reason"] for each in opening["spoilt"]] == ["This is no registered supplier."]
