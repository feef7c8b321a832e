"""Until when an assessment may be disputed, until when it is then suspended, and until when that is to be decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from kernel.clock import day_of, last_day
from kernel.errors import RuleBroken
from rulebook.rules import rule
from tendering.disputes.domain import Dispute
from tendering.obligations.domain import Case, Layer, Obligation
from tendering.obligations.rules.duties import clock
from tendering.performance.domain import Assessment

RULE = "delivery.disputes"


def must_be_in_time(assessment: Assessment, *, now: datetime) -> None:
    """Raise RuleBroken once it is too late: nobody keeps a dispute back for the week of a deadline."""
    told = day_of(assessment.assessed_at)
    last = told + timedelta(days=rule(RULE, on=told).number("within_days"))
    if day_of(now) > last:
        raise RuleBroken(f"It could be disputed until {last}.")


def suspended_until(*, now: datetime) -> date:
    """The last day of a suspension that begins now."""
    today = day_of(now)
    return today + timedelta(days=rule(RULE, on=today).number("suspended_days"))


def decisions_owed(case: Case, disputes: Sequence[Dispute]) -> Iterator[tuple[UUID, Obligation]]:
    """The decisions on disputes, each with its contract: policy's, and not the law's. Of those due on one day the last
    meets the duty.
    """
    for contract_id, due in sorted({(each.contract_id, each.until) for each in disputes}):
        mine = [each for each in disputes if (each.contract_id, each.until) == (contract_id, due)]
        found = rule(RULE, on=day_of(mine[0].disputed_at))
        owed = clock(case, "dispute_decision", found, "An assessment is disputed.", layer=Layer.OVERLAY, due=due)
        yield contract_id, replace(owed, met_on=last_day([each.decided_at for each in mine]))
