"""What the registry tells the others."""

from typing import ClassVar
from uuid import UUID

from events import Address, Event, Part
from events.services import ServiceFacts


class OrganisationFacts(Part):
    """All that the registry says of an organisation, whole."""

    id: UUID
    name: str
    legal_form: str | None = None
    org_ids: list[str] = []  # the primary identifier first
    roles: list[str] = []  # of buyer, provider, funder
    address: Address | None = None
    website: str | None = None
    status: str = "active"  # or dissolved, merged
    verified: bool = False
    source: str  # who says so: `self`, `registrar`, `ocds:<publisher>`, `360giving:<publisher>`


class OrganisationRegistered(Event):
    """An organisation has a place in the register. The entity is the organisation."""

    type: ClassVar[str] = "registry.organisation.registered.v1"

    organisation: OrganisationFacts


class OrganisationChanged(Event):
    """What the register says of an organisation is now this."""

    type: ClassVar[str] = "registry.organisation.changed.v1"

    organisation: OrganisationFacts


class ServiceOffered(Event):
    """An organisation offers a service. The entity is the service, in this and the two below."""

    type: ClassVar[str] = "registry.service.offered.v1"

    service: ServiceFacts


class ServiceChanged(Event):
    """What is offered is now this."""

    type: ClassVar[str] = "registry.service.changed.v1"

    service: ServiceFacts


class ServiceWithdrawn(Event):
    """The service is offered no longer, and why."""

    type: ClassVar[str] = "registry.service.withdrawn.v1"

    service: ServiceFacts
    reason: str
