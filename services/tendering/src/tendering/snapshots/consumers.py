"""What tendering makes of the ratings: how users rated everything that a provider does, and since when."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.ratings import OrganisationRated
from tendering.snapshots.tables import rated

INSERTION = upsert(rated)
KEEP = INSERTION.on_conflict_do_update(
    index_elements=[rated.c.organisation_id, rated.c.occurred_at], set_={"stars": INSERTION.excluded.stars}
)


def on_rated(event: OrganisationRated) -> Iterator[Write]:
    """What was known then stays known: a snapshot is taken as of a bid's deadline."""
    yield (
        KEEP,
        {
            "organisation_id": event.organisation_id,
            "occurred_at": event.occurred_at,
            "stars": event.stars,
        },
    )


HANDLERS: Mapping[type[Event], Handler] = {OrganisationRated: on_rated}
