"""What the matching of payees makes of the registry's events."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.registry import OrganisationChanged, OrganisationRegistered
from kernel.names import bare_key, name_key
from tendering.payees.tables import known_payees

_INSERTION = upsert(known_payees)
KEEP = _INSERTION.on_conflict_do_update(
    index_elements=[known_payees.c.id],
    set_={it.name: _INSERTION.excluded[it.name] for it in known_payees.c if not it.primary_key},
)


def on_facts(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
    """Told whole, so the last one wins. Only active organisations are found."""
    told = event.organisation
    yield (
        KEEP,
        {
            "id": told.id,
            "name_key": name_key(told.name),
            "bare_key": bare_key(told.name),
            "other_keys": sorted({name_key(other.name) for other in told.other_names}),
            "org_ids": told.org_ids,
            "active": told.status == "active",
        },
    )


HANDLERS: Mapping[type[Event], Handler] = {OrganisationRegistered: on_facts, OrganisationChanged: on_facts}
