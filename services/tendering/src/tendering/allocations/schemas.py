"""How an allocation looks on the wire."""

from uuid import UUID

from chassis.wire import DecimalOut, Out
from tendering.allocations.domain import Outcome
from tendering.prices.schemas import four


class OptionOut(Out):
    """One way to give the limited lots: which bid wins each, and the sum of their totals."""

    assignment: dict[UUID, UUID]
    combined_score: DecimalOut


class AllocationOut(Out):
    """Who wins which lots, by lot and bid. `options` are the best of `option_count` ways that award as many lots.

    Of a framework `seats` are all bids that win each lot, best first.
    """

    best_without_limit: dict[UUID, UUID]
    winners: dict[UUID, UUID]
    limit_changes_result: bool
    limited_lots: list[UUID]
    option_count: int | None
    options: list[OptionOut]
    seats: dict[UUID, list[UUID]]

    @classmethod
    def of(cls, outcome: Outcome) -> "AllocationOut":
        found = outcome.allocation
        options = [
            OptionOut(
                assignment={UUID(lot): UUID(line.entry.bid) for lot, line in option.lots.items()},
                combined_score=four(option.total),
            )
            for option in (found.options if found else ())
        ]
        return cls(
            best_without_limit={lot: UUID(line.entry.bid) for lot, line in outcome.best.items()},
            winners={lot: UUID(line.entry.bid) for lot, line in outcome.winners.items()},
            limit_changes_result=outcome.limit_changes_result,
            limited_lots=list(outcome.limited),
            option_count=None if found is None else found.count,
            options=options,
            seats={lot: [UUID(line.entry.bid) for line in lines] for lot, lines in outcome.seats.items()},
        )
