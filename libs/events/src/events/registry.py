"""What the registry tells the others."""

from typing import ClassVar
from uuid import UUID

from events import Address, Event, Part


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
