"""The page as it is drawn: the form with what was written, what is in the box, and what has changed since."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import MAGIC
from pages import Shelf, private
from tendering.amendments.queries import amendments_of
from tendering.bidding import queries
from tendering.bidding.domain import UUID_INSIDE, Written, pointer, steps_of
from tendering.bidding.rules import TOGETHER, sentence, time_left
from tendering.bidding.schemas import Fault
from tendering.bids.api import signed_receipt
from tendering.bids.domain import Bid
from tendering.criteria.domain import PANELS, Source
from tendering.notices.domain import Notice
from tendering.receipts.rules import Signer
from tendering.sealing.queries import key_of
from tendering.sealing.rules.contexts import of_bid, terms_of
from tendering.suppliers.queries import names_of

HEADERS = private(scripts=True)
HEADERS["Content-Security-Policy"] += "; require-trusted-types-for 'script'"

shelf = Shelf("tendering.bidding")
shelf.environment.globals.update(pointer=pointer, time_left=time_left, TOGETHER=TOGETHER)
shelf.environment.filters["anchor"] = lambda name: re.sub(r"\s", "_", name)
shelf.environment.filters["hex"] = bytes.hex
shelf.environment.filters["sentence"] = lambda name: sentence(steps_of(name), "")


@dataclass(kw_only=True)
class Desk:
    """Somebody before the form of a notice, and what is on it.

    `since` is when what is written there was written, `chosen` the bid that it is to replace, `more` the part of the
    form that another row is wanted in.
    """

    notice: Notice
    bidder_id: UUID | None
    now: datetime
    written: Written = field(default_factory=Written)
    since: datetime | None = None
    faults: Sequence[Fault] = ()
    done: str = ""
    chosen: str | None = None
    more: str = ""

    def rows(self, part: str) -> int:
        """How many rows of a part there are to write in; the first of a consortium is the bidder's own."""
        wanted = int(self.more == part)
        return max(self.written.rows(part), int(part == "consortium")) + wanted

    async def drawn(self, session: AsyncSession, signer: Signer, *, status: int = 200) -> HTMLResponse:
        """The page."""
        own = await queries.bids_in_the_box(session, self.notice, self.bidder_id) if self.bidder_id else ()
        html = shelf.render(
            "bidding.html",
            desk=self,
            notice=self.notice,
            lots={lot.id: lot.title for lot in self.notice.lots},
            written=self.written,
            homeless=self.written.homeless([each.name for each in self.notice.criteria]),
            faults={fault.name: fault.says for fault in self.faults},
            is_open=self.notice.welcomes_bids(now=self.now),
            marked=[each for each in self.notice.criteria if each.source in PANELS],
            declared=[each for each in self.notice.criteria if each.source is Source.DECLARED],
            bids=own,
            receipts=await self._receipts(session, own, signer),
            amendments=await amendments_of(session, self.notice.id),
            files=await self._files(session),
            names=await self._names(session),
            key=await self._sealed_to(session),
            kinds=",".join(MAGIC),
            address=address_of(self.notice.id),
        )
        return HTMLResponse(html, status, headers=HEADERS)

    async def _receipts(self, session: AsyncSession, own: Sequence[Bid], signer: Signer) -> dict[UUID, str]:
        receipts = {bid.id: await signed_receipt(session, bid, signer, now=self.now) for bid in own}
        return {bid_id: receipt.model_dump_json(indent=2) for bid_id, receipt in receipts.items()}

    async def _files(self, session: AsyncSession) -> list[Any]:
        named = self.written.contents().get("documents", [])
        return await queries.files_at_hand(session, self.bidder_id, self.notice, named) if self.bidder_id else []

    async def _names(self, session: AsyncSession) -> dict[str, str]:
        """What the register calls the bidder and whom it names, by their numbers as they are written."""
        contents = self.written.contents()
        rows = [*contents.get("consortium", ()), *contents.get("subcontractors", ())]
        ids = {str(each.get("organisation_id", "")) for each in rows} | {str(self.bidder_id)}
        names = await names_of(session, [UUID(each) for each in ids if UUID_INSIDE.fullmatch(each)])
        return {str(organisation_id): name for organisation_id, name in names.items()}

    async def _sealed_to(self, session: AsyncSession) -> dict[str, Any] | None:
        """What a browser needs in order to seal; None where bids are not sealed, or nobody is signed in."""
        if self.notice.sealing_key_id is None or self.bidder_id is None:
            return None
        key, terms = await key_of(session, self.notice), terms_of(self.notice)
        context = of_bid(self.notice.id, self.bidder_id, key.id, terms).decode()
        return {"id": key.id, "public": b64encode(key.public_key).decode(), "terms": terms, "context": context}


def address_of(notice_id: UUID) -> str:
    """Where the page is."""
    return f"/tendering/v1/notices/{notice_id}/bidding"
