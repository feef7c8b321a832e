"""What transparency tells the others: what it found in what other portals published."""

from typing import ClassVar

from events import Address, Event


class ReleaseImported(Event):
    """Another portal's release is kept, as published. The entity is derived from its ocid and release id."""

    type: ClassVar[str] = "transparency.release.imported.v1"

    ocid: str
    release_id: str
    publisher: str
    digest: str  # SHA-256 of the text as published


class GrantImported(Event):
    """Another publisher's 360Giving grant is kept, as published."""

    type: ClassVar[str] = "transparency.grant.imported.v1"

    grant_id: str
    publisher: str
    digest: str


class OrganisationSighted(Event):
    """An imported file names an organisation, maybe new to the registry. The entity derives from its identifier."""

    type: ClassVar[str] = "transparency.organisation.sighted.v1"

    name: str
    org_ids: list[str]
    roles: list[str]  # of buyer, provider, funder
    address: Address | None = None
    source: str  # `ocds:<publisher>` or `360giving:<publisher>`
