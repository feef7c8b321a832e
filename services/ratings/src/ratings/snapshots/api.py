"""Snapshots over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from ratings.snapshots import commands
from ratings.snapshots.queries import snapshot_of
from ratings.snapshots.schemas import SnapshotIn, SnapshotOut

router = Router(prefix="/evidence-snapshots", tags=["scores"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Concerned = Annotated[Actor, Depends(role("commissioner", "auditor", "provider"))]


@router.post("", status_code=201, response_model=SnapshotOut)
async def freeze_evidence(body: SnapshotIn, commissioner: Commissioner, tx: Transaction, now: Now) -> SnapshotOut:
    """Freeze what users made of every organisation, for one notice; the digest is public, the counts are not."""
    snapshot = await commands.freeze_evidence(tx, owner_of(commissioner), body.notice_id, now=now)
    return SnapshotOut.of(snapshot, snapshot.lines)


@router.get("/{snapshot_id}", response_model=SnapshotOut)
async def read_evidence_snapshot(snapshot_id: UUID, reader: Concerned, session: Reading) -> SnapshotOut:
    """All of it for its authority and for auditors; its own line for a provider."""
    snapshot = await snapshot_of(session, snapshot_id)
    lines = snapshot.lines_for(reader.organisation, is_auditor="auditor" in reader.roles)
    return SnapshotOut.of(snapshot, lines)
