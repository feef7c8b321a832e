"""The page: what is written is kept or put in the box. With scripts, no sealed bid passes through here in clear."""

from base64 import b64encode
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.arrivals import Arrival
from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from chassis.sealing import Seal
from kernel.errors import DomainError, NotFound, Unacceptable
from pages import Shelf, private
from tendering.bidding.domain import Written, written_in
from tendering.bids.api import late_is_noted, signed_receipt
from tendering.bids.commands import submit_bid
from tendering.bids.schemas import ReceiptOut
from tendering.drafts.api import Kept
from tendering.drafts.commands import let_go, text_of, write_draft
from tendering.drafts.queries import draft_of
from tendering.drafts.schemas import DraftIn
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.receipts.api import Signing
from tendering.sealing.queries import key_of
from tendering.sealing.rules.contexts import of_bid, terms_of

HEADERS = private(scripts=True)
HEADERS["Content-Security-Policy"] += "; require-trusted-types-for 'script'"
STATIC = {path.name: path for path in (Path(__file__).parent / "static").glob("*.js")}

router = Router(include_in_schema=False)
shelf = Shelf("tendering.bidding")
Provider = Annotated[Actor, Depends(role("provider"))]


@router.get("/bidding/{name}")
async def read_script(name: str) -> Response:
    """The scripts of the page, and no other file."""
    if name not in STATIC:
        raise NotFound("There is no such file here.")
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(STATIC[name].read_bytes(), media_type="text/javascript", headers=headers)


@router.get("/notices/{notice_id}/bidding")
async def show_form(notice_id: UUID, visitor: Visitor, reading: Reading, *, seal: Kept) -> HTMLResponse:
    """The form, with the draft that the server keeps for this provider; who is nobody yet is asked to sign in."""
    bidder_id = visitor.organisation if visitor and visitor.has("provider") else None
    notice = await visible_notice(reading, bidder_id, notice_id)
    written = await drafted(reading, notice, bidder_id, seal) if bidder_id else Written()
    return await page(reading, notice, bidder_id, written, said="")


@router.post("/notices/{notice_id}/bidding")
async def take_form(
    request: Request,
    notice_id: UUID,
    provider: Provider,
    *,
    tx: Transaction,
    now: Now,
    arrived: Arrival,
    seal: Kept,
    signer: Signing,
) -> HTMLResponse:
    """Keep what was written as a draft, or put it in the box: without scripts the server seals, and has seen it."""
    bidder_id, form = owner_of(provider), await fields(request)
    notice = await visible_notice(tx, bidder_id, notice_id)
    written, receipt = written_in(form, notice), None
    try:
        text = written.text()
        contents = checked(text)
        if form.get("action") == "submit":
            async with late_is_noted(request, bidder_id, now=arrived):
                bid = await submit_bid(tx, bidder_id, notice_id, contents.envelope(), text=text, now=arrived)
            await let_go(tx, bidder_id, notice_id)
            receipt, said = await signed_receipt(tx, bid, signer, now=arrived), received(bid.sealed is not None)
        else:
            await write_draft(tx, bidder_id, notice_id, text, seal=seal, expected=None, now=now)
            said = "The draft is kept on the server, for you alone."
    except DomainError as refusal:
        await tx.rollback()
        notice = await visible_notice(tx, bidder_id, notice_id)
        return await page(tx, notice, bidder_id, written, said=str(refusal), status=refused(refusal))
    return await page(tx, notice, bidder_id, written, said=said, receipt=receipt)


async def page(
    session: AsyncSession,
    notice: Notice,
    bidder_id: UUID | None,
    written: Written,
    *,
    said: str,
    receipt: ReceiptOut | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The form, filled with what was written."""
    html = shelf.render(
        "bidding.html",
        notice=notice,
        bidder_id=bidder_id,
        written=written,
        key=await sealed_to(session, notice, bidder_id),
        said=said,
        receipt=receipt.model_dump_json(indent=2) if receipt else "",
        address=f"/tendering/v1/notices/{notice.id}/bidding",
    )
    return HTMLResponse(html, status, headers=HEADERS)


async def sealed_to(session: AsyncSession, notice: Notice, bidder_id: UUID | None) -> dict[str, Any] | None:
    """What a browser needs in order to seal; None where bids are not sealed, or nobody is signed in."""
    if notice.sealing_key_id is None or bidder_id is None:
        return None
    key, terms = await key_of(session, notice), terms_of(notice)
    context = of_bid(notice.id, bidder_id, key.id, terms).decode()
    return {"id": key.id, "public": b64encode(key.public_key).decode(), "terms": terms, "context": context}


async def drafted(session: AsyncSession, notice: Notice, bidder_id: UUID, seal: Seal) -> Written:
    """What the server keeps of a draft."""
    draft = await draft_of(session, bidder_id, notice.id)
    if draft is None:
        return Written()
    contents = DraftIn.model_validate_json(text_of(draft, seal))
    return Written({offer.lot_id: offer.price.amount for offer in contents.offers}, contents.proposal or "")


async def fields(request: Request) -> dict[str, str]:
    """A form's fields. Raises Unacceptable."""
    body = await request.body()
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=200, errors="strict")
    except ValueError as error:
        raise Unacceptable("", "The form cannot be read.") from error
    return dict(pairs)


def checked(text: bytes) -> DraftIn:
    """What was written, as the interface takes it. Raises Unacceptable."""
    try:
        return DraftIn.model_validate_json(text)
    except ValidationError as error:
        raise Unacceptable("", error.errors()[0]["msg"]) from error


def received(sealed: bool) -> str:
    """What the bidder is told, and by whom the envelope was shut."""
    return "Received. The server sealed it, which is weaker." if sealed else "Received. Keep the receipt."


def refused(refusal: DomainError) -> int:
    """The status that the interface would have answered."""
    return 422 if isinstance(refusal, Unacceptable) else 409
