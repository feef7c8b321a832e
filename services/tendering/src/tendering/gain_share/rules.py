"""The gate, the pool, and the division of gain and pain to the penny."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from kernel.money import Money, SignedMoney
from kernel.rounding import percent
from tendering.gain_share.domain import Formula, Partner, Settlement, Share
from tendering.performance.domain import ON_COURSE
from tendering.track_records.domain import Rating


def gate_share(gate: Sequence[UUID], ratings: Mapping[UUID, Rating]) -> Fraction | None:
    """The part of the gate's indicators that are on course; one that nobody rated is not. None without any."""
    return Fraction(sum(ratings.get(each) in ON_COURSE for each in gate), len(gate)) if gate else None


def passes(formula: Formula, share: Fraction | None) -> bool:
    """Whether gain may be shared; no gate is never passed."""
    return share is not None and share >= Fraction(formula.kpi_gate)


def provider_pool(formula: Formula, actual: Money, *, gate_passed: bool) -> SignedMoney:
    """What providers have to share: gain once the gate is passed, pain (below nought) whatever the gate says."""
    saved = SignedMoney.difference(formula.target_cost, actual)
    if saved.pence < 0:
        return -SignedMoney(Money(-saved.pence).times(Fraction(formula.pain_share)).pence)
    part = Fraction(formula.provider_share) if gate_passed else Fraction(0)
    return SignedMoney(Money(saved.pence).times(part).pence)


def split(pool: SignedMoney, partners: Sequence[Partner]) -> tuple[tuple[Share, ...], SignedMoney]:
    """The pool by each partner's weight and within its limit, and what of it nobody may gain or has to bear.

    What is beyond one's limit goes to the others by their weights. Of equal remainders the lowest reference gains the
    penny.
    """
    ordered = sorted(partners, key=lambda each: each.reference)
    if not sum(each.weight for each in ordered):
        return tuple(Share(reference=each.reference, amount=None) for each in ordered), pool
    sign = -1 if pool.pence < 0 else 1
    amounts, rest = within_limits(Money(abs(pool.pence)), ordered)
    shares = tuple(
        Share(reference=each.reference, amount=SignedMoney(sign * amounts[each.reference].pence)) for each in ordered
    )
    return shares, SignedMoney(sign * rest.pence)


def within_limits(pool: Money, partners: Sequence[Partner]) -> tuple[dict[str, Money], Money]:
    """Each partner's amount, and what is left over once all are at their limits."""
    amounts = {each.reference: Money(0) for each in partners}
    free, rest = [each for each in partners if each.weight], pool
    while free:
        parts = dict(zip(free, rest.share_out([each.weight for each in free]), strict=True))
        full = {each: each.limit for each, part in parts.items() if each.limit is not None and part > each.limit}
        if not full:
            return amounts | {each.reference: part for each, part in parts.items()}, Money(0)
        amounts |= {each.reference: limit for each, limit in full.items()}
        rest = Money(rest.pence - sum(limit.pence for limit in full.values()))
        free = [each for each in free if each not in full]
    return amounts, rest


def settlement(
    alliance_id: UUID,
    number: int,
    formula: Formula,
    *,
    actual: Money,
    gate: Fraction | None,
    partners: Sequence[Partner],
    now: datetime,
) -> Settlement:
    """What was spent held against the target; `gate` is the part of its indicators that are on course."""
    passed = passes(formula, gate)
    pool = provider_pool(formula, actual, gate_passed=passed)
    shares, unshared = split(pool, partners)
    return Settlement(
        alliance_id=alliance_id,
        number=number,
        target_cost=formula.target_cost,
        actual_cost=actual,
        gate_pct=percent(gate),
        gate_passed=passed,
        provider_pool=pool,
        unshared=unshared,
        shares=shares,
        settled_at=now,
    )
