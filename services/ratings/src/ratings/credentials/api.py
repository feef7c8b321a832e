"""Credentials over HTTP: parse, call, answer."""

from typing import Annotated

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from ratings.credentials import commands
from ratings.credentials.domain import Level
from ratings.credentials.schemas import CredentialsIn, CredentialsOut
from ratings.eligibility.domain import Quarter

Issuer = Annotated[Actor, Depends(role("rater_issuer"))]


# A credential must be kept nowhere in clear, so this answer is not kept for a retry.
router = Router(prefix="/credentials", tags=["credentials"], dependencies=[Depends(unkept)])


@router.post("", status_code=201, response_model=CredentialsOut)
async def issue_credentials(body: CredentialsIn, issuer: Issuer, tx: Transaction, now: Now) -> CredentialsOut:
    """One-time codes for people who used your contract's service in that quarter. Nobody can show them again."""
    codes = await commands.issue_credentials(
        tx,
        owner_of(issuer),
        body.contract_id,
        quarter=Quarter.parse(body.quarter),
        count=body.count,
        level=Level.C if body.by_advocate else Level.B,
        now=now,
    )
    return CredentialsOut(contract_id=body.contract_id, quarter=body.quarter, codes=codes)
