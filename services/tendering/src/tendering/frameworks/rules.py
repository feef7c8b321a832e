"""A contract that is to be called off, as the law looks at it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kernel.money import Money
from kernel.periods import months_later
from rulebook.decisions import Decision
from rulebook.frameworks import CallingOff, rules_of_calling_off, rules_of_value
from tendering.frameworks.domain import lot_in
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of
from tendering.obligations.domain import Category
from tendering.terms.domain import Mechanism


def may_call_off(
    framework: Notice, lot_id: UUID, buyer_id: UUID, *, used: Money, value: Money, now: datetime
) -> Sequence[Decision]:
    """Whether this authority may call off that value today, when `used` is called off already.

    Raises NotFound for another framework's lot.
    """
    case = case_of(framework, lot_id, buyer_id, used=used, value=value, now=now)
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
        last_on=lot.ends_on and months_later(lot.ends_on, lot.extension_months),
        estimate=lot.value,
        used=used,
        value=value,
    )


def is_entitled(framework: Notice, buyer_id: UUID) -> bool:
    """Whether the framework names this authority, or is its own."""
    named = framework.framework.buyers if framework.framework else ()
    return buyer_id in {framework.buyer_id, *named}


def mechanism_of(framework: Notice) -> Mechanism | None:
    """How the framework chooses without competition; None where it has one supplier only."""
    return framework.framework.mechanism if framework.framework else None
