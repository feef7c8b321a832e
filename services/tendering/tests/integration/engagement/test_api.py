"""An engagement over HTTP, and a tender notice that may not follow until all is open and judged."""

from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, notice_body, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import (
    AdvantageAssessed,
    ConflictsAssessed,
    ContactLogged,
    ContributionAnswered,
    DocumentShared,
    EngagementAnnounced,
    NoticePublished,
)

pytestmark = pytest.mark.integration
PLAN = {"title": "Homelessness", "description": "What would help?", "cpv": ["85311000-2"]}
LARGE = [{"title": "Prevention", "value": pounds("1800000.00")}]
THOUGHTS = {"improves": "Jobs.", "conduct": "Small lots.", "consultation": "Yes."}
INTEREST = {"role": "Head of housing", "interest": "A brother works for a bidder.", "steps": "Takes no part."}


class Engaging:
    """The council's engagement, step by step."""

    def __init__(self, line: Line, engagement: Any) -> None:
        self.line, self.id = line, engagement["id"]
        self.path = f"{V1}/engagements/{self.id}"

    async def says(self, part: str, body: Any = None, status: int = 201, method: str = "POST") -> Any:
        """One write of the council."""
        answer = await self.line.buyer.request(method, f"{self.path}/{part}", json=body, headers=at(NOW))
        return done(answer, status)

    async def keeps(self, text: bytes = b"What we plan.") -> str:
        """A document of the council, not public yet."""
        headers = at(NOW) | {"Content-Type": "text/plain"}
        return str(done(await self.line.buyer.post(f"{V1}/documents", content=text, headers=headers), 201)["sha256"])

    async def meets(self, *documents: str, status: int = 201) -> Any:
        """A conversation with the trust."""
        body = {"organisation_id": str(self.line.trust), "held_at": "2026-08-10T10:00:00Z", "topic": "Outreach"}
        return await self.says("contacts", body | {"said": "Two vans.", "documents": list(documents)}, status)

    async def assesses(self) -> Any:
        """What the trust gained."""
        body = {"organisation_id": str(self.line.trust), "advantage": "avoided", "reasons": "All is public."}
        return await self.says("assessments", body)

    async def drafts(self, **changes: Any) -> Any:
        """A notice that follows from it."""
        body = {"engagement_id": self.id, "regime": "light_touch", "lots": LARGE, **changes}
        return await self.line.draft(**body)

    async def publishes(self, notice: Any, status: int = 200) -> Any:
        """Somebody tries to publish that notice."""
        return done(await self.line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW)), status)


async def engaged(line: Line) -> Engaging:
    return Engaging(line, done(await line.buyer.post(f"{V1}/engagements", json=PLAN, headers=at(NOW)), 201))


async def test_a_notice_waits_until_all_is_open_assessed_announced_and_considered(line: Line) -> None:
    engaging = await engaged(line)
    sha256 = await engaging.keeps()
    await engaging.meets(sha256)
    notice = await engaging.drafts()
    for rule, step in (
        ("engagement.sharing", engaging.says("disclosures", {"sha256": sha256})),
        ("engagement.advantage", engaging.assesses()),
        ("engagement.notice", engaging.says("announce", status=200)),
        ("social_value.act", engaging.says("well-being", THOUGHTS, 200, "PUT")),
        ("conflicts.assessment", engaging.says("conflicts", {"interests": [INTEREST | {"steps": None}]})),
        ("conflicts.mitigation", engaging.says("conflicts", {"interests": [INTEREST]})),
    ):
        refused = await engaging.publishes(notice, 409)
        assert refused["decision"]["rule"] == rule
        await step
    published = await engaging.publishes(notice)
    assert published["engagement_id"] == engaging.id
    rules = [done(await line.public.get(f"{V1}/decisions/{each}"))["rule"] for each in published["decisions"]]
    assert "contributions.answered" in rules
    [told] = [each for each in await line.service.emitted() if isinstance(each, NoticePublished)]
    assert str(told.notice.engagement_id) == engaging.id
    assert done(await line.public.get(engaging.path))["followed_at"] is not None


async def test_what_one_supplier_was_shown_is_nobody_elses_until_it_is_everybodys(line: Line) -> None:
    engaging = await engaged(line)
    sha256 = await engaging.keeps()
    await engaging.meets(sha256)
    document = f"{V1}/documents/{sha256}"
    assert (await line.public.get(document)).status_code == 404
    shared = await engaging.says("disclosures", {"sha256": sha256})
    assert (shared["unshared"], shared["disclosures"][0]["sha256"]) == ([], sha256)
    assert (await line.public.get(document)).content == b"What we plan."
    await engaging.says("disclosures", {"sha256": sha256}, 409)


async def test_a_document_that_the_council_has_not_kept_can_neither_be_shown_nor_shared(line: Line) -> None:
    engaging = await engaged(line)
    await engaging.meets("0" * 64, status=404)
    await engaging.says("disclosures", {"sha256": "0" * 64}, 404)


async def test_after_the_tender_notice_nothing_is_shown_to_one_supplier(line: Line) -> None:
    engaging = await engaged(line)
    small = await engaging.drafts(lots=[{"title": "Prevention", "value": pounds("90000.00")}], regime="full")
    await engaging.publishes(small)
    sha256 = await engaging.keeps()
    await engaging.meets(sha256, status=409)
    await engaging.says("disclosures", {"sha256": sha256})
    await engaging.meets(sha256)


async def test_the_log_is_open_and_says_you_said_we_did(line: Line) -> None:
    engaging = await engaged(line)
    body = {"contributor": "Tenants' forum", "contribution": "Keys at once.", "given_on": "2026-08-10", "hours": 16}
    heard = await engaging.says("contributions", body | {"paid": pounds("240.00")})
    decided = await engaging.says(f"contributions/{heard['id']}/decision", {"decision": "Lot 1 asks for it."}, 200)
    await engaging.meets()
    assert done(await line.public.get(f"{engaging.path}/contributions"))["items"] == [decided]
    [contact] = done(await line.public.get(f"{engaging.path}/contacts"))["items"]
    assert (contact["supplier_id"], contact["said"]) == (str(line.trust), "Two vans.")
    await engaging.says(f"contributions/{heard['id']}/decision", {"decision": "Changed our mind."}, 409)
    other = await engaged(line)
    await other.says(f"contributions/{heard['id']}/decision", {"decision": "Not ours."}, 404)


@pytest.mark.parametrize(("advantage", "status"), [("unavoidable", 409), ("avoided", 201)])
async def test_who_has_an_advantage_that_cannot_be_avoided_gets_no_award(
    line: Line, advantage: str, status: int
) -> None:
    engaging = await engaged(line)
    await engaging.meets()
    judged = {"organisation_id": str(line.trust), "advantage": advantage, "reasons": "It drew the plans."}
    await engaging.says("assessments", judged)
    small = [{"title": "Prevention", "value": pounds("90000.00")}]
    notice = await engaging.publishes(await engaging.drafts(lots=small, regime="full"))
    bid = await line.bid(notice)
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    answer = await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS))
    told = done(answer, status)
    assert status == 201 or told["decision"]["rule"] == "engagement.advantage"


async def test_what_is_said_of_conflicts_is_for_the_buyer_and_auditors_and_for_no_ledger(line: Line) -> None:
    engaging = await engaged(line)
    await engaging.says("conflicts", {"interests": [INTEREST]})
    revised = await engaging.says("conflicts", {"interests": []})
    assert revised["number"] == 2
    for reader in (line.buyer, line.auditor):
        found = done(await reader.get(f"{engaging.path}/conflicts"))["items"]
        assert [each["number"] for each in found] == [1, 2]
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert [
        (await who.get(f"{engaging.path}/conflicts")).status_code for who in (line.public, line.provider, stranger)
    ] == [
        401,
        403,
        404,
    ]
    told = await line.service.emitted()
    assert [each.number for each in told if isinstance(each, ConflictsAssessed)] == [1, 2]
    assert "brother" not in "".join(each.model_dump_json() for each in told)


async def test_everything_else_is_told_as_it_happens_and_no_event_names_who_signed(line: Line) -> None:
    engaging = await engaged(line)
    sha256 = await engaging.keeps()
    await engaging.meets(sha256)
    await engaging.says("disclosures", {"sha256": sha256})
    await engaging.assesses()
    await engaging.says("announce", status=200)
    told = await line.service.emitted()
    assert [type(each) for each in told] == [ContactLogged, DocumentShared, AdvantageAssessed, EngagementAnnounced]
    assert "commissioner of" not in "".join(each.model_dump_json() for each in told)
    assert ContributionAnswered not in {type(each) for each in told}


async def test_an_engagement_is_its_buyers_and_is_revised_until_it_is_announced(line: Line) -> None:
    engaging = await engaged(line)
    stranger = line.service.client("commissioner", organisation=line.rival)
    for method, part, body in (("PUT", "", PLAN), ("POST", "/announce", None), ("PUT", "/well-being", THOUGHTS)):
        answer = await stranger.request(method, f"{engaging.path}{part}", json=body, headers=at(NOW))
        assert answer.status_code == 404
    foreign = await line.buyer.post(f"{V1}/notices", json=notice_body(engagement_id=str(line.trust)), headers=at(NOW))
    assert errors(foreign) == [(422, "/engagement_id")]
    revised = done(await line.buyer.put(engaging.path, json=PLAN | {"title": "Rough sleeping"}, headers=at(NOW)))
    assert (revised["title"], revised["version"]) == ("Rough sleeping", 2)
    await engaging.says("announce", status=200)
    assert (await line.buyer.put(engaging.path, json=PLAN, headers=at(NOW))).status_code == 409
    await engaging.says("announce", status=409)
    assert [each["id"] for each in done(await line.public.get(f"{V1}/engagements"))["items"]] == [engaging.id]


def errors(answer: httpx.Response) -> list[tuple[int, str]]:
    return [(answer.status_code, each["path"]) for each in answer.json()["errors"]]
