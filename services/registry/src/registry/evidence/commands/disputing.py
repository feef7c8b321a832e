"""Contradictions are opened as soon as they are there, and settled by a registrar's reasoned decision."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import DisputeOpened, DisputeSettled, EvidenceWithdrawn
from events.verdicts import EvidencedFact
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from registry.evidence.domain import Evidence, Fact
from registry.evidence.queries import dispute_called, evidence_of, open_disputes
from registry.evidence.tables import disputes, set_aside
from registry.organisations.domain import Speaker
from registry.organisations.tables import organisations


async def settle_dispute(
    session: AsyncSession,
    dispute_id: UUID,
    speaker: Speaker,
    *,
    keep: Collection[UUID],
    reason: str,
    now: datetime,
) -> Row[Any]:
    """A registrar decides which of the contradicting facts still count; the others are set aside with the reason.

    Raises Forbidden for a registrar's own organisation, RuleBroken if what is kept contradicts itself still.
    """
    await hold_evidence(session, (await dispute_called(session, dispute_id)).organisation)
    dispute = await dispute_called(session, dispute_id)
    speaker.must_judge(dispute.organisation)
    if dispute.settled_at is not None:
        raise RuleBroken("This dispute is settled already.")
    evidence = await evidence_of(session, dispute.organisation, day_of(now))
    about = evidence.about(dispute.name)
    if unknown := set(keep) - {fact.id for fact in about}:
        raise Unacceptable("/keep", f"The dispute is not about {', '.join(sorted(map(str, unknown)))}.")
    dropped = [fact for fact in about if fact.id not in keep]
    if dispute.name in Evidence(evidence.on, tuple(fact for fact in evidence.facts if fact not in dropped)).disputed:
        raise RuleBroken("The facts that would be kept contradict one another still.")
    await withdraw(session, dispute.organisation, dropped, reason, by=speaker.organisation, now=now)
    await follow_disputes(session, dispute.organisation, reason, by=speaker.organisation, now=now)
    return await dispute_called(session, dispute_id)


async def follow_disputes(
    session: AsyncSession, organisation_id: UUID, reason: str, *, by: UUID | None = None, now: datetime
) -> None:
    """Open a dispute for each name that has become contradicted, and close those that no longer are, for `reason`."""
    evidence = await evidence_of(session, organisation_id, day_of(now))
    open_ = {dispute.name: dispute.id for dispute in await open_disputes(session, organisation_id)}
    for name in evidence.disputed:
        if name not in open_:
            await _open(session, organisation_id, name, evidence.about(name), now=now)
    for name in sorted(open_.keys() - set(evidence.disputed)):
        told_last = {"settled_at": now, "settled_by": by, "reason": reason}
        await session.execute(update(disputes).where(disputes.c.id == open_[name]).values(told_last))
        event = DisputeSettled(
            occurred_at=now,
            organisation_id=organisation_id,
            dispute_id=open_[name],
            name=name,
            facts=told(evidence.of(name)),
            reason=reason,
        )
        await emit(session, organisation_id, event)


async def _open(
    session: AsyncSession, organisation_id: UUID, name: str, about: Sequence[Fact], *, now: datetime
) -> None:
    dispute = {"id": new_id(), "organisation": organisation_id, "name": name, "opened_at": now}
    await session.execute(insert(disputes), dispute)
    event = DisputeOpened(
        occurred_at=now, organisation_id=organisation_id, dispute_id=dispute["id"], name=name, facts=told(about)
    )
    await emit(session, organisation_id, event)


async def hold_evidence(session: AsyncSession, organisation_id: UUID) -> None:
    """Let nobody else change this organisation's evidence meanwhile. Raises NotFound."""
    query = select(organisations.c.id).where(organisations.c.id == organisation_id)
    if await session.scalar(query.with_for_update(key_share=True)) is None:
        raise NotFound(f"There is no organisation {organisation_id}.")


async def withdraw(
    session: AsyncSession,
    organisation_id: UUID,
    dropped: Sequence[Fact],
    reason: str,
    *,
    by: UUID | None,
    now: datetime,
) -> None:
    """Set facts aside with nothing in their place, and tell."""
    await put_aside(session, [fact.id for fact in dropped], reason, by=by, now=now)
    if dropped:
        event = EvidenceWithdrawn(occurred_at=now, organisation_id=organisation_id, facts=told(dropped), reason=reason)
        await emit(session, organisation_id, event)


async def put_aside(
    session: AsyncSession, fact_ids: Collection[UUID], reason: str, *, by: UUID | None, now: datetime
) -> None:
    """From here on these facts count no more."""
    rows = [{"fact_id": fact_id, "reason": reason, "by": by, "at": now} for fact_id in fact_ids]
    if rows:
        await session.execute(insert(set_aside), rows)


def told(facts: Sequence[Fact]) -> list[EvidencedFact]:
    """The facts as events tell them."""
    return [
        EvidencedFact(
            id=fact.id,
            name=fact.name,
            value=fact.value,
            source=fact.source,
            standing=fact.standing.name.lower(),
            reference=fact.reference,
            retrieved_on=fact.retrieved_on,
            expires_on=fact.expires_on,
            document=fact.document,
            corrects=fact.corrects,
        )
        for fact in facts
    ]
