"""What one may ask about what organisations are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.classes.rules.conduct import CONDUCT, UNFAVOURABLE
from registry.classification.domain import Verdict
from registry.classification.rules import judged, withheld
from registry.classification.tables import classifications
from registry.evidence.domain import Evidence
from registry.evidence.queries import evidence_of
from registry.replies.domain import RightOfReply
from registry.replies.queries import open_rights
from rulebook.rules import rule


@dataclass(frozen=True)
class Classification:
    """All verdicts about an organisation on a day, with the evidence that they rest on."""

    evidence: Evidence
    verdicts: tuple[Verdict, ...]


async def verdicts_of(
    session: AsyncSession, organisation_id: UUID, on: date, *, area: str | None = None
) -> tuple[Verdict, ...]:
    """What everybody may know: an unfavourable label is unknown until the organisation could reply to it."""
    return (await classification_of(session, organisation_id, on, area=area)).verdicts


async def classification_of(
    session: AsyncSession, organisation_id: UUID, on: date, *, area: str | None = None, in_confidence: bool = False
) -> Classification:
    """The verdicts of that day; `in_confidence`, for the organisation and registrars, with what is not yet public."""
    evidence = await evidence_of(session, organisation_id, on)
    rights = await open_rights(session, organisation_id)
    public = {label for label, right in rights.items() if right.is_public(on)}
    verdicts = judged(evidence, area=area, conduct_counts=in_confidence or CONDUCT in public)
    shown = tuple(_as_shown(it, rights.get(it.label), on, in_confidence=in_confidence) for it in verdicts)
    return Classification(evidence, shown)


def _as_shown(verdict: Verdict, right: RightOfReply | None, on: date, *, in_confidence: bool) -> Verdict:
    if verdict.outcome is None or UNFAVOURABLE.get(verdict.label) is not verdict.outcome:
        return verdict
    if right is not None and right.is_public(on):
        return replace(verdict, reply=right.reply)
    days = rule("classification.right_of_reply", on=on).number("days")
    until = right.reply_by if right else on + timedelta(days=days)
    return replace(verdict, withheld_until=until) if in_confidence else withheld(verdict, until)


async def current_classification(session: AsyncSession, organisation_id: UUID) -> Row[Any] | None:
    """The last one that was made; None before the first."""
    current = (classifications.c.organisation == organisation_id) & classifications.c.superseded_at.is_(None)
    found: Row[Any] | None = (await session.execute(select(classifications).where(current))).one_or_none()
    return found


async def classifications_made(
    session: AsyncSession, organisation_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[Row[Any]]:
    """Every classification of an organisation, the newest first."""
    query = select(classifications).where(classifications.c.organisation == organisation_id)
    if after is not None:
        query = query.where(classifications.c.id < after)
    found: Sequence[Row[Any]] = (await session.execute(query.order_by(classifications.c.id.desc()).limit(limit))).all()
    return found
