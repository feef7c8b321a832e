"""Whose turn it is: the objective mechanisms by which a framework chooses (s.45(4))."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from tendering.call_offs.domain import Seat
from tendering.terms.domain import Mechanism

NEVER = 0


def next_in_turn(
    seats: Sequence[Seat], mechanism: Mechanism | None, *, turns: Mapping[UUID, int], asked: Collection[UUID]
) -> Seat | None:
    """Who is asked next; None where everybody was `asked` for this contract.

    `turns` numbers each supplier's latest turn for any contract of the lot: in rotation whoever had none, or the
    oldest, is next, and who declines has had its turn. Of equals the better rank goes first.
    """
    left = [seat for seat in seats if seat.supplier_id not in asked]

    def precedence(seat: Seat) -> tuple[int, int]:
        if mechanism is Mechanism.ROTATION:
            return turns.get(seat.supplier_id, NEVER), seat.rank
        if mechanism is Mechanism.LOWEST_PRICE:
            return seat.price.pence, seat.rank
        return seat.rank, seat.rank

    return min(left, key=precedence, default=None)
