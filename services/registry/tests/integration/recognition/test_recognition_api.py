"""Pledges, badges and parity over HTTP, on a real database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test
from events import Party
from events.registry import MutualRecognised, PledgeSigned, RecognitionChanged, WithdrawalAnnounced
from events.tendering import Announcement, AwardDecision, AwardMade, BidReceived
from kernel.identifiers import new_id
from registry.recognition.domain.pledges import public_values
from rulebook.limbs import MUTUAL

V1 = "/registry/v1"
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
VALUES = [*public_values(on=NOW.date())]
pytestmark = pytest.mark.integration


def at(day: str) -> dict[str, str]:
    return {"Commonweal-Now": f"{day}T09:00:00Z"}


TODAY = at("2026-08-17")


class House:
    """A registrar, the public, and a mutual that speaks for itself."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service, self.mutual = service, new_id()
        self.registrar, self.public = service.client("registrar"), service.client()
        self.own = service.client("provider", organisation=self.mutual)

    @property
    def path(self) -> str:
        return f"{V1}/organisations/{self.mutual}"

    async def evidenced(self, organisation: UUID | None = None, **facts: Any) -> list[str]:
        """The ids of facts that registers state."""
        said: dict[str, Any] = {"source": "register", "standing": "register", "reference": "EV-1"}
        said |= {"retrieved_on": "2026-01-15", "expires_on": "2028-07-15"}
        body = {"facts": [said | {"name": name, "value": value} for name, value in facts.items()]}
        path = f"{V1}/organisations/{organisation or self.mutual}/evidence"
        recorded = done(await self.registrar.post(path, json=body, headers=TODAY), 201)["facts"]
        return [fact["id"] for fact in recorded]

    async def ready(self) -> None:
        """Let the mutual meet the whole checklist."""
        facts = await self.evidenced(None, **dict.fromkeys(MUTUAL, True))
        done(await self.registrar.post(f"{self.path}/verify", json={"register": "GB-COH"}, headers=TODAY))
        pledge = {"evidence": dict.fromkeys(VALUES, facts)}
        done(await self.own.put(f"{self.path}/pledge", json=pledge, headers=TODAY))

    async def badge(self) -> Any:
        await self.ready()
        return done(await self.registrar.post(f"{self.path}/badges", headers=TODAY), 201)

    async def seen(self, by: httpx.AsyncClient) -> Any:
        return done(await by.get(f"{self.path}/badges"))["items"]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with service_under_test("registry") as service:
        house = House(service)
        done(await house.own.post(f"{V1}/organisations", json=registration(), headers=TODAY), 201)
        yield house


def done(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_a_pledge_shows_which_of_its_statements_are_evidenced_today(house: House) -> None:
    [fact] = await house.evidenced(reports_impact_openly=True)
    pledge = {"evidence": {"accountability": [fact], "dignity": []}}
    assert (await house.registrar.put(f"{house.path}/pledge", json=pledge)).status_code == 403
    assert (await house.public.get(f"{house.path}/pledge")).status_code == 404
    done(await house.own.put(f"{house.path}/pledge", json=pledge, headers=TODAY))
    for day, evidenced in (("2026-08-17", ["accountability"]), ("2028-07-16", [])):
        shown = done(await house.public.get(f"{house.path}/pledge", headers=at(day)))
        assert [it["value"] for it in shown["statements"]] == VALUES
        assert [it["value"] for it in shown["statements"] if it["evidenced"]] == evidenced
    *_, event = await house.service.emitted()
    assert isinstance(event, PledgeSigned)
    wrongs: list[dict[str, list[str]]] = [{"growth": []}, {"dignity": [str(new_id())]}]
    for wrong in wrongs:
        answer = await house.own.put(f"{house.path}/pledge", json={"evidence": wrong}, headers=TODAY)
        assert answer.status_code == 422


async def test_a_mutual_is_recognised_when_the_whole_checklist_is_met(house: House) -> None:
    checklist = done(await house.public.get(f"{house.path}/badge/checklist", headers=TODAY))
    assert {it["name"]: it["outcome"] for it in checklist} == {
        "active": "yes",
        "verified": "no",
        "public_service_mutual": "unknown",
        "pledge": "no",
    }
    refused = await house.registrar.post(f"{house.path}/badges", headers=TODAY)
    assert (refused.status_code, "public_service_mutual (unknown)" in refused.json()["detail"]) == (409, True)
    badge = await house.badge()
    assert (badge["status"], badge["expires_on"]) == ("recognised", "2027-08-16")
    assert (await house.own.post(f"{house.path}/badges", headers=TODAY)).status_code == 403
    assert (await house.registrar.post(f"{house.path}/badges", headers=TODAY)).status_code == 409
    *_, event = await house.service.emitted()
    assert isinstance(event, MutualRecognised)


async def test_a_badge_expires_by_itself_once_and_another_can_be_earned(house: House) -> None:
    badge = await house.badge()
    renewed = done(await house.registrar.post(f"{house.path}/badge/renew", headers=at("2027-06-01")))
    assert (renewed["expires_on"], renewed["version"]) == ("2028-05-31", 2)
    for day in (datetime(2028, 5, 31, 9, tzinfo=UTC), *[datetime(2028, 6, 1, 9, tzinfo=UTC)] * 2):
        await house.service.due(day)
    [shown] = await house.seen(house.public)
    assert (shown["id"], shown["status"]) == (badge["id"], "expired")
    told = [it for it in await house.service.emitted() if isinstance(it, RecognitionChanged)]
    assert [it.badge.status for it in told] == ["recognised", "expired"]
    done(await house.registrar.post(f"{house.path}/badges", headers=at("2028-06-02")), 201)


async def test_a_badge_is_withdrawn_only_after_the_organisation_could_reply_and_until_then_in_confidence(
    house: House,
) -> None:
    await house.badge()
    withdraw, announce = f"{house.path}/badge/withdraw", f"{house.path}/badge/announce-withdrawal"
    assert (await house.registrar.post(withdraw, headers=TODAY)).status_code == 409
    reason = {"reason": "Its employees no longer control it."}
    assert (await house.own.post(announce, json=reason, headers=TODAY)).status_code == 403
    threatened = done(await house.registrar.post(announce, json=reason, headers=TODAY))
    assert threatened["reply_by"] == "2026-09-14"
    *_, event = await house.service.emitted()
    assert isinstance(event, WithdrawalAnnounced)
    assert event.parties() == {house.mutual}
    [public], [own] = await house.seen(house.public), await house.seen(house.own)
    assert (public["status"], public["reason"]) == ("recognised", None)
    assert (own["status"], own["reason"]) == ("threatened", reason["reason"])
    assert (await house.registrar.post(withdraw, headers=at("2026-09-14"))).status_code == 409
    reply = {"reply": "They elect two thirds of the board."}
    done(await house.own.post(f"{house.path}/badge/reply", json=reply, headers=at("2026-09-01")))
    done(await house.registrar.post(f"{house.path}/badge/keep", headers=at("2026-09-02")))
    done(await house.registrar.post(announce, json=reason, headers=at("2026-09-03")))
    done(await house.own.post(f"{house.path}/badge/reply", json=reply, headers=at("2026-09-04")))
    done(await house.registrar.post(withdraw, headers=at("2026-09-05")))
    [public] = await house.seen(house.public)
    assert (public["status"], public["reply"]) == ("withdrawn", reply["reply"])


async def test_parity_sets_user_led_bidders_beside_others_by_what_they_were_on_the_day_they_bid(house: House) -> None:
    led, plain, unknown, council = house.mutual, new_id(), new_id(), new_id()
    for organisation in (plain, unknown):
        own = house.service.client("provider", organisation=organisation)
        done(await own.post(f"{V1}/organisations", json=registration(), headers=TODAY), 201)
    await house.evidenced(led, board_members=8, board_members_users=6)
    await house.evidenced(plain, board_members=8, board_members_users=1)
    await procured(house, council, [led, plain, unknown], winner=led)
    await procured(house, council, [led, plain], winner=plain)
    await procured(house, new_id(), [plain], winner=plain)
    await procured(house, council, [led], winner=None)
    for _ in range(2):
        asked = {"from": "2026-08-17", "to": "2026-08-17"}
        shown = done(await house.public.get(f"{V1}/parity", params=asked))
        assert shown["user_led"] == {"bidders": 1, "offers": 2, "wins": 1, "win_rate": 0.5}
        assert shown["others"] == {"bidders": 1, "offers": 3, "wins": 2, "win_rate": 0.6667}
        assert shown["unknown"] == {"bidders": 1, "offers": 1, "wins": 0, "win_rate": 0.0}
        assert (shown["bid_share"], shown["win_share"], shown["win_parity"]) == (0.4, 0.3333, 0.75)
        of_buyer = done(await house.public.get(f"{V1}/parity", params=asked | {"buyer": str(council)}))
        assert (of_buyer["others"]["offers"], of_buyer["win_parity"]) == (2, 1.0)
        await house.service.rebuild()
    nothing = done(await house.public.get(f"{V1}/parity", params={"from": "2020-01-01", "to": "2020-01-01"}))
    assert (nothing["user_led"]["win_rate"], nothing["win_parity"], nothing["bid_share"]) == (None, None, None)
    backwards = await house.public.get(f"{V1}/parity", params={"from": "2026-08-18", "to": "2026-08-17"})
    assert backwards.status_code == 422


async def procured(house: House, council: UUID, bidders: list[UUID], *, winner: UUID | None) -> None:
    """Let tendering have told of a lot's bids, and of its award if somebody won."""
    notice, lot = new_id(), new_id()
    for bidder in bidders:
        party = Party(id=bidder, name="A bidder")
        bid = BidReceived(occurred_at=NOW, notice_id=notice, bidder=party, lot_ids=[lot], received_at=NOW)
        await house.service.feed(bid, new_id())
    if winner is None:
        return
    buyer, supplier = Party(id=council, name="A council"), Party(id=winner, name="A bidder")
    announced = Announcement(
        notice_id=notice, buyer=buyer, title="Support", description="Support.", category="services",
        published_at=NOW, closes_at=NOW, lots=[], criteria=[],
    )  # fmt: skip
    award = AwardDecision(
        award_id=new_id(), notice_id=notice, title="Support", buyer=buyer, suppliers=[supplier], lot_ids=[lot],
        value="90000.00", decided_at=NOW, bids_received=len(bidders),
    )  # fmt: skip
    await house.service.feed(AwardMade(occurred_at=NOW, notice=announced, award=award), award.award_id)


async def test_parity_asks_for_both_days(house: House) -> None:
    assert (await house.public.get(f"{V1}/parity", params={"from": "2026-08-17"})).status_code == 422
