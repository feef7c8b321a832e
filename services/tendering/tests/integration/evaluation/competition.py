"""A competition that panels judge, with its steps; each is checked to have worked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

LATER = AFTERWARDS + timedelta(days=1)
CRITERIA = [
    {"name": "Price", "kind": "price", "weight": 30},
    {"name": "Quality", "kind": "quality", "weight": 40},
    {"name": "Citizens", "kind": "quality", "weight": 15, "source": "citizen"},
    {"name": "Users", "kind": "quality", "weight": 5, "source": "user_rating"},
    {"name": "Fair work", "kind": "social_value", "weight": 10, "source": "declared", "scale_maximum": 100},
]


class Competition:
    """A notice with two bids and two panels, whose members have declared that they have no interests."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.judges = {
            name: line.service.client("evaluator", line.council, roles=["citizen_commissioner"], subject=name)
            for name in ("ann", "bob", "cid", "dan")
        }
        self.notice: Json = None
        self.members: dict[str, str] = {}
        self.bids: list[str] = []

    @property
    def path(self) -> str:
        return f"{V1}/notices/{self.notice['id']}"

    async def open(self, *prices: str, criteria: Any = CRITERIA, past: Sequence[str] = (), **figures: Any) -> None:
        """From the draft to the opened bids."""
        line, lots = self.line, [{"title": "All of it", "value": pounds("90000.00")}]
        self.notice = await line.draft(lots=lots, criteria=criteria, past_performance=list(past))
        usual = done(await line.buyer.get(f"{self.path}/method", headers=at(NOW)))
        quorums = {"technical_quorum": 2, "citizen_quorum": 2, "low_price_share": 0.8, "aggregate": "mean"}
        method = {name: value for name, value in usual.items() if name not in {"notice_id", "weight_checks", "version"}}
        done(await line.buyer.put(f"{self.path}/method", json=method | quorums | figures, headers=at(NOW)))
        done(await line.buyer.post(f"{self.path}/publish", headers=at(NOW)))
        for kind, names in (("technical", ("ann", "bob")), ("citizen", ("cid", "dan"))):
            for name in names:
                trained = {"trained_until": "2027-03-31"} if kind == "technical" else {"under_25": name == "cid"}
                seat = {"kind": kind, "subject": name, **trained}
                made = await line.buyer.post(f"{self.path}/panels/members", json=seat, headers=at(NOW))
                self.members[name] = done(made, 201)["id"]
                nothing = {"interests": None}
                done(await self.judges[name].post(f"{self.path}/panels/interests", json=nothing, headers=at(NOW)))
        for bidder, price in zip((line.provider, line.competitor), prices, strict=False):
            body = bid_body(self.notice, price)
            body["offers"][0]["declared"] = {"Fair work": 50}
            self.bids.append(done(await bidder.post(f"{self.path}/bids", json=body, headers=at(NOW)), 201)["id"])

    async def marked(self, name: str, *marks: int, criterion: str = "Quality") -> Any:
        """What a member gives each bid, in the order of the bids."""
        lot = self.notice["lots"][0]["id"]
        given = [
            {"lot_id": lot, "bid_id": bid, "criterion": criterion, "mark": mark, "rationale": "As proposed."}
            for bid, mark in zip(self.bids, marks, strict=True)
        ]
        path = f"{self.path}/evaluation/marks"
        return await self.judges[name].post(path, json={"marks": given}, headers=at(AFTERWARDS))

    async def judged(self) -> None:
        """Everybody marks both bids, and the quality is settled."""
        for name, criterion in (("ann", "Quality"), ("bob", "Quality"), ("cid", "Citizens"), ("dan", "Citizens")):
            done(await self.marked(name, 8, 6, criterion=criterion), 201)
        done(await self.line.buyer.post(f"{self.path}/evaluation/settle", headers=at(AFTERWARDS)))

    async def result(self) -> Json:
        """What came of the only lot."""
        return done(await self.line.buyer.get(f"{self.path}/evaluation", headers=at(LATER)))["lots"][0]

    async def about_price(self, step: str, by: Any, when: Any = LATER, **said: str) -> Any:
        body = {"lot_id": self.notice["lots"][0]["id"], "bid_id": self.bids[0], **said}
        return await by.post(f"{self.path}/evaluation/price-queries{step}", json=body, headers=at(when))
