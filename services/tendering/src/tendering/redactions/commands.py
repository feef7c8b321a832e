"""What one may do about the documents of a contract: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.documents import make_public, must_own
from chassis.ledger import emit
from events.tendering import ContractDocumentPublished, RedactionTold
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken
from tendering.contracts.domain import Contract
from tendering.contracts.queries import as_agreed, buyers_contract
from tendering.redactions.domain import Disclosed, Kind, Redaction, must_expire
from tendering.redactions.queries import documents_of


async def publish_document(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    sha256: str,
    title: str,
    kind: Kind,
    redactions: tuple[Redaction, ...],
    replaces: UUID | None,
    now: datetime,
) -> Disclosed:
    """Publish a document of a signed contract, with what is blacked out and why; or anew, with less of it."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    if contract.signed_at is None:
        raise RuleBroken("A contract that is not signed has no documents to publish.")
    must_expire(redactions, day_of(now))
    await must_own(session, sha256, buyer_id)
    known = {each.id for each in await documents_of(session, contract.id)}
    if replaces is not None and replaces not in known:
        raise NotFound(f"This contract has no document {replaces}.")
    made = Disclosed(
        contract_id=contract.id,
        sha256=sha256,
        title=title,
        kind=kind,
        redactions=redactions,
        replaces=replaces,
        published_at=now,
    )
    session.add(made)
    await flush_or_conflict(session, "That document was replaced already.")
    await make_public(session, sha256, buyer_id)
    await emit(session, contract.id, await told_of(session, made, now=now))
    return made


async def told_of(session: AsyncSession, made: Disclosed, *, now: datetime) -> ContractDocumentPublished:
    """What an event says of a published document."""
    contract = await session.get_one(Contract, made.contract_id)
    notice, agreed = await as_agreed(session, contract)
    return ContractDocumentPublished(
        occurred_at=now,
        notice=notice,
        contract=agreed,
        document_id=made.id,
        sha256=made.sha256,
        title=made.title,
        kind=made.kind,
        redactions=[RedactionTold(place=r.place, code=r.ground, until=r.until) for r in made.redactions],
        replaces=made.replaces,
    )
