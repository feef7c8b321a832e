"""Money flows down a chain and nothing of it is lost: what all retain is what was paid at the top. Pure, in pence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Flow:
    """A payment under a contract. `prime`: the buyer makes it."""

    payer_id: UUID
    payee_id: UUID
    pence: int
    prime: bool


@dataclass(slots=True)
class Position:
    """What came in and what went on."""

    received: int = 0
    paid_on: int = 0
    members: set[UUID] = field(default_factory=set)

    @property
    def retained(self) -> int:
        """May be below zero."""
        return self.received - self.paid_on


def positions_in(flows: Iterable[Flow]) -> dict[UUID, Position]:
    """Of every organisation through whose hands the money went."""
    found: dict[UUID, Position] = {}
    for flow in flows:
        found.setdefault(flow.payee_id, Position(members={flow.payee_id})).received += flow.pence
        if not flow.prime:
            found.setdefault(flow.payer_id, Position(members={flow.payer_id})).paid_on += flow.pence
    return found


def by_group(flows: Iterable[Flow], groups: Mapping[UUID, UUID]) -> dict[UUID, Position]:
    """The same of groups; what moves inside one is neither received nor paid on."""
    found: dict[UUID, Position] = {}
    for flow in flows:
        payer, payee = groups[flow.payer_id], groups[flow.payee_id]
        theirs = found.setdefault(payee, Position())
        theirs.members.add(flow.payee_id)
        if flow.prime:
            theirs.received += flow.pence
        elif payer != payee:
            theirs.received += flow.pence
            found.setdefault(payer, Position()).paid_on += flow.pence
        if not flow.prime:
            found.setdefault(payer, Position()).members.add(flow.payer_id)
    return found


def prime_payments(flows: Iterable[Flow]) -> int:
    """What the buyer paid."""
    return sum(flow.pence for flow in flows if flow.prime)
