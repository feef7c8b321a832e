"""When the law lets a contract be signed, and for how long one under a reservation may run."""

from collections.abc import Sequence
from datetime import date, datetime

from kernel.clock import day_of
from rulebook.clocks import may_sign
from rulebook.decisions import Decision
from rulebook.limbs import Reservation
from rulebook.reserved_lots import LotTerms, term_suffices
from tendering.awards.domain import Award
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of


def standstill_is_over(notice: Notice, award: Award, *, now: datetime) -> Decision:
    """Whether nothing keeps the parties waiting any longer: neither the law, nor what the award announced (s.51)."""
    return may_sign(
        profile_of(notice, now=now),
        day_of(award.decided_at),
        award.standstill_working_days,
        on=commenced_on(notice, now=now),
        now=now,
    )


def term_is_lawful(
    notice: Notice, award: Award, *, starts_on: date, ends_on: date, extensible: bool = True, now: datetime
) -> Sequence[Decision]:
    """Whether a contract under s.33 runs five years at most; nothing for another.

    `extensible` counts the extensions that its lots allow; an amendment that uses one leaves none to count.
    """
    lots = [lot for lot in notice.lots if lot.id in award.lot_ids]
    if not any(lot.reserved is Reservation.PUBLIC_SERVICE_MUTUAL for lot in lots):
        return []
    months = max(lot.extension_months for lot in lots) if extensible else 0
    terms = LotTerms(starts_on=starts_on, ends_on=ends_on, extension_months=months)
    return [term_suffices(terms, on=commenced_on(notice, now=now), now=now)]
