"""Blended funds over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.blended_funds import commands, queries
from grants.blended_funds.schemas import BlendedFundIn, BlendedFundOut, DrawdownIn

router = Router(prefix="/blended-funds", tags=["blended funds"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=BlendedFundOut)
async def open_blended_fund(body: BlendedFundIn, funder: Funder, tx: Transaction, now: Now) -> BlendedFundOut:
    """Begin a fund of public and private money, as its host."""
    pledges = [each.said() for each in body.pledges]
    made = await commands.open_fund(
        tx,
        owner_of(funder),
        title=body.title,
        description=body.description,
        is_matched=body.is_matched,
        pledges=pledges,
        now=now,
    )
    return BlendedFundOut.of(made)


@router.get("", response_model=Listing[BlendedFundOut])
async def list_blended_funds(reading: Reading, page: Page, host_id: UUID | None = None) -> Listing[BlendedFundOut]:
    """All blended funds; oldest first."""
    found = await queries.funds_of(reading, host_id=host_id, after=page.after_id, limit=page.limit)
    return paged([BlendedFundOut.of(each) for each in found], page, key=lambda fund: [str(fund.id)])


@router.get("/{fund_id}", response_model=BlendedFundOut)
async def read_blended_fund(fund_id: UUID, reading: Reading) -> BlendedFundOut:
    """One blended fund, with what is pledged and drawn."""
    return BlendedFundOut.of(await queries.fund_of(reading, fund_id))


@router.post("/{fund_id}/drawdowns", status_code=201, response_model=BlendedFundOut)
async def draw_on_pledge(
    fund_id: UUID, body: DrawdownIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> BlendedFundOut:
    """Record what was put in. Send an Idempotency-Key, and a retry counts it once."""
    made = await commands.draw(
        tx,
        owner_of(funder),
        fund_id,
        pledge=body.pledge,
        amount=body.amount.parsed(),
        drawn_on=body.drawn_on,
        expected=expected,
        now=now,
    )
    return BlendedFundOut.of(made)
