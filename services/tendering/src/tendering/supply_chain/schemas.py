"""How a contract's chain of money looks on the wire."""

from uuid import UUID

from chassis.wire import MoneyOut, Out


class PositionOut(Out):
    """What an organisation or a group received, paid on and so retained; `members` are of a group.

    An organisation whose name is withheld goes by the id of its subcontract.
    """

    id: UUID
    members: list[UUID]
    received: MoneyOut
    paid_on: MoneyOut
    retained: MoneyOut


class ChainOut(Out):
    """The chain of a contract's money. The retained add up to the prime payments, by organisation and by group."""

    prime_payments: MoneyOut
    organisations: list[PositionOut]
    groups: list[PositionOut]
    over_paid_down: list[UUID]
