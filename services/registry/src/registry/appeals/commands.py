"""An appeal is lodged by the organisation, and decided by somebody who had no part in the evidence."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import AppealDecided, AppealLodged
from kernel.clock import day_of
from kernel.errors import Conflict, NotFound
from kernel.identifiers import new_id
from registry.appeals.domain import Appeal
from registry.appeals.queries import appeal_called, appeals_matching, involved_in_evidence
from registry.classification.queries import classification_of
from registry.classification.rules import by_label
from registry.evidence.commands.disputing import hold_evidence
from registry.organisations.domain import Speaker


async def lodge_appeal(
    session: AsyncSession, organisation_id: UUID, label: str, speaker: Speaker, *, grounds: str, now: datetime
) -> Appeal:
    """An organisation appeals against the verdict as it stands now. Raises Conflict while an appeal is open."""
    speaker.must_speak_for(organisation_id)
    await hold_evidence(session, organisation_id)
    made = await classification_of(session, organisation_id, day_of(now), in_confidence=True)
    verdict = by_label(made.verdicts).get(label)
    if verdict is None:
        raise NotFound(f"There is no label {label}.")
    open_ = await appeals_matching(session, organisation_id=organisation_id, decided=False, limit=100)
    if any(appeal.label == label for appeal in open_):
        raise Conflict(f"An appeal against the verdict on {label} is open already.")
    appeal = Appeal(
        id=new_id(),
        organisation=organisation_id,
        label=label,
        outcome=verdict.word,
        value=verdict.value,
        grounds=grounds,
        lodged_at=now,
    )
    session.add(appeal)
    event = AppealLodged(
        occurred_at=now,
        appeal_id=appeal.id,
        organisation_id=organisation_id,
        label=label,
        outcome=appeal.outcome,
        value=appeal.value,
        grounds=grounds,
    )
    await emit(session, organisation_id, event)
    return appeal


async def decide_appeal(
    session: AsyncSession, appeal_id: UUID, speaker: Speaker, *, by: str, upheld: bool, reasons: str, now: datetime
) -> Appeal:
    """A registrar decides. Upheld, it obliges the registrars to put the evidence right; it overrules no rule."""
    appeal = await appeal_called(session, appeal_id)
    await hold_evidence(session, appeal.organisation)
    await session.refresh(appeal)
    speaker.must_judge(appeal.organisation)
    involved = await involved_in_evidence(session, appeal.organisation)
    appeal.decide(upheld=upheld, reasons=reasons, by=by, involved=involved, now=now)
    event = AppealDecided(
        occurred_at=now,
        appeal_id=appeal.id,
        organisation_id=appeal.organisation,
        label=appeal.label,
        upheld=upheld,
        reasons=reasons,
    )
    await emit(session, appeal.organisation, event)
    return appeal
