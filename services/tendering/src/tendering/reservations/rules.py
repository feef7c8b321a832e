"""Whether the law gives a ground to reserve a lot."""

from collections.abc import Sequence
from datetime import datetime

from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.limbs import Reservation
from rulebook.reserved_lots import LotTerms, may_be_reserved, may_reserve


def rules_of_reserving(
    reservation: Reservation | None, terms: LotTerms, cpv: Sequence[str], *, now: datetime
) -> list[Decision]:
    """Whether a lot may be kept for them (ss.32 and 33; SI 2026/94), and whether its services are such as may be."""
    if reservation is None:
        return []
    on = day_of(now)
    decisions = [may_reserve(reservation, terms, on=on, now=now)]
    if reservation is Reservation.PUBLIC_SERVICE_MUTUAL:
        decisions.append(may_be_reserved(cpv, on=on, now=now))
    return decisions
