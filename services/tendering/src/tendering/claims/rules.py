"""Whether proceedings keep a contract from being signed."""

from collections.abc import Sequence
from datetime import date, datetime

from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.claims.domain import Proceedings


def suspension(proceedings: Sequence[Proceedings], *, on: date, now: datetime) -> list[Decision]:
    """The automatic suspension (s.101), under the law of the day `on`; nothing where nobody went to court."""
    if not proceedings:
        return []
    holding = [each for each in proceedings if each.suspends]
    reasons = [
        f"Proceedings {each.reference} were notified within the standstill; no court has lifted the suspension."
        for each in holding
    ]
    idle = [f"Proceedings {each.reference} do not hold the signature." for each in proceedings if each not in holding]
    return [
        rule("award.automatic_suspension", on=on).decide(
            not holding,
            *(reasons or idle),
            inputs={"proceedings": ", ".join(each.reference for each in proceedings), "commenced_on": on},
            now=now,
        )
    ]
