"""When reasons for not bidding become a warning."""

from collections.abc import Mapping
from datetime import datetime

from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.clarifications.domain import NoBidReason
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on


def price_is_unviable(notice: Notice, providers: Mapping[NoBidReason, int], *, now: datetime) -> Decision:
    """Whether so many providers call the price unviable that the buyer is to look at it again. It forbids nothing."""
    asked = rule("procedure.no_bid_warning", on=commenced_on(notice, now=now))
    counted, enough = providers.get(NoBidReason.PRICE_UNVIABLE, 0), asked.number("price_unviable_providers")
    says = f"{counted} providers do not bid because the price is unviable; {enough} are a warning."
    return asked.decide(counted >= enough, says, inputs={"providers": counted}, now=now, informs=True)
