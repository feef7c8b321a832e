"""The gate, the pool, and the division of gain and pain to the penny."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.money import Money, SignedMoney
from kernel.rounding import half_up
from tendering.gain_share.domain import Formula, Settlement, Share
from tendering.performance.domain import ON_COURSE, Rating


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


def split(pool: SignedMoney, weights: Mapping[str, Fraction | int]) -> tuple[Share, ...]:
    """The pool by each provider's weight; of equal remainders the lowest reference gains the penny."""
    providers = sorted(weights)
    if not sum(weights.values()):
        return tuple(Share(reference=each, amount=None) for each in providers)
    sign = -1 if pool.pence < 0 else 1
    amounts = Money(abs(pool.pence)).share_out([weights[each] for each in providers])
    return tuple(
        Share(reference=each, amount=SignedMoney(sign * amount.pence))
        for each, amount in zip(providers, amounts, strict=True)
    )


def settlement(
    alliance_id: UUID,
    number: int,
    formula: Formula,
    *,
    actual: Money,
    gate: Fraction | None,
    weights: Mapping[str, Fraction | int],
    now: datetime,
) -> Settlement:
    """What was spent held against the target; `gate` is the part of its indicators that are on course."""
    passed = passes(formula, gate)
    pool = provider_pool(formula, actual, gate_passed=passed)
    return Settlement(
        alliance_id=alliance_id,
        number=number,
        target_cost=formula.target_cost,
        actual_cost=actual,
        gate_pct=percent(gate),
        gate_passed=passed,
        provider_pool=pool,
        shares=split(pool, weights),
        settled_at=now,
    )


def percent(share: Fraction | None) -> Decimal | None:
    """As it is shown."""
    return None if share is None else half_up(100 * share, 4)
