"""What the register makes of tendering's awards: who was given a lot that was reserved to mutuals."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.tendering import AwardMade
from kernel.clock import day_of
from registry.eligibility.tables import reserved_awards
from rulebook.limbs import Reservation

KEEP = upsert(reserved_awards).on_conflict_do_nothing()


def on_award(event: AwardMade) -> Iterator[Write]:
    """An award of a lot under s.33 stands in its supplier's way for three years."""
    award = event.award
    lots = [lot for lot in event.notice.lots if lot.id in award.lot_ids]
    if not any(lot.reserved == Reservation.PUBLIC_SERVICE_MUTUAL for lot in lots):
        return
    for supplier in award.suppliers:
        yield (
            KEEP,
            {
                "award_id": award.award_id,
                "organisation_id": supplier.id,
                "authority_id": award.buyer.id,
                "awarded_on": day_of(award.decided_at),
                "title": award.title,
                "cpv": event.notice.cpv,
            },
        )


HANDLERS: Mapping[type[Event], Handler] = {AwardMade: on_award}
