"""A contract that is to be called off, as the law looks at it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.frameworks import CallingOff, rules_of_calling_off, rules_of_value
from rulebook.open_frameworks import ends_by_law, next_due
from rulebook.profiles import Profile
from rulebook.rules import rule
from tendering.frameworks.domain import Scheme, last_on, lot_in
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of
from tendering.obligations.domain import Case, Category, Obligation
from tendering.obligations.rules.duties import clock
from tendering.terms.domain import Mechanism


def may_call_off(
    framework: Notice,
    lot_id: UUID,
    buyer_id: UUID,
    *,
    used: Money,
    value: Money,
    scheme: Scheme | None = None,
    begun_at: datetime | None = None,
    now: datetime,
) -> Sequence[Decision]:
    """Whether this authority may call off that value today, when `used` is called off already.

    `scheme` is the open framework that it is a round of; `begun_at` is when the call-off was published, if it was.
    Raises NotFound for another framework's lot.
    """
    case = case_of(framework, lot_id, buyer_id, used=used, value=value, now=now)
    if scheme is not None:
        lasts = (case.last_on, whole_ends_on(scheme, now=now), last_for(framework, scheme, begun_at))
        case = replace(case, last_on=min((day for day in lasts if day is not None), default=None))
    return rules_of_calling_off(case, on=commenced_on(framework, now=now), now=now)


def may_grow(
    framework: Notice, lot_id: UUID, buyer_id: UUID, *, used: Money, value: Money, now: datetime
) -> Sequence[Decision]:
    """Whether what was called off may be worth that much, when `used` is called off beside it."""
    case = case_of(framework, lot_id, buyer_id, used=used, value=value, now=now)
    return rules_of_value(case, on=commenced_on(framework, now=now), now=now)


def case_of(framework: Notice, lot_id: UUID, buyer_id: UUID, *, used: Money, value: Money, now: datetime) -> CallingOff:
    """The contract against the framework's lot. Raises NotFound for another framework's."""
    lot = lot_in(framework, lot_id)
    return CallingOff(
        profile=profile_of(framework, now=now),
        is_works=framework.category is Category.WORKS,
        is_entitled=is_entitled(framework, buyer_id),
        starts_on=lot.starts_on,
        last_on=last_on(lot),
        estimate=lot.value,
        used=used,
        value=value,
    )


def last_for(framework: Notice, scheme: Scheme, begun_at: datetime | None) -> date | None:
    """The last day of a round for a call-off: none, where the framework lets what was begun be finished (s.49(3))."""
    last, agreed = scheme.last_of(framework.id), framework.framework
    if last is None or begun_at is None or agreed is None or not agreed.finishes_call_offs:
        return last
    return None if day_of(begun_at) <= last else last


def is_bound(framework: Notice, *, now: datetime) -> bool:
    """Whether the law says when an open framework is awarded anew, and when it ends: in the full regime (s.49)."""
    return profile_of(framework, now=now) is Profile.FULL


def whole_ends_on(scheme: Scheme, *, now: datetime) -> date | None:
    """The last day of an open framework: the last that its first notice names for a lot, or the law's if that is
    sooner; None while neither is known.
    """
    said = [last_on(lot) for lot in scheme.first.lots]
    lasts = [max(day for day in said if day is not None)] if said and None not in said else []
    if scheme.rounds and is_bound(scheme.first, now=now):
        lasts.append(ends_by_law(list(scheme.rounds.values()), on=commenced_on(scheme.first, now=now)))
    return min(lasts, default=None)


def reopening_due(scheme: Scheme, notice_id: UUID, *, now: datetime) -> date | None:
    """The last day on which the round after this one is awarded in time; None where none is owed."""
    ends_on = whole_ends_on(scheme, now=now) if notice_id in scheme.rounds else None
    if ends_on is None or not is_bound(scheme.first, now=now):
        return None
    place = list(scheme.rounds).index(notice_id)
    return next_due(list(scheme.rounds.values()), place, ends_on, on=commenced_on(scheme.first, now=now))


def obligations_of_round(case: Case, scheme: Scheme | None, notice_id: UUID, *, now: datetime) -> Iterator[Obligation]:
    """That a round of an open framework is followed by another in time: owed of the one that is replaced."""
    due = reopening_due(scheme, notice_id, now=now) if scheme else None
    if scheme is not None and due is not None:
        found = rule("framework.open", on=case.commenced_on)
        owed = clock(case, "framework_reopening", found, "It is awarded, and an open framework goes on.", due=due)
        yield replace(owed, met_on=scheme.replaced_on(notice_id))


def is_entitled(framework: Notice, buyer_id: UUID) -> bool:
    """Whether the framework names this authority, or is its own."""
    named = framework.framework.buyers if framework.framework else ()
    return buyer_id in {framework.buyer_id, *named}


def mechanism_of(framework: Notice) -> Mechanism | None:
    """How the framework chooses without competition; None where it has one supplier only."""
    return framework.framework.mechanism if framework.framework else None
