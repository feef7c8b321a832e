"""How calendars follow tendering: each edition is whole, so the last one wins."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event
from events.tendering import AuthorityDutiesWritten, DutiesWritten
from transparency.calendars.queries import matters_until
from transparency.calendars.tables import authority_calendars, calendars

INSERTION = insert(calendars)
KEEP = INSERTION.on_conflict_do_update(
    index_elements=["notice_id"],
    set_={name: INSERTION.excluded[name] for name in ("buyer_id", "matters_until", "facts")},
)

OWN = insert(authority_calendars)
KEEP_OWN = OWN.on_conflict_do_update(index_elements=["buyer_id"], set_={"facts": OWN.excluded.facts})


def on_duties(event: DutiesWritten) -> Iterator[Write]:
    """What a procurement owes, in the place of what it owed."""
    row = {"notice_id": event.notice_id, "buyer_id": event.buyer.id, "matters_until": matters_until(event.duties)}
    yield KEEP, {**row, "facts": event.model_dump(mode="json")}


def on_own_duties(event: AuthorityDutiesWritten) -> Iterator[Write]:
    """What an authority owes of itself, in the place of what it owed."""
    yield KEEP_OWN, {"buyer_id": event.buyer.id, "facts": event.model_dump(mode="json")}


HANDLERS: Mapping[type[Event], Handler] = {DutiesWritten: on_duties, AuthorityDutiesWritten: on_own_duties}
SPECS = [ProjectionSpec("calendars", "tendering", HANDLERS, [calendars, authority_calendars])]
