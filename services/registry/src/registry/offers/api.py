"""Services over HTTP: parse, call, answer."""

from uuid import UUID

from chassis.http import Expected, Now, Reading, Router, Transaction
from registry.offers import commands, queries
from registry.offers.domain import Service
from registry.offers.schemas import NewOfferIn, OfferIn, ServiceOut, WithdrawalIn
from registry.organisations.api import Speaking

router = Router(prefix="/services", tags=["services"])


@router.post("", status_code=201, response_model=ServiceOut)
async def offer_service(body: NewOfferIn, speaker: Speaking, tx: Transaction, now: Now) -> Service:
    """Offer a service of the organisation that your token names, or, as a registrar, of any."""
    return await commands.offer_service(tx, body.parsed(), speaker, body.organisation_id, now=now)


@router.get("/{service_id}", response_model=ServiceOut)
async def read_service(service_id: UUID, session: Reading) -> Service:
    """One service of an organisation of this register, also a withdrawn one."""
    return await queries.service_of(session, service_id)


@router.put("/{service_id}", response_model=ServiceOut)
async def restate_service(
    service_id: UUID, body: OfferIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Service:
    """Say anew what is offered, whole: what is left out is no longer said."""
    return await commands.restate_service(tx, service_id, body.parsed(), speaker, expected=expected, now=now)


@router.post("/{service_id}/withdraw", response_model=ServiceOut)
async def withdraw_service(
    service_id: UUID, body: WithdrawalIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Service:
    """Offer the service no longer. It stays to be read, as defunct, and is never revived."""
    return await commands.withdraw_service(tx, service_id, body.reason, speaker, expected=expected, now=now)
