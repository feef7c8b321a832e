"""Who stands at the top: groups, ultimate controllers, and to whom a joint venture's money is attributed.

The group of a body is the top of the chain of those who control it: its declared parent, else whoever holds over half
of its votes, appoints its board, or holds over half of its shares, in this order. A joint venture has owners instead:
what it is paid is theirs by share, and what its owners are paid belongs to their owners in turn.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from kernel.periods import DatePeriod
from registry.interests.domain import ALWAYS, BODIES, Body, BodyType, Interest, Kind
from registry.interests.rules.standing import turning_days

#: Whose word counts first when shares and votes are in different hands (Companies Act 2006 s.1159 counts votes).
PRECEDENCE = (Kind.PARENT, Kind.VOTING_RIGHTS, Kind.APPOINTMENT_OF_BOARD, Kind.SHAREHOLDING)


@dataclass(frozen=True, slots=True)
class Position:
    """Who stands above a body on the days of `period`. The parts of `attribution` add up to exactly one."""

    period: DatePeriod
    group_id: UUID
    controller: Body  # the ultimate one; the body itself if nobody controls it
    attribution: tuple[tuple[UUID, Fraction], ...]

    @property
    def says(self) -> tuple[object, ...]:
        """What it says, but for when."""
        return self.group_id, self.controller, self.attribution


@dataclass(frozen=True)
class Holdings:
    """Interests, with all of those above the bodies that are asked for, and everybody they name.

    `over` is the part of shares or votes beyond which their holder controls a body.
    """

    interests: Sequence[Interest]
    bodies: Mapping[UUID, Body]
    over: Fraction

    def on(self, day: date) -> "Tree":
        """As they stood that day."""
        held: dict[UUID, list[Interest]] = defaultdict(list)
        for it in self.interests:
            if day in it.terms.period:
                held[it.subject_id].append(it)
        return Tree(held, self.bodies, self.over)

    def history(self, body_id: UUID) -> list[Position]:
        """Where a body stood, from the first day that anybody knows of until further notice, without gaps."""
        days = sorted({ALWAYS, *turning_days(self.interests)})
        found: list[Position] = []
        for first, following in zip(days, [*days[1:], None], strict=True):
            last = None if following is None else following - timedelta(days=1)
            position = self.on(first).position(body_id, DatePeriod(first, last))
            if found and found[-1].says == position.says:
                former = found.pop()
                position = self.on(first).position(body_id, DatePeriod(former.period.first, last))
            found.append(position)
        return found


@dataclass(frozen=True)
class Tree:
    """The interests that are live on one day, by the body that is held."""

    held: Mapping[UUID, Sequence[Interest]]
    bodies: Mapping[UUID, Body]
    over: Fraction

    def direct(self, body_id: UUID) -> Sequence[Interest]:
        """What anybody holds in a body itself."""
        return self.held.get(body_id, ())

    def controlling(self, body_id: UUID) -> Interest | None:
        """The interest by which somebody controls a body; no two can hold over half of the same."""
        found = [it for it in self.direct(body_id) if self._controls(it)]
        return min(found, key=lambda it: (PRECEDENCE.index(it.kind), it.owner_id), default=None)

    def _controls(self, it: Interest) -> bool:
        if it.kind not in PRECEDENCE:
            return False
        if it.terms.share is None:
            return it.kind in {Kind.PARENT, Kind.APPOINTMENT_OF_BOARD}
        return it.terms.share.is_over(self.over)

    def chain(self, body_id: UUID) -> Iterator[Interest]:
        """By what it is controlled, by what its controller is, and so on to the top."""
        link = self.controlling(body_id)
        while link is not None:
            yield link
            link = self.controlling(link.owner_id)

    def group(self, body_id: UUID) -> UUID:
        """The highest body above it of whom we know who it is: a person, or somebody unknown, makes no group."""
        top = body_id
        for link in self.chain(body_id):
            if self.bodies[link.owner_id].type not in BODIES:
                break
            top = link.owner_id
        return top

    def ultimate(self, body_id: UUID) -> Body:
        """Whoever stands at the end of the chain, be it a person or somebody unknown."""
        top = body_id
        for link in self.chain(body_id):
            top = link.owner_id
        return self.bodies[top]

    def attribution(self, body_id: UUID) -> dict[UUID, Fraction]:
        """Whose what it is paid is, by group; the parts add up to exactly one."""
        parts: dict[UUID, Fraction] = defaultdict(Fraction)
        for it in self.direct(body_id):
            if it.kind is Kind.JOINT_VENTURE and it.terms.share is not None:
                for group_id, part in self._above(it, body_id).items():
                    parts[group_id] += part * it.terms.share.minimum
        if parts:
            return dict(sorted(parts.items()))
        link = self.controlling(body_id)
        return {body_id: Fraction(1)} if link is None else self._above(link, body_id)

    def _above(self, link: Interest, body_id: UUID) -> dict[UUID, Fraction]:
        """As attributed to the owner; what a person or somebody unknown owns counts as the body's own."""
        known = self.bodies[link.owner_id].type in BODIES
        return self.attribution(link.owner_id) if known else {body_id: Fraction(1)}

    def position(self, body_id: UUID, period: DatePeriod) -> Position:
        """Where the body stands on this day, and so throughout `period`."""
        attribution = tuple(self.attribution(body_id).items())
        return Position(period, self.group(body_id), self.ultimate(body_id), attribution)

    def members(self, top: UUID) -> list[Body]:
        """The organisations of a group, its top included if it is one, by name."""
        everybody = (it for it in self.bodies.values() if it.type is BodyType.ORGANISATION)
        return sorted((it for it in everybody if self.group(it.id) == top), key=lambda it: (it.name or "", it.id))
