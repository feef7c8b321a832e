"""What one may do with services: offer, restate, withdraw."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import ServiceChanged, ServiceOffered, ServiceWithdrawn
from events.services import ServiceFacts
from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.identifiers import new_id
from kernel.versions import must_match
from registry.listings.commands import list_service
from registry.offers.domain import Offer, Service, no_service
from registry.offers.queries import service_of
from registry.offers.rules import listed, reachable
from registry.offers.tables import OFFER
from registry.organisations.domain import Speaker, Status
from registry.organisations.queries import organisation_of


async def offer_service(
    session: AsyncSession, offer: Offer, speaker: Speaker, organisation_id: UUID | None, *, now: datetime
) -> Service:
    """An organisation of the register offers a service; a registrar says for which, others offer their own.

    Raises Forbidden, NotFound, RuleBroken, Unacceptable.
    """
    offering = organisation_id or speaker.organisation
    if offering is None:
        raise Forbidden("Say which organisation offers it: the token names none.")
    speaker.must_speak_for(offering)
    organisation = await organisation_of(session, offering)
    if organisation.status is not Status.ACTIVE:
        raise RuleBroken(f"{organisation.name} is no longer active: the register has it as {organisation.status}.")
    service = Service.offered(new_id(), offering, reachable(offer, organisation.name), now=now)
    session.add(service)
    await emit(session, service.id, ServiceOffered(occurred_at=now, service=facts_of(service)))
    await list_service(session, listed(service, organisation.name))
    return service


async def restate_service(
    session: AsyncSession, service_id: UUID, offer: Offer, speaker: Speaker, *, expected: int | None, now: datetime
) -> Service:
    """Say anew, whole, what is offered. Saying the same again changes nothing and tells nobody."""
    service = await _own_service(session, service_id, speaker, expected)
    organisation = await organisation_of(session, service.organisation_id)
    if service.restate(reachable(offer, organisation.name), now=now):
        await emit(session, service.id, ServiceChanged(occurred_at=now, service=facts_of(service)))
        await list_service(session, listed(service, organisation.name))
    return service


async def withdraw_service(
    session: AsyncSession, service_id: UUID, reason: str, speaker: Speaker, *, expected: int | None, now: datetime
) -> Service:
    """The service is offered no longer, for good; it stays to be read, as defunct."""
    service = await _own_service(session, service_id, speaker, expected)
    service.withdraw(reason, now=now)
    await emit(session, service.id, ServiceWithdrawn(occurred_at=now, service=facts_of(service), reason=reason))
    organisation = await organisation_of(session, service.organisation_id)
    await list_service(session, listed(service, organisation.name))
    return service


def facts_of(service: Service) -> ServiceFacts:
    """All that the register says of it, as events tell it."""
    told = OFFER.dump_python(service.offer, mode="json")
    costs = [
        {**asdict(cost), "amount": None if cost.amount is None else str(cost.amount)} for cost in service.offer.costs
    ]
    own = {"id": service.id, "organisation_id": service.organisation_id, "status": str(service.status), "costs": costs}
    return ServiceFacts.model_validate({**told, **own})


async def _own_service(session: AsyncSession, service_id: UUID, speaker: Speaker, expected: int | None) -> Service:
    service = await service_of(session, service_id)
    try:
        speaker.must_speak_for(service.organisation_id)
    except NotFound as error:
        raise no_service(service_id) from error
    must_match(service.version, expected)
    return service
