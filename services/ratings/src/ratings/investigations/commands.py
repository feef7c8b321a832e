"""What one may do with an investigation: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import InvestigationAnswered, InvestigationConcluded, InvestigationLed, InvestigationOpened
from events.ratings.petitions import PetitionAnnounced
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.versions import must_match
from ratings.investigations.domain import Finding, Independence, Investigation, Statement
from ratings.investigations.queries import investigation_of
from ratings.petitions.queries import petition_of


async def open_investigation(session: AsyncSession, demanded: PetitionAnnounced, *, now: datetime) -> None:
    """So many have signed that it is owed. Called again it does nothing; the database holds one a petition."""
    if await session.get(Investigation, demanded.petition_id) is not None:
        return
    today = day_of(now)
    figures = (await petition_of(session, demanded.petition_id)).figures
    made = Investigation(
        petition_id=demanded.petition_id,
        contract_id=demanded.contract_id,
        buyer_id=demanded.buyer_id,
        provider_ids=tuple(demanded.provider_ids),
        service=demanded.service,
        opened_on=today,
        lead_due_on=PROCUREMENT_ACT.last_after(today, figures.lead_working_days),
        findings_due_on=PROCUREMENT_ACT.last_after(today, figures.findings_working_days),
    )
    session.add(made)
    told = InvestigationOpened(
        occurred_at=now,
        petition_id=made.petition_id,
        contract_id=made.contract_id,
        lead_due_on=made.lead_due_on,
        findings_due_on=made.findings_due_on,
    )
    await emit(session, made.entity, told)


async def take_lead(
    session: AsyncSession,
    lead: str,
    organisation_id: UUID | None,
    petition_id: UUID,
    *,
    declared: Independence,
    expected: int | None,
    now: datetime,
) -> Investigation:
    """Somebody independent leads from now on."""
    found = await investigation_of(session, petition_id, held=True)
    must_match(found.version, expected)
    found.take_lead(lead, organisation_id, declared, today=day_of(now))
    told = InvestigationLed(occurred_at=now, petition_id=found.petition_id, organisation_id=organisation_id)
    await emit(session, found.entity, told)
    return found


async def answer_users(
    session: AsyncSession, buyer_id: UUID, petition_id: UUID, text: str, *, expected: int | None, now: datetime
) -> Investigation:
    """The authority answers those who signed."""
    found = await investigation_of(session, petition_id, held=True)
    must_match(found.version, expected)
    found.respond(buyer_id, text, today=day_of(now))
    await emit(session, found.entity, InvestigationAnswered(occurred_at=now, petition_id=found.petition_id, text=text))
    return found


async def give_statement(
    session: AsyncSession, organisation_id: UUID, petition_id: UUID, text: str, *, now: datetime
) -> Statement:
    """The provider puts something forward."""
    found = await investigation_of(session, petition_id, held=True)
    found.must_hear(organisation_id)
    made = Statement(petition_id=found.petition_id, organisation_id=organisation_id, text=text, given_on=day_of(now))
    session.add(made)
    return made


async def conclude(
    session: AsyncSession,
    lead: str,
    petition_id: UUID,
    *,
    finding: Finding,
    reasons: str,
    expected: int | None,
    now: datetime,
) -> Investigation:
    """Its lead finds. Whatever is found, the contract stands as before."""
    found = await investigation_of(session, petition_id, held=True)
    must_match(found.version, expected)
    found.conclude(lead, finding, reasons, today=day_of(now))
    told = InvestigationConcluded(
        occurred_at=now,
        petition_id=found.petition_id,
        contract_id=found.contract_id,
        finding=finding,
        reasons=reasons,
    )
    await emit(session, found.entity, told)
    return found
