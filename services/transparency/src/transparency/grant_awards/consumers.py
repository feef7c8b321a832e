"""What transparency makes of grants' events: each grant as it stands, in the words of 360Giving."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from sqlalchemy.dialects.postgresql import insert

from chassis.projections import Handler, Write
from events import Event
from events.grants import (
    GrantAwarded,
    GrantClosed,
    GrantPaid,
    MatchEvidenced,
    MilestoneAchieved,
    MilestoneReported,
    RepaymentReceived,
    TermsAccepted,
    TermsSet,
)
from transparency.grant_awards.schemas.grants import Imprint, names_of
from transparency.grant_awards.tables import grants
from transparency.releases.rules import canonical

#: Each of these holds the whole grant as it then stands.
GrantTold = (
    GrantAwarded
    | TermsSet
    | TermsAccepted
    | MatchEvidenced
    | MilestoneReported
    | MilestoneAchieved
    | GrantPaid
    | GrantClosed
    | RepaymentReceived
)
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
        """The last event of a grant says how it stands."""
        return dict.fromkeys(get_args(GrantTold), self.on_grant)

    def on_grant(self, event: GrantTold) -> Iterator[Write]:
        """A grant now stands so."""
        grant = self.imprint.grant(event.grant, event.occurred_at)
        row = {"id": grant["id"], "published_at": event.occurred_at, "text": canonical(grant)}
        yield KEEP, {**row, "funders": list(names_of(event.grant.scheme.funder))}
