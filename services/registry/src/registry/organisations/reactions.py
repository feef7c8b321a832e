"""What the register does when another service sees an organisation."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.transparency import OrganisationSighted
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.commands import sight_organisation
from registry.particulars.domain import Address, Particulars, Role

log = logging.getLogger(__name__)


async def on_organisation_sighted(session: AsyncSession, event: OrganisationSighted, now: datetime) -> None:
    """Register it unverified with its source, once, or add what is missing.

    A number that no register could have given, and a role the register does not know, are left out: the rest of the
    sighting stands, under the UUID that transparency derived from where it found it.
    """
    said = Particulars(
        name=event.name,
        org_ids=tuple(dict.fromkeys(well_formed(event.org_ids))),
        roles=frozenset(Role(word) for word in event.roles if word in set(Role)),
        address=None if event.address is None else Address(**event.address.model_dump()),
    )
    await sight_organisation(session, event.entity, said, source=event.source, now=now)


def well_formed(org_ids: Sequence[str]) -> Iterator[OrgId]:
    """The numbers that a register could have given; the others are left out."""
    for text in org_ids:
        try:
            yield parse_org_id(text)
        except ValueError as error:
            log.info("a sighted number is left out: %s", error)
