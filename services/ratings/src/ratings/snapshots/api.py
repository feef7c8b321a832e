"""Snapshots over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from ratings.snapshots import commands, queries
from ratings.snapshots.domain import Snapshot
from ratings.snapshots.schemas import SnapshotIn, SnapshotOut

router = Router(prefix="/evidence-snapshots", tags=["scores"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Concerned = Annotated[Actor, Depends(role("commissioner", "auditor", "provider"))]


@router.post("", response_model=SnapshotOut)
async def freeze_evidence(body: SnapshotIn, commissioner: Commissioner, tx: Transaction, now: Now) -> SnapshotOut:
    """Freeze what users made of every organisation by a notice's deadline, rather than wait until that is done.

    Once it is frozen it stands, and is answered again. The digest is public, the counts are not.
    """
    snapshot = await commands.freeze_evidence(tx, owner_of(commissioner), body.notice_id, now=now)
    return SnapshotOut.of(snapshot, snapshot.tellings)


@router.get("", response_model=SnapshotOut)
async def find_evidence_snapshot(notice: Annotated[UUID, Query()], reader: Concerned, session: Reading) -> SnapshotOut:
    """What was frozen for a notice, to whom it may be shown."""
    return shown(await queries.snapshot_for(session, notice), reader)


@router.get("/{snapshot_id}", response_model=SnapshotOut)
async def read_evidence_snapshot(snapshot_id: UUID, reader: Concerned, session: Reading) -> SnapshotOut:
    """All of it for its authority and for auditors; its own line for a provider."""
    return shown(await queries.snapshot_of(session, snapshot_id), reader)


def shown(snapshot: Snapshot, reader: Actor) -> SnapshotOut:
    """As much of it as the reader may see."""
    tellings = snapshot.tellings_for(reader.organisation, is_auditor="auditor" in reader.roles)
    return SnapshotOut.of(snapshot, tellings)
