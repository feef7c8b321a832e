"""Evidence over HTTP: parse, call, answer."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.wire import DayIn
from kernel.clock import day_of
from registry.catalogue.schemas import FactNameIn
from registry.evidence import commands, queries
from registry.evidence.domain import Fact
from registry.evidence.schemas import (
    DisputeOut,
    DisputeWithFacts,
    EvidenceIn,
    FactOut,
    ReasonIn,
    RecordedOut,
    SettlementIn,
)
from registry.organisations.api import Speaking
from registry.organisations.queries import organisation_of

router = Router(tags=["evidence"])


@router.post("/organisations/{organisation_id}/evidence", status_code=201, response_model=RecordedOut)
async def state_evidence(
    organisation_id: UUID, body: EvidenceIn, speaker: Speaking, tx: Transaction, now: Now
) -> dict[str, Any]:
    """Attest to facts about your organisation; or, as a registrar, record what sources say of another."""
    said = [fact.parsed() for fact in body.facts]
    facts = await commands.state_evidence(tx, organisation_id, said, speaker, now=now)
    return {"facts": facts, "disputes": await queries.open_disputes(tx, organisation_id)}


@router.get("/organisations/{organisation_id}/evidence", response_model=Listing[FactOut])
async def read_evidence(
    organisation_id: UUID,
    session: Reading,
    page: Page,
    *,
    name: Annotated[FactNameIn | None, Query()] = None,
    live_on: Annotated[DayIn | None, Query()] = None,
) -> Listing[FactOut]:
    """Every fact that was ever recorded of an organisation, the newest first; or those that are live on a day."""
    organisation = await organisation_of(session, organisation_id)
    found = await queries.recorded_facts(
        session, organisation.id, name=name, live_on=live_on, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda fact: [fact.id])


@router.post("/organisations/{organisation_id}/evidence/{fact_id}/withdraw", response_model=FactOut)
async def withdraw_fact(
    organisation_id: UUID, fact_id: UUID, body: ReasonIn, speaker: Speaking, tx: Transaction, *, now: Now
) -> Fact:
    """Take a fact back, and say why: your own attestation or, as a registrar, any of another organisation."""
    return await commands.withdraw_fact(tx, organisation_id, fact_id, speaker, reason=body.reason, now=now)


@router.get("/disputes", response_model=Listing[DisputeOut])
async def list_disputes(
    session: Reading,
    page: Page,
    *,
    organisation_id: UUID | None = None,
    settled: bool | None = None,
) -> Listing[DisputeOut]:
    """Contradictions in the evidence, the oldest first; `settled=false` is the registrars' queue."""
    found = await queries.disputes_matching(
        session, organisation_id=organisation_id, settled=settled, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda dispute: [dispute.id])


@router.get("/disputes/{dispute_id}", response_model=DisputeWithFacts)
async def read_dispute(dispute_id: UUID, session: Reading, now: Now) -> dict[str, Any]:
    """One contradiction, with the facts that it is about and that are still live."""
    return await _with_facts(session, await queries.dispute_called(session, dispute_id), day_of(now))


@router.post("/disputes/{dispute_id}/settle", response_model=DisputeWithFacts)
async def settle_dispute(
    dispute_id: UUID, body: SettlementIn, speaker: Speaking, tx: Transaction, now: Now
) -> dict[str, Any]:
    """Registrars: say which of the contradicting facts still count, and why. Nobody judges their own organisation."""
    settled = await commands.settle_dispute(tx, dispute_id, speaker, keep=body.keep, reason=body.reason, now=now)
    return await _with_facts(tx, settled, day_of(now))


async def _with_facts(session: Reading, dispute: Any, on: date) -> dict[str, Any]:
    evidence = await queries.evidence_of(session, dispute.organisation, on)
    return {**dispute._mapping, "facts": evidence.about(dispute.name)}
