"""What is kept of each assessment: whose contract it was, its worth then, how it was rated, and whether disputed."""

from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, update
from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.tendering import AssessmentDisputed, DisputeDecided, PerformanceAssessed
from kernel.money import Money
from tendering.track_records.rules import divisions_of
from tendering.track_records.tables import past_assessments

KEEP = upsert(past_assessments).on_conflict_do_nothing()
IT = past_assessments.c.assessment_id == bindparam("it")
SUSPEND = update(past_assessments).where(IT).values(disputed_at=bindparam("at"), suspended_until=bindparam("until"))
DECIDE = update(past_assessments).where(IT).values(decided_at=bindparam("at"), outcome=bindparam("came"))


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


def on_disputed(event: AssessmentDisputed) -> Iterator[Write]:
    """From when until when it is not to count, unless that is decided sooner."""
    yield SUSPEND, {"it": event.assessment_id, "at": event.occurred_at, "until": event.until}


def on_decided(event: DisputeDecided) -> Iterator[Write]:
    """Since when it counts again, or never more."""
    yield DECIDE, {"it": event.assessment_id, "at": event.occurred_at, "came": event.outcome}


HANDLERS: Mapping[type[Event], Handler] = {
    PerformanceAssessed: on_assessed,
    AssessmentDisputed: on_disputed,
    DisputeDecided: on_decided,
}
