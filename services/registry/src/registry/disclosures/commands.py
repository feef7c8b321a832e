"""Disclose the figures of a period, or correct them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import documents
from chassis.decisions import keep
from chassis.ledger import emit
from events.registry import DisclosureMade
from events.registry.openness import Disclosure as DisclosureFacts
from kernel.clock import day_of
from kernel.identifiers import new_id
from kernel.periods import DatePeriod
from registry.catalogue.domain import Value
from registry.disclosures.domain import Disclosure, Kind
from registry.disclosures.queries import current_disclosures
from registry.disclosures.rules import disclosed_in_time, due_on, must_be_a_period, must_not_straddle
from registry.evidence.commands.recording import record_readings
from registry.evidence.domain import Standing, Statement
from registry.evidence.rules import attested_until
from registry.organisations.domain import Speaker
from registry.organisations.queries import organisation_of

TAKE_TURNS = text("select pg_advisory_xact_lock(hashtextextended(cast(:organisation as text) || 'disclosures', 0))")


async def disclose(
    session: AsyncSession,
    organisation_id: UUID,
    kind: Kind,
    period: DatePeriod,
    *,
    figures: Mapping[str, Any],
    facts: Mapping[str, Value],
    sha256: str | None,
    speaker: Speaker,
    now: datetime,
) -> Disclosure:
    """Make the figures of a period public. Said again for the same period they correct the former ones.

    `facts` are what of them counts as evidence, by the names of the catalogue; they stand on the organisation's word.
    """
    speaker.must_speak_for(organisation_id)
    await organisation_of(session, organisation_id)
    today = day_of(now)
    must_be_a_period(kind, period, today=today)
    await session.execute(TAKE_TURNS, {"organisation": str(organisation_id)})
    former = must_not_straddle(period, await current_disclosures(session, organisation_id, kind))
    if sha256 is not None:
        owner = organisation_id if speaker.organisation is None else speaker.organisation
        await documents.must_own(session, sha256, owner)
        await documents.make_public(session, sha256, owner)
    made = await _record(session, organisation_id, kind, period, figures=figures, sha256=sha256, former=former, now=now)
    newest = all(it.last <= made.last for it in await current_disclosures(session, organisation_id, kind))
    if facts and newest:
        await record_readings(session, organisation_id, _evidence(made, facts), now=now)
    return made


async def _record(
    session: AsyncSession,
    organisation_id: UUID,
    kind: Kind,
    period: DatePeriod,
    *,
    figures: Mapping[str, Any],
    sha256: str | None,
    former: Disclosure | None,
    now: datetime,
) -> Disclosure:
    last = period.last or period.first
    decision = disclosed_in_time(kind, last, now=now)
    made = Disclosure(
        id=new_id(),
        organisation_id=organisation_id,
        kind=kind,
        first=period.first,
        last=last,
        figures=figures,
        disclosed_at=now,
        due_on=due_on(kind, last),
        days_late=max(0, (day_of(now) - due_on(kind, last)).days),
        decision_id=decision.id,
        sha256=sha256,
    )
    if former is None:
        await keep(session, decision, made.id)
    else:
        made.correct(former)
    session.add(made)
    await emit(session, made.id, DisclosureMade(occurred_at=now, disclosure=facts_of(made)))
    return made


def _evidence(made: Disclosure, facts: Mapping[str, Value]) -> Sequence[Statement]:
    today = day_of(made.disclosed_at)
    return [
        Statement(
            name=name,
            value=value,
            source="Disclosure on this platform",
            standing=Standing.ATTESTATION,
            reference=made.kind,
            retrieved_on=today,
            expires_on=attested_until(today),
            document=made.sha256,
        )
        for name, value in facts.items()
    ]


def facts_of(made: Disclosure) -> DisclosureFacts:
    """The disclosure as events tell it."""
    return DisclosureFacts(
        disclosure_id=made.id,
        organisation_id=made.organisation_id,
        kind=made.kind,
        first=made.first,
        last=made.last,
        figures=dict(made.figures),
        sha256=made.sha256,
        disclosed_on=day_of(made.disclosed_at),
        due_on=made.due_on,
        days_late=made.days_late,
        corrects=made.corrects,
    )
