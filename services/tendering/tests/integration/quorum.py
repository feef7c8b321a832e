"""Three openers of three houses, each with a key of its own, and what they do together."""

import json
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from services.tendering.tests.builders import DEADLINE, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done

from kernel.identifiers import new_id
from tendering.sealing.rules import contexts
from tendering.sealing.rules.boxes import filled, key_pair, sealed, unsealed

#: When everything that was in time has come in, and shares are taken.
CEREMONY = DEADLINE + timedelta(minutes=2)


class Quorum:
    """Openers in the order of registration: their clients, their ids, and the private keys that only they have."""

    def __init__(self) -> None:
        self.clients: list[httpx.AsyncClient] = []
        self.ids: list[str] = []
        self.keys: dict[str, bytes] = {}

    async def registered(self, client: httpx.AsyncClient) -> str:
        """Let somebody show a public key; the opener's id."""
        private, public = key_pair()
        body = {"public_key": b64encode(public).decode()}
        opener = done(await client.post(f"{V1}/openers", json=body, headers=at(NOW)), 201)
        self.clients.append(client)
        self.ids.append(opener["id"])
        self.keys[opener["id"]] = private
        return str(opener["id"])

    async def chosen(self, line: Line, draft: Json, threshold: int = 2) -> Json:
        """Have the council seal the bids for a draft to them."""
        body = {"threshold": threshold, "openers": self.ids}
        return done(await line.buyer.post(f"{V1}/notices/{draft['id']}/sealing", json=body, headers=at(NOW)), 201)

    async def sealed_notice(self, line: Line, **changes: Any) -> Json:
        """A public notice whose bids are sealed to them."""
        draft = await line.draft(**changes)
        await self.chosen(line, draft)
        return done(await line.buyer.post(f"{V1}/notices/{draft['id']}/publish", headers=at(NOW)))

    async def parts(self, notice: Json, phase: int | None = None) -> dict[int, bytes]:
        """What each opener finds in its share, by the numbers of the shares."""
        found = {}
        for client in self.clients:
            share = done(await client.get(f"{V1}/notices/{notice['id']}/sealing/share", params=of(phase)))
            context = contexts.of_share(share["key_id"], share["opener_id"], share["number"])
            found[share["number"]] = unsealed(b64decode(share["sealed"]), self.keys[share["opener_id"]], context)
        return found

    async def brings(
        self, notice: Json, number: int, when: datetime = CEREMONY, part: bytes | None = None, phase: int | None = None
    ) -> httpx.Response:
        """What the opener with that share is answered who brings it, or something else in its place."""
        share = (await self.parts(notice, phase))[number] if part is None else part
        path = f"{V1}/notices/{notice['id']}/opening/shares"
        body, client = {"share": share.hex()}, self.clients[number - 1]
        return await client.post(path, params=of(phase), json=body, headers=at(when))

    async def opens(self, notice: Json, *numbers: int, phase: int | None = None, when: datetime = CEREMONY) -> Json:
        """What the openers with these shares see in the end."""
        return [done(await self.brings(notice, number, when, phase=phase)) for number in numbers][-1]


def of(phase: int | None) -> dict[str, int]:
    """What it is about: a phase, or the bids."""
    return {} if phase is None else {"phase": phase}


async def a_quorum(line: Line) -> Quorum:
    """An officer of the council, one of a body of trustees, and an auditor."""
    quorum = Quorum()
    await quorum.registered(line.service.client("opener", organisation=line.council, subject="officer"))
    await quorum.registered(line.service.client("opener", organisation=new_id(), subject="trustee"))
    await quorum.registered(line.service.client("opener", organisation=new_id(), roles=["auditor"], subject="auditor"))
    return quorum


def sealed_body(sealing: Json, notice: Json, bidder: UUID, price: str = "85000.00", **changes: Any) -> Json:
    """What a provider sends that sealed its bid on its own side."""
    text = json.dumps(bid_body(notice, price) | changes.pop("body", {})).encode()
    context = contexts.of_bid(notice["id"], changes.pop("to", bidder), sealing["key_id"], sealing["terms"])
    box = sealed(filled(text), b64decode(sealing["public_key"]), context)
    parts = {
        "ciphertext": b64encode(box).decode(),
        "key_id": sealing["key_id"],
        "terms": sealing["terms"],
        "lots": [lot["id"] for lot in notice["lots"]],
    }
    return {"sealed": parts | changes}


def sealed_entry(sealing: Json, supplier: UUID, text: Json, **to: Any) -> Json:
    """What a provider sends that sealed its entry on its own side; `to` says where it was sealed for instead."""
    bound = {"notice_id": sealing["notice_id"], "phase": sealing["phase"], "supplier_id": supplier} | to
    box = sealed(
        filled(json.dumps(text).encode()),
        b64decode(sealing["public_key"]),
        contexts.of_entry(**bound, key_id=sealing["key_id"]),
    )
    return {"sealed": {"ciphertext": b64encode(box).decode(), "key_id": sealing["key_id"]}}
