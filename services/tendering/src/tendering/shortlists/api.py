"""The end of a phase over HTTP: parse, call, answer."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from tendering.entries.api import Kept
from tendering.entries.commands import contents_of
from tendering.phases.api import Number
from tendering.phases.domain import Gate, PhaseResult
from tendering.phases.schemas import GateOut
from tendering.shortlists import queries
from tendering.shortlists.commands.gates import decide_gate as deciding_gate
from tendering.shortlists.commands.phases import decide_phase as deciding_phase
from tendering.shortlists.schemas import FindingsIn, GateIn, OwnVerdictOut, ResultOut, VerdictOut

router = Router(prefix="/notices/{notice_id}/phases/{phase}", tags=["phases"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/decision", status_code=201, response_model=ResultOut)
async def decide_phase(
    notice_id: UUID,
    phase: Number,
    body: FindingsIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    seal: Kept,
) -> PhaseResult:
    """Say what was found of each entry; those who go on are invited to the next phase, each is told why for itself."""
    buyer_id, read = owner_of(commissioner), partial(contents_of, seal=seal)
    return await deciding_phase(tx, buyer_id, notice_id, phase, body.findings(), read=read, now=now)


@router.get("/decision", response_model=ResultOut)
async def read_decision_of_phase(notice_id: UUID, phase: Number, caller: Caller, reading: Reading) -> PhaseResult:
    """All that was decided, for the buyer and auditors."""
    return await queries.readable_result(reading, caller.organisation, caller.roles, notice_id, phase)


@router.get("/decision/own", response_model=OwnVerdictOut)
async def read_own_verdict(notice_id: UUID, phase: Number, provider: Provider, reading: Reading) -> OwnVerdictOut:
    """Whether the caller goes on, and why; nothing about anybody else."""
    result, verdict = await queries.own_verdict(reading, owner_of(provider), notice_id, phase)
    return OwnVerdictOut(
        phase=result.phase,
        decided_at=result.decided_at,
        next_closes_at=result.next_closes_at,
        verdict=VerdictOut.model_validate(verdict),
    )


@router.post("/gate", status_code=201, response_model=GateOut)
async def decide_gate(
    notice_id: UUID, phase: Number, body: GateIn, commissioner: Commissioner, tx: Transaction, *, now: Now
) -> Gate:
    """Let a partnership go on after a stage, or end it there; with a reason and evidence that everybody may read."""
    buyer_id, shown = owner_of(commissioner), [each.evidence() for each in body.evidence]
    said = dict(body) | {"evidence": shown}
    return await deciding_gate(tx, buyer_id, notice_id, phase, **said, now=now)
