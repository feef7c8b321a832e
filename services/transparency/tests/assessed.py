"""A contract of the town is assessed, and its supplier disputes that with success."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events import Event
from events.tendering import (
    Agreement,
    Announcement,
    DisputeDecided,
    IndicatorAgreed,
    IndicatorRated,
    PerformanceAssessed,
)


def assessed_and_set_aside(notice: Announcement, contract: Agreement) -> Iterator[Event]:
    entity, period = contract.contract_id, {"first": date(2027, 1, 1), "last": date(2027, 12, 31)}
    indicator = IndicatorAgreed(
        indicator_id=UUID(int=0x701),
        reference="kpi-1",
        title="People met on the day they arrive",
        unit="percent",
        direction="higher_is_better",
        target="90",
    )
    rated = IndicatorRated(indicator=indicator, actual="45", attainment_pct="50.0000", rating="Inadequate")
    told: dict[str, Any] = {
        "entity": entity,
        "notice": notice,
        "contract": contract,
        "assessment_id": UUID(int=0x702),
        **period,
    }
    yield PerformanceAssessed(
        occurred_at=contract.signed_at + timedelta(days=300), is_statutory=True, results=[rated], **told
    )
    yield DisputeDecided(
        **told,
        occurred_at=contract.signed_at + timedelta(days=310),
        contract_id=entity,
        notice_id=notice.notice_id,
        supplier=contract.award.suppliers[0],
        outcome="set_aside",
        reason="Sundays had been left out.",
        results=[rated],
    )
