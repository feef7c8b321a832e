"""What is kept of each provider's past: how users rated it, which ratings a notice froze, how it kept its promises."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.ratings import EvidenceFrozen, OrganisationRated
from events.tendering import SocialValueReviewed
from tendering.snapshots.tables import frozen_ratings, promises_kept, rated

INSERTION = upsert(rated)
KEEP = INSERTION.on_conflict_do_update(
    index_elements=[rated.c.organisation_id, rated.c.occurred_at],
    set_={"stars": INSERTION.excluded.stars, "digest": INSERTION.excluded.digest},
)


def on_rated(event: OrganisationRated) -> Iterator[Write]:
    """What was known then stays known: a snapshot is taken as of a bid's deadline."""
    yield (
        KEEP,
        {
            "organisation_id": event.organisation_id,
            "occurred_at": event.occurred_at,
            "stars": event.stars,
            "digest": event.digest,
        },
    )


FROZEN = upsert(frozen_ratings)
KEEP_FROZEN = FROZEN.on_conflict_do_update(
    index_elements=[frozen_ratings.c.notice_id], set_={"digest": FROZEN.excluded.digest}
)


def on_frozen(event: EvidenceFrozen) -> Iterator[Write]:
    """Which ratings count for a notice, as ratings has it."""
    yield KEEP_FROZEN, {"notice_id": event.notice_id, "digest": event.digest}


KEPT = upsert(promises_kept)
KEEP_KEPT = KEPT.on_conflict_do_update(
    index_elements=[promises_kept.c.organisation_id, promises_kept.c.occurred_at],
    set_={"ratio": KEPT.excluded.ratio},
)


def on_reviewed(event: SocialValueReviewed) -> Iterator[Write]:
    """How far a supplier kept its promises of late, as its contracts' reviews have it; without evidence, nothing."""
    yield (
        KEEP_KEPT,
        {
            "organisation_id": event.supplier.id,
            "occurred_at": event.occurred_at,
            "ratio": None if event.trailing_ratio is None else Decimal(event.trailing_ratio),
        },
    )


HANDLERS: Mapping[type[Event], Handler] = {OrganisationRated: on_rated, EvidenceFrozen: on_frozen}
DELIVERIES: Mapping[type[Event], Handler] = {SocialValueReviewed: on_reviewed}
