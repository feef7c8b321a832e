"""Partners and sub-contractors are looked up once bids are open, and their bidder is heard; over HTTP."""

from datetime import datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.evaluation.competition import Competition
from services.tendering.tests.integration.line import V1, Json, Line, done

from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
LISTED = {"ground": "terrorism", "reference": "DL-9", "notified_on": "2026-08-03", "listed_on": "2026-08-16"}


async def debarred(line: Line, **changes: Any) -> Json:
    """The rival is on the list, before anybody bids."""
    body = {"organisation_id": str(line.rival), **LISTED, **changes}
    return done(await line.service.client("registrar").post(f"{V1}/debarments", json=body, headers=at(NOW)), 201)


async def bid_with(line: Line, notice: Json, **named: Any) -> Json:
    """The trust's bid, which names others."""
    path = f"{V1}/notices/{notice['id']}/bids"
    return done(await line.provider.post(path, json=bid_body(notice, **named), headers=at(NOW)), 201)


def consortium(line: Line) -> list[Json]:
    lead = {"organisation_id": str(line.trust), "role": "lead", "share": 60}
    return [lead, {"organisation_id": str(line.rival), "role": "partner", "share": 40}]


async def looked_up(line: Line, notice: Json, by: Any = None, when: datetime = AFTERWARDS) -> Any:
    return await (by or line.buyer).get(f"{V1}/notices/{notice['id']}/associates", headers=at(when))


async def award(line: Line, notice: Json, bid: Json) -> Any:
    body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
    return await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS))


async def heard(line: Line, notice: Json, finding: Json, **said: Any) -> Json:
    """The bidder is told of the ground, answers, and the council decides."""
    told = {"supplier_id": str(line.trust), "ground": "terrorism", "about": "subcontractor", "person": "Crestline"}
    told |= {"organisation_id": str(line.rival), "occurred_on": "2026-08-16", "circumstances": "It is on the list."}
    path = f"{V1}/notices/{notice['id']}/inquiries"
    inquiry = done(await line.buyer.post(path, json=told, headers=at(AFTERWARDS)), 201)
    path = f"{V1}/inquiries/{inquiry['id']}"
    answer = {"statement": "We did not know.", **said}
    done(await line.provider.post(f"{path}/representations", json=answer, headers=at(AFTERWARDS)))
    decided = {"reason": "Looked into.", **finding}
    return done(await line.buyer.post(f"{path}/finding", json=decided, headers=at(AFTERWARDS)))


async def test_nobody_learns_before_the_deadline_whom_a_bid_names(line: Line) -> None:
    await debarred(line)
    notice = await line.published()
    before = await looked_up(line, notice, when=NOW)
    await bid_with(line, notice, consortium=consortium(line))
    after = await looked_up(line, notice, when=NOW)
    assert (before.status_code, before.json()["detail"]) == (after.status_code, after.json()["detail"])
    assert before.status_code == 409
    assert (await looked_up(line, notice, by=line.provider)).status_code == 403
    other = line.service.client("commissioner", organisation=line.rival)
    assert (await looked_up(line, notice, by=other)).status_code == 404


async def test_a_partner_on_the_list_holds_the_award_until_the_bidder_was_heard_and_replaced_it(line: Line) -> None:
    await debarred(line)
    notice = await line.published()
    bid = await bid_with(line, notice, consortium=consortium(line))
    [shown] = done(await looked_up(line, notice, by=line.auditor))["items"]
    [partner] = shown["associates"]
    assert (partner["about"], partner["name"]) == ("associated_person", "Crestline Homes Ltd")
    [matter] = partner["matters"]
    assert (matter["reference"], matter["is_mandatory"], matter["by_name"]) == ("DL-9", True, False)
    assert (await award(line, notice, bid)).json()["decision"]["rule"] == "exclusion.associates"
    await heard(line, notice, {"finding": "replaced"}, replacement="Harbour Lettings CIC")
    [shown] = done(await looked_up(line, notice))["items"]
    assert [each["name"] for each in shown["associates"]] == ["Crestline Homes Ltd", "Harbour Lettings CIC"]
    assert shown["associates"][0]["matters"][0]["finding"] == "replaced"
    made = done(await award(line, notice, bid), 201)
    decision = done(await line.public.get(f"{V1}/decisions/{made['decisions'][-1]}"))
    assert (decision["rule"], decision["outcome"]) == ("exclusion.associates", True)
    assert "Crestline Homes Ltd" in decision["inputs"]["associates"]


async def test_a_debarred_sub_contractor_that_stays_takes_the_bid_with_it(line: Line) -> None:
    await debarred(line)
    notice = await line.published()
    bid = await bid_with(line, notice, subcontractors=[{"name": "CRESTLINE Homes Limited", "work": "Lets homes."}])
    [shown] = done(await looked_up(line, notice))["items"]
    assert shown["associates"][0]["matters"][0]["by_name"] is True
    assert (await award(line, notice, bid)).json()["decision"]["rule"] == "exclusion.associates"
    await heard(line, notice, {"finding": "applies"})
    assert (await award(line, notice, bid)).json()["decision"]["rule"] == "exclusion.award"


async def test_what_the_council_found_of_a_supplier_counts_where_others_name_it(line: Line) -> None:
    earlier = await line.published()
    told = {"supplier_id": str(line.rival), "ground": "insolvency", "occurred_on": "2026-08-01", "circumstances": "So."}
    inquiry = done(await line.buyer.post(f"{V1}/notices/{earlier['id']}/inquiries", json=told, headers=at(NOW)), 201)
    path, answer = f"{V1}/inquiries/{inquiry['id']}", {"statement": "It is true."}
    done(await line.competitor.post(f"{path}/representations", json=answer, headers=at(NOW)))
    finding = {"finding": "applies", "reason": "It goes on.", "disregards": True}
    done(await line.buyer.post(f"{path}/finding", json=finding, headers=at(NOW)))
    notice = await line.published()
    await bid_with(line, notice, consortium=consortium(line))
    [shown] = done(await looked_up(line, notice))["items"]
    [matter] = shown["associates"][0]["matters"]
    assert (matter["source"], matter["reference"], matter["is_mandatory"]) == ("inquiry", inquiry["id"], False)


async def test_a_lot_is_not_decided_while_a_bidder_is_to_be_heard_on_whom_it_names(
    line: Line, competition: Competition
) -> None:
    await competition.open("80000.00", "90000.00")
    body = bid_body(competition.notice, "80000.00", subcontractors=[{"name": "Quayside Ltd", "work": "Lets homes."}])
    body["offers"][0]["declared"] = {"Fair work": 50}
    done(await line.provider.put(f"{V1}/bids/{competition.bids[0]}", json=body, headers=at(NOW)))
    await competition.judged()
    assert (await competition.result())["status"] == "scored"
    quayside = new_id()
    await line.knows(quayside, "Quayside Limited", "provider")
    await debarred(line, organisation_id=str(quayside))
    assert (await competition.result())["status"] == "awaiting_response"
