"""Awarding without competition. Pure: no database, no clock, no wire."""

from datetime import datetime

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.awards.domain import Award
from tendering.notices.domain import Notice


def award_directly(notice: Notice, value: Money, *, reason: str, now: datetime) -> Award:
    """Give every lot to the supplier that the notice names.

    The award bears the notice's own id: a transparency notice tells of an award that is to come, and this is it.
    Raises RuleBroken where there is a competition, and before others have had the time to say that they could do it.
    """
    if notice.justification is None:
        raise RuleBroken("Nothing justifies an award without competition; award a bid.")
    lot_ids = [lot.id for lot in notice.lots]
    notice.award(lot_ids, notice.id, now=now)
    return Award(
        id=notice.id,
        notice_id=notice.id,
        bid_id=None,
        buyer_id=notice.buyer_id,
        supplier_id=notice.justification.supplier_id,
        lot_ids=lot_ids,
        value=value,
        reason=reason,
        decided_at=now,
        bids_received=0,
    )
