"""What is kept of each assessment: whose contract it was, what that was worth then, and how it was rated."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.tendering import PerformanceAssessed
from kernel.money import Money
from tendering.track_records.rules import divisions_of
from tendering.track_records.tables import past_assessments

KEEP = upsert(past_assessments).on_conflict_do_nothing()


def on_assessed(event: PerformanceAssessed) -> Iterator[Write]:
    """One assessment of one supplier's contract; what was known then stays known."""
    [supplier] = event.contract.award.suppliers
    yield (
        KEEP,
        {
            "assessment_id": event.assessment_id,
            "supplier_id": supplier.id,
            "contract_id": event.contract.contract_id,
            "buyer_id": event.notice.buyer.id,
            "value": Money.parse(event.contract.value),
            "last": event.last,
            "assessed_at": event.occurred_at,
            "ratings": [each.rating for each in event.results],
            "divisions": sorted(divisions_of(event.notice.cpv)),
        },
    )


HANDLERS: Mapping[type[Event], Handler] = {PerformanceAssessed: on_assessed}
