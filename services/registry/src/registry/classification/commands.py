"""Organisations are judged again whenever the evidence changes, and when a verdict has had its time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit, heads
from events.registry import OrganisationClassified
from events.verdicts import VerdictFacts
from kernel.clock import day_of
from kernel.identifiers import new_id
from registry.classes.rules.conduct import UNFAVOURABLE
from registry.classification.domain import Verdict
from registry.classification.queries import Classification, classification_of, current_classification
from registry.classification.tables import classifications
from registry.evidence.commands.disputing import hold_evidence, told
from registry.replies.commands import invite_reply
from registry.replies.queries import open_rights

A_BATCH = 200  # organisations; the rest is judged the next time


async def classify(session: AsyncSession, organisation_id: UUID, *, now: datetime) -> None:
    """Judge an organisation by all that is known, tell it of what does it no good, and everybody of what has changed.

    An effect comes after what is known of the organisation already, though its cause came before.
    """
    await hold_evidence(session, organisation_id)
    latest = await session.scalar(select(heads.c.occurred_at).where(heads.c.entity == organisation_id))
    now = now if latest is None else max(now, latest)
    today = day_of(now)
    whole = await classification_of(session, organisation_id, today, in_confidence=True)
    await _follow_labels(session, organisation_id, whole.verdicts, now=now)
    public = await classification_of(session, organisation_id, today)
    current = await current_classification(session, organisation_id)
    verdicts = [dict(verdict.told()) for verdict in public.verdicts]
    due_after = min(verdict.due_after for verdict in public.verdicts)
    if current is not None and current.verdicts == verdicts and current.due_after == due_after:
        return
    row = {"id": new_id(), "organisation": organisation_id, "made_at": now, "made_for": today}
    await session.execute(
        update(classifications)
        .where(classifications.c.organisation == organisation_id, classifications.c.superseded_at.is_(None))
        .values(superseded_at=now)
    )
    await session.execute(insert(classifications), {**row, "verdicts": verdicts, "due_after": due_after})
    if current is None or _said(current.verdicts) != _said(verdicts):
        await emit(session, organisation_id, event_of(organisation_id, public, now=now))


async def classify_what_is_due(session: AsyncSession, now: datetime) -> None:
    """A timer: judge again whose verdicts have had their time. An organisation a story has left behind waits."""
    ahead = exists().where(heads.c.entity == classifications.c.organisation, heads.c.occurred_at > now)
    due = classifications.c.superseded_at.is_(None) & (classifications.c.due_after < day_of(now))
    query = select(classifications.c.organisation).where(due, ~ahead).order_by(classifications.c.id).limit(A_BATCH)
    for organisation_id in await session.scalars(query):
        await classify(session, organisation_id, now=now)


async def _follow_labels(
    session: AsyncSession, organisation_id: UUID, verdicts: Sequence[Verdict], *, now: datetime
) -> None:
    """Invite a reply to each unfavourable label that has come to hold; a label that holds no more is forgotten."""
    rights = await open_rights(session, organisation_id)
    for verdict in verdicts:
        if verdict.label not in UNFAVOURABLE:
            continue
        holds = verdict.outcome is UNFAVOURABLE[verdict.label]
        if holds and verdict.label not in rights:
            await invite_reply(session, organisation_id, verdict.label, verdict.reasons, now=now)
        elif not holds and verdict.label in rights:
            rights[verdict.label].closed_at = now
    await session.flush()


def _said(verdicts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What anybody would call a change: not that a verdict lasts longer."""
    return [{name: value for name, value in verdict.items() if name != "expires_on"} for verdict in verdicts]


def event_of(organisation_id: UUID, made: Classification, *, now: datetime) -> OrganisationClassified:
    """The classification as events tell it."""
    verdicts = [
        VerdictFacts.model_validate({**said, "flip": said["flip"]["says"] if said["flip"] else None})
        for said in (verdict.told() for verdict in made.verdicts)
    ]
    used = {fact.id: fact for verdict in made.verdicts for fact in verdict.facts_used}
    return OrganisationClassified(
        occurred_at=now,
        organisation_id=organisation_id,
        on=made.evidence.on,
        verdicts=verdicts,
        facts=told([used[fact_id] for fact_id in sorted(used)]),
        disputed=list(made.evidence.disputed),
    )
