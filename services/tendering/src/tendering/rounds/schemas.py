"""How the rounds of an open framework look on the wire."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from chassis.wire import IdIn, Out, Strict, example
from tendering.frameworks.domain import Scheme
from tendering.frameworks.rules import reopening_due, whole_ends_on


class KeptBidIn(Strict, json_schema_extra=example(bid_id="0198c4f2-7a53-7d10-8b2c-5e6f7a8b9c0d")):
    """The bid by which one is on the open framework."""

    bid_id: IdIn


class RoundOut(Out):
    """A round that was awarded, when its first supplier signed. It ends when the next is, which is due by
    `next_due_on` where the law asks for one.
    """

    notice_id: UUID
    awarded_on: date
    suppliers: int
    replaced_on: date | None
    next_due_on: date | None


class RoundsOut(Out):
    """An open framework: its first notice, its rounds in their order, and the last day of the whole, where known."""

    first_id: UUID
    ends_on: date | None
    rounds: list[RoundOut]

    @classmethod
    def of(cls, scheme: Scheme, *, now: datetime) -> Self:
        """The whole as it stands."""
        rounds = [
            RoundOut(
                notice_id=notice_id,
                awarded_on=each.awarded_on,
                suppliers=each.suppliers,
                replaced_on=scheme.replaced_on(notice_id),
                next_due_on=reopening_due(scheme, notice_id, now=now),
            )
            for notice_id, each in scheme.rounds.items()
        ]
        return cls(first_id=scheme.first.id, ends_on=whole_ends_on(scheme, now=now), rounds=rounds)
