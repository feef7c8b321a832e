"""Repayable grants over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.repayables import commands, queries
from grants.repayables.domain import Due
from grants.repayables.schemas import DueOut, DuesOut, ReasonIn, ReceiptIn, RepayableOut, RevenueIn, TermsIn
from kernel.clock import day_of
from kernel.errors import NotFound

router = Router(prefix="/grants/{grant_id}/repayment", tags=["repayables"])
Funder = Annotated[Actor, Depends(role("funder"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("", status_code=201, response_model=RepayableOut)
async def agree_repayment(grant_id: UUID, body: TermsIn, funder: Funder, tx: Transaction, now: Now) -> RepayableOut:
    """Put on record how a repayable grant is repaid."""
    made = await commands.agree_terms(
        tx,
        owner_of(funder),
        grant_id,
        revenue_floor=body.revenue_floor.parsed(),
        share=body.revenue_share,
        grace_ends_on=body.grace_ends_on,
        now=now,
    )
    return RepayableOut.of(made, day_of(now))


@router.get("", response_model=RepayableOut)
async def read_repayment(grant_id: UUID, reading: Reading, now: Now) -> RepayableOut:
    """How far a grant is repaid."""
    return RepayableOut.of(await queries.repayable_of(reading, grant_id), day_of(now))


@router.get("/revenues", response_model=DuesOut)
async def list_revenues(grant_id: UUID, caller: Caller, reading: Reading) -> DuesOut:
    """What the recipient earned and owes, period by period: for the grant's two parties and auditors."""
    found = await queries.repayable_of(reading, grant_id)
    if caller.organisation not in {found.grant.funder_id, found.grant.recipient_id} and not caller.has("auditor"):
        raise NotFound(f"There is no repayable grant {grant_id}.")
    return DuesOut.of(found.dues)


@router.post("/revenues", status_code=201, response_model=DueOut)
async def report_revenue(
    grant_id: UUID, body: RevenueIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Due:
    """Report what was earned in a period, as the recipient; the answer is what is due of it."""
    _, due = await commands.report_revenue(
        tx,
        owner_of(provider),
        grant_id,
        revenue=body.revenue.parsed(),
        period_ends_on=body.period_ends_on,
        expected=expected,
        now=now,
    )
    return due


@router.post("/receipts", status_code=201, response_model=RepayableOut)
async def receive_repayment(
    grant_id: UUID, body: ReceiptIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> RepayableOut:
    """Record that what was due for a period came; the scheme can give it again."""
    made = await commands.receive_repayment(
        tx, owner_of(funder), grant_id, number=body.number, expected=expected, now=now
    )
    return RepayableOut.of(made, day_of(now))


@router.post("/conversion", status_code=201, response_model=RepayableOut)
async def convert_repayable(
    grant_id: UUID, body: ReasonIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> RepayableOut:
    """Leave the rest with the recipient, as a grant outright."""
    made = await commands.convert(tx, owner_of(funder), grant_id, reason=body.reason, expected=expected, now=now)
    return RepayableOut.of(made, day_of(now))


@router.post("/write-off", status_code=201, response_model=RepayableOut)
async def approve_write_off(grant_id: UUID, body: ReasonIn, funder: Funder, tx: Transaction, now: Now) -> RepayableOut:
    """Approve that the rest is given up; it takes several people."""
    made = await commands.approve_write_off(
        tx, owner_of(funder), grant_id, reason=body.reason, by=funder.subject, now=now
    )
    return RepayableOut.of(made, day_of(now))
