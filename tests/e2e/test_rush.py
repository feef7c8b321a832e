"""Bidders who go on replacing their bids until the deadline cuts them off: what was taken stays, nothing late comes in.

Everything runs by the real clock: the deadline is a few seconds away when the notice is published.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.e2e.story import Story, pounds

from commonweal.testing import Client, Platform, eventually
from kernel.identifiers import new_id

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
BIDDERS, OPEN = 6, timedelta(seconds=4)
V1 = "/tendering/v1"


@dataclass
class Bidder:
    """What one of them did, in order: when each request that was taken began, and its receipt."""

    client: Client
    taken: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)
    refused: httpx.Response | None = None

    def rushes(self, notice: dict[str, Any]) -> None:
        """Submits, and replaces at once what was taken, until something is refused."""
        while self.refused is None:
            offer = {"lot_id": notice["lots"][0]["id"], "price": pounds(f"{50_000 - len(self.taken)}.00")}
            body, begun = {"offers": [offer], "proposal": "Two vans."}, datetime.now(UTC)
            if self.taken:
                answer = self.client.put(f"{V1}/bids/{self.taken[0][1]['id']}", json=body)
            else:
                answer = self.client.post(f"{V1}/notices/{notice['id']}/bids", json=body)
            if answer.is_success:
                self.taken.append((begun, answer.json()))
            else:
                self.refused = answer


def bidder(platform: Platform, story: Story) -> Bidder:
    """A provider with a client of its own, on the register."""
    organisation, name = str(new_id()), f"rush-{new_id().hex[-12:]}"
    asked = {"client_id": name, "name": "A bidder", "organisation": organisation, "roles": ["provider"]}
    made = story.say("platform_admin", "POST", "/oauth/clients", json=asked).json()
    client = Client(platform.url, {**asked, "client_secret": made["client_secret"]})
    story.platform.clients[name] = client
    story.say(name, "POST", "/registry/v1/organisations", json={"name": "Bidder", "roles": ["provider"]})
    return Bidder(client)


def published(story: Story) -> dict[str, Any]:
    """A notice that closes in a few seconds."""
    draft = {
        "title": "Outreach",
        "description": "Two vans and those who drive them.",
        "category": "services",
        "cpv": ["85311000"],
        "closes_at": (datetime.now(UTC) + OPEN).isoformat(),
        "lots": [{"title": "Outreach", "value": pounds("60000.00")}],
        "criteria": [{"name": "Price", "kind": "price", "weight": 100}],
    }
    notice = story.say("commissioner", "POST", f"{V1}/notices", json=draft).json()
    return dict(story.say("commissioner", "POST", f"{V1}/notices/{notice['id']}/publish").json())


def test_of_many_bids_until_the_deadline_none_in_time_is_lost_and_none_late_is_taken(platform: Platform) -> None:
    story = Story(platform)
    story.register("commissioner", "Northbridge Council", "buyer")
    rushing = [bidder(platform, story) for _ in range(BIDDERS)]
    notice = published(story)
    closes_at = datetime.fromisoformat(notice["closes_at"])

    async def rush() -> None:
        await asyncio.gather(*(asyncio.to_thread(each.rushes, notice) for each in rushing))

    asyncio.run(rush())
    auditor = platform.client("auditor")
    for each in rushing:
        assert each.taken, "the deadline had passed before the rush began"
        assert each.refused
        said = each.refused.json()["detail"]
        assert (each.refused.status_code, "The deadline for bids was" in said) == (409, True)
        assert all(began <= closes_at for began, _ in each.taken)
        assert [receipt["version"] for _, receipt in each.taken] == list(range(1, len(each.taken) + 1))
        assert all(datetime.fromisoformat(receipt["received_at"]) <= closes_at for _, receipt in each.taken)
        last = each.taken[-1][1]
        shown = each.client.get(f"{V1}/bids/{last['id']}/receipt").raise_for_status().json()
        assert {name: shown[name] for name in ("commitment", "version", "received_at")} == {
            name: last[name] for name in ("commitment", "version", "received_at")
        }
    path = f"{V1}/notices/{notice['id']}"
    late = auditor.get(f"{path}/late-attempts").raise_for_status().json()["items"]
    assert sorted(it["bidder_id"] for it in late) == sorted(str(each.client.organisation) for each in rushing)
    assert all(datetime.fromisoformat(it["received_at"]) > closes_at for it in late)
    eventually(lambda: auditor.get(f"{path}/bids").is_success)
    assert len(auditor.get(f"{path}/bids").json()["items"]) == BIDDERS
