"""What transparency makes of grants' events: each grant as it stands, in the words of 360Giving."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.dialects.postgresql import insert

from chassis.projections import Handler, Write
from events import Event
from events.grants import GrantAwarded, GrantPaid
from transparency.grant_awards.schemas import Imprint, names_of
from transparency.grant_awards.tables import grants
from transparency.releases.rules import canonical

_keep = insert(grants)
KEEP = _keep.on_conflict_do_update(
    index_elements=[grants.c.id],
    set_={column.name: _keep.excluded[column.name] for column in grants.c if not column.primary_key},
)


@dataclass(frozen=True)
class GrantPublisher:
    """Publishes under one imprint."""

    imprint: Imprint

    def handlers(self) -> Mapping[type[Event], Handler]:
        """An event holds the whole grant, so the last one says how it stands."""
        return {GrantAwarded: self.on_grant, GrantPaid: self.on_grant}

    def on_grant(self, event: GrantAwarded | GrantPaid) -> Iterator[Write]:
        """A grant was awarded, or a payment made."""
        grant = self.imprint.grant(event.grant, event.occurred_at)
        row = {"id": grant["id"], "published_at": event.occurred_at, "text": canonical(grant)}
        yield KEEP, {**row, "funders": list(names_of(event.grant.scheme.funder))}
