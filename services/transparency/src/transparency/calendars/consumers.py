"""How calendars follow tendering: each edition is whole, so the last one wins."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event
from events.tendering import DutiesWritten
from transparency.calendars.queries import matters_until
from transparency.calendars.tables import calendars

INSERTION = insert(calendars)
KEEP = INSERTION.on_conflict_do_update(
    index_elements=["notice_id"],
    set_={name: INSERTION.excluded[name] for name in ("buyer_id", "matters_until", "facts")},
)


def on_duties(event: DutiesWritten) -> Iterator[Write]:
    """What a procurement owes, in the place of what it owed."""
    row = {"notice_id": event.notice_id, "buyer_id": event.buyer.id, "matters_until": matters_until(event.duties)}
    yield KEEP, {**row, "facts": event.model_dump(mode="json")}


HANDLERS: Mapping[type[Event], Handler] = {DutiesWritten: on_duties}
SPECS = [ProjectionSpec("calendars", "tendering", HANDLERS, [calendars])]
