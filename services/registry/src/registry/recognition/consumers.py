"""What the register makes of tendering's bids and awards: who offered for which lot, and who won it."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.tendering import AwardMade, BidReceived
from kernel.clock import day_of
from registry.recognition.tables import lot_awards, lot_offers

KEEP_OFFER = upsert(lot_offers).on_conflict_do_nothing()
KEEP_AWARD = upsert(lot_awards).on_conflict_do_nothing()


def on_bid(event: BidReceived) -> Iterator[Write]:
    """A bid is an offer for each of its lots, of the day it was received."""
    for lot in event.lot_ids:
        offer = {"notice_id": event.notice_id, "lot_id": lot, "bidder_id": event.bidder.id}
        yield KEEP_OFFER, {**offer, "received_on": day_of(event.received_at)}


def on_award(event: AwardMade) -> Iterator[Write]:
    """Its lots are decided."""
    for lot in event.award.lot_ids:
        for supplier in event.award.suppliers:
            yield KEEP_AWARD, {"lot_id": lot, "supplier_id": supplier.id, "buyer_id": event.award.buyer.id}


HANDLERS: Mapping[type[Event], Handler] = {BidReceived: on_bid, AwardMade: on_award}
