"""Match over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from chassis.http import Expected, Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from chassis.wire import Digits
from grants.match import commands
from grants.match.schemas import EvidenceIn
from grants.terms.domain import Terms
from grants.terms.schemas import TermsOut

router = Router(prefix="/grants/{grant_id}/match", tags=["match"])
Provider = Annotated[Actor, Depends(role("provider"))]
Number = Annotated[int, Path(ge=1, le=100), Digits]


@router.post("/{match_number}/evidence", response_model=TermsOut)
async def evidence_match(
    grant_id: UUID,
    match_number: Number,
    body: EvidenceIn,
    provider: Provider,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Terms:
    """Show that pending match is there; from then on it counts."""
    return await commands.evidence_match(
        tx, owner_of(provider), grant_id, match_number, body.evidence, expected=expected, now=now
    )
