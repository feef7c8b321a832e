"""One line of work, told through the gateway by the people who do it; each step returns what the platform answered."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from commonweal.testing import Platform

CLOSES_AT = "2027-01-15T12:00:00Z"
DRAFTED, PUBLISHED, BID, AWARDED, SIGNED = (
    "2026-11-25T09:00:00Z",
    "2026-11-25T10:00:00Z",
    "2027-01-14T16:00:00Z",
    "2027-01-20T09:00:00Z",
    "2027-02-08T09:00:00Z",
)


def pounds(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


@dataclass
class Story:
    """Remembers the last event of each step, so that whoever reads next waits for it and nobody sleeps."""

    platform: Platform
    last: dict[str, str] = field(default_factory=dict)

    def say(self, role: str, method: str, path: str, *, now: str | None = None, **sent: Any) -> httpx.Response:
        """A request in a role; raises for anything but success."""
        headers = {**self.last, **({"Commonweal-Now": now} if now else {})}
        answer = self.platform.client(role).request(method, path, headers=headers, **sent)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        if "commonweal-event" in answer.headers:
            self.last = {"Commonweal-After": answer.headers["commonweal-event"]}
        return answer

    def register(self, role: str, name: str, *roles: str) -> dict[str, Any]:
        """The role's own organisation takes its place in the register, once."""
        organisation = self.platform.client(role).organisation
        known = self.platform.public.get(f"/registry/v1/organisations/{organisation}")
        if known.is_success:
            return dict(known.json())
        body = {"name": name, "roles": list(roles), "address": {"locality": "Northbridge"}}
        return dict(self.say(role, "POST", "/registry/v1/organisations", json=body, now=DRAFTED).json())

    def publish(self) -> dict[str, Any]:
        """A buyer drafts a notice and publishes it."""
        draft = {
            "title": "Homelessness prevention",
            "description": "Help for people who may lose their home, and for those who have.",
            "category": "services",
            "regime": "light_touch",
            "cpv": ["85311000"],
            "closes_at": CLOSES_AT,
            "lots": [{"title": "Prevention", "value": pounds("1800000.00")}],
            "criteria": [
                {"name": "Quality", "kind": "quality", "weight": 70},
                {"name": "Price", "kind": "price", "weight": 30},
            ],
        }
        notice = self.say("commissioner", "POST", "/tendering/v1/notices", json=draft, now=DRAFTED).json()
        path = f"/tendering/v1/notices/{notice['id']}/publish"
        return dict(self.say("commissioner", "POST", path, now=PUBLISHED).json())

    def bid(self, notice: dict[str, Any], price: str = "1720000.00") -> dict[str, Any]:
        """A provider puts a bid in the box."""
        offers = [{"lot_id": lot["id"], "price": pounds(price)} for lot in notice["lots"]]
        body = {"offers": offers, "proposal": "We keep people in their homes."}
        return dict(
            self.say("provider", "POST", f"/tendering/v1/notices/{notice['id']}/bids", json=body, now=BID).json()
        )

    def award(self, notice: dict[str, Any], bid: dict[str, Any]) -> dict[str, Any]:
        """The buyer decides."""
        body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
        path = f"/tendering/v1/notices/{notice['id']}/awards"
        return dict(self.say("commissioner", "POST", path, json=body, now=AWARDED).json())

    def sign(self, award: dict[str, Any]) -> dict[str, Any]:
        """The buyer proposes a contract, the supplier signs it."""
        body = {"starts_on": "2027-04-01", "ends_on": "2030-03-31"}
        path = f"/tendering/v1/awards/{award['id']}/contract"
        contract = self.say("commissioner", "POST", path, json=body, now=SIGNED).json()
        return dict(self.say("provider", "POST", f"/tendering/v1/contracts/{contract['id']}/sign", now=SIGNED).json())

    def contract(self) -> dict[str, Any]:
        """The whole line, up to a signed contract."""
        self.register("commissioner", "Northbridge Council", "buyer")
        self.register("provider", "Harbour Homes CIC", "provider")
        notice = self.publish()
        return self.sign(self.award(notice, self.bid(notice)))
