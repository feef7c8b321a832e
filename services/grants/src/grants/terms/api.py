"""The terms of grants over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from grants.terms import commands, queries
from grants.terms.domain import Terms
from grants.terms.schemas import TermsIn, TermsOut

router = Router(prefix="/grants/{grant_id}/terms", tags=["terms"])
Funder = Annotated[Actor, Depends(role("funder"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("", status_code=201, response_model=TermsOut)
async def set_terms(grant_id: UUID, body: TermsIn, funder: Funder, tx: Transaction, now: Now) -> Terms:
    """Say what the grant is for and how it is earned, once. From then on it is paid on claims."""
    return await commands.set_terms(tx, owner_of(funder), grant_id, body.said(), now=now)


@router.get("", response_model=TermsOut)
async def read_terms(grant_id: UUID, reading: Reading) -> Terms:
    """What was agreed, what is evidenced and reached; public as the grant is."""
    return await queries.terms_of(reading, grant_id)


@router.post("/acceptance", response_model=TermsOut)
async def accept_terms(grant_id: UUID, provider: Provider, tx: Transaction, *, now: Now, expected: Expected) -> Terms:
    """The recipient takes the grant on these terms; nothing is claimed before."""
    return await commands.accept_terms(tx, owner_of(provider), grant_id, expected=expected, now=now)
