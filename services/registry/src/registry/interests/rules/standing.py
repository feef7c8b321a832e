"""Which interests may stand beside one another. Nothing here depends on the order in which they were stated."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

from registry.interests.domain import (
    ALWAYS,
    Body,
    CircularOwnership,
    Interest,
    Kind,
    MoreThanAll,
    NotTheWhole,
    StatedTwice,
)

#: Kinds of which a body has one whole. Board seats are counted like votes.
COUNTED = (Kind.SHAREHOLDING, Kind.VOTING_RIGHTS, Kind.APPOINTMENT_OF_BOARD)


def must_stand(interests: Sequence[Interest], subject_id: UUID, names: Mapping[UUID, Body]) -> None:
    """Raise for what cannot be so on some day: see the errors of the domain.

    `interests` are all that are current in the subject and, all the way up, in its owners.
    """
    held = [it for it in interests if it.subject_id == subject_id]
    _no_interest_twice(held, names)
    for day in turning_days(held):
        live = [it for it in held if day in it.terms.period]
        _no_more_than_all(live, day)
        _exactly_one_whole(live, day)
    for day in turning_days(interests):
        loop = _loop([it for it in interests if day in it.terms.period], subject_id)
        if loop:
            chain = ", which is owned by ".join(name_of(it, names) for it in loop)
            raise CircularOwnership(f"Ownership cannot be circular: {chain}{_on(day)}.")


def turning_days(interests: Iterable[Interest]) -> list[date]:
    """The days on which something begins or has ended: whatever is so on any day is so on one of them."""
    periods = [it.terms.period for it in interests]
    ended = {it.last + timedelta(days=1) for it in periods if it.last is not None}
    return sorted({it.first for it in periods} | ended)


def name_of(body_id: UUID, names: Mapping[UUID, Body]) -> str:
    """What to call a body in a sentence. A person is not named in one: it may be logged."""
    body = names.get(body_id)
    return str(body_id) if body is None or not body.name or body.type == "person" else f"{body.name} ({body_id})"


def _no_interest_twice(held: Sequence[Interest], names: Mapping[UUID, Body]) -> None:
    by_owner: dict[tuple[UUID | None, Kind], list[Interest]] = defaultdict(list)
    for it in held:
        # A body has one parent at a time, whoever that is.
        by_owner[None if it.kind is Kind.PARENT else it.owner_id, it.kind].append(it)
    for (_, kind), same in by_owner.items():
        same.sort(key=lambda it: it.terms.period.first)
        for earlier, later in pairwise(same):
            if earlier.terms.period.overlaps(later.terms.period):
                who = name_of(earlier.owner_id, names)
                said = f"{who} is stated with {kind.replace('_', ' ')} {_spelt(earlier)} already, interest {earlier.id}"
                raise StatedTwice(f"{said}; correct that one, or state other days.")


def _no_more_than_all(live: Sequence[Interest], day: date) -> None:
    for kind in COUNTED:
        shares = [it.terms.share for it in live if it.kind is kind and it.terms.share]
        total = sum((share.minimum for share in shares), Fraction(0))
        if total > 1 or (total == 1 and any(share.exclusive_minimum for share in shares)):
            least = f"{'over ' if total == 1 else ''}{percent(total)} %{_on(day)}"
            raise MoreThanAll(f"{kind.replace('_', ' ').capitalize()} would add up to {least}.")


def _exactly_one_whole(live: Sequence[Interest], day: date) -> None:
    ventures = [it.terms.share.minimum for it in live if it.kind is Kind.JOINT_VENTURE and it.terms.share]
    if ventures and sum(ventures) != 1:
        total = percent(sum(ventures, Fraction(0)))
        raise NotTheWhole(f"The owners of a joint venture hold 100 % of it between them; here {total} %{_on(day)}.")


def percent(part: Fraction) -> str:
    """A part of the whole as a percentage: exact if it ends, else a fraction, so that 100 % is never only nearly so."""
    hundredths = part * 100
    spelt = Decimal(hundredths.numerator) / Decimal(hundredths.denominator)
    return f"{spelt.normalize():f}" if Fraction(spelt) == hundredths else str(hundredths)


def _loop(live: Sequence[Interest], subject_id: UUID) -> list[UUID]:
    """From the subject up to itself again, or nothing."""
    owners: dict[UUID, list[UUID]] = defaultdict(list)
    for it in live:
        owners[it.subject_id].append(it.owner_id)
    came_from: dict[UUID, UUID] = {}
    waiting = [subject_id]
    while waiting:
        body = waiting.pop()
        for owner in sorted(set(owners[body])):
            if owner == subject_id:
                return _way_up(came_from, body, subject_id)
            if owner not in came_from:
                came_from[owner] = body
                waiting.append(owner)
    return []


def _way_up(came_from: Mapping[UUID, UUID], last: UUID, subject_id: UUID) -> list[UUID]:
    way = [last]
    while way[-1] != subject_id:
        way.append(came_from[way[-1]])
    return [*reversed(way), subject_id]


def _on(day: date) -> str:
    return "" if day == ALWAYS else f" on {day}"


def _spelt(it: Interest) -> str:
    first, last = it.terms.starts_on, it.terms.ceased_on
    return (
        " ".join(filter(None, (f"from {first}" if first else "", f"until {last}" if last else "")))
        or "of no known date"
    )
