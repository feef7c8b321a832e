"""Trainings over HTTP: parse, call, answer."""

from typing import Annotated

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from chassis.wire import Name
from grants.trainings import commands, queries
from grants.trainings.domain import Training
from grants.trainings.schemas import TrainingIn, TrainingOut

router = Router(prefix="/trainings", tags=["trainings"])
Funder = Annotated[Actor, Depends(role("funder"))]
Staff = Annotated[Actor, Depends(role("funder", "assessor"))]


@router.post("", status_code=201, response_model=TrainingOut)
async def record_training(body: TrainingIn, funder: Funder, tx: Transaction, now: Now) -> Training:
    """Put a certificate of one of your people on record."""
    return await commands.record_training(tx, owner_of(funder), **dict(body), now=now)


@router.get("", response_model=Listing[TrainingOut])
async def list_trainings(staff: Staff, reading: Reading, page: Page, subject: Name | None = None) -> Listing[Training]:
    """What your own people have done, oldest first."""
    found = await queries.trainings_of(reading, owner_of(staff), subject=subject, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda training: [str(training.id)])
