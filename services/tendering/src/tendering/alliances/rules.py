"""Unanimity, the gate, and the division of gain and pain to the penny."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.money import Money, SignedMoney
from kernel.rounding import half_up
from tendering.alliances.domain import Alliance, Choice, Joint, Member, Result, Role, Share
from tendering.performance.domain import ON_COURSE, Rating


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What all members say to a decision on its present rung."""

    result: Result
    against: tuple[str, ...]
    not_for: tuple[str, ...]


def tally(joint: Joint, members: Sequence[Member]) -> Tally:
    """One against is a veto; all for is agreement; everything else, silence too, is neither."""
    said = {vote.member_id: vote.choice for vote in joint.votes if vote.rung == joint.rung}
    against = tuple(each.reference for each in members if said.get(each.id) is Choice.AGAINST)
    not_for = tuple(each.reference for each in members if said.get(each.id) is not Choice.FOR)
    result = Result.VETOED if against else Result.NOT_AGREED if not_for else Result.AGREED
    return Tally(result=result, against=against, not_for=not_for)


def gate_share(gate: Sequence[UUID], ratings: Mapping[UUID, Rating]) -> Fraction | None:
    """The part of the gate's indicators that are on course; one that nobody rated is not. None without any."""
    return Fraction(sum(ratings.get(each) in ON_COURSE for each in gate), len(gate)) if gate else None


def passes(alliance: Alliance, share: Fraction | None) -> bool:
    """Whether gain may be shared; no gate is never passed."""
    return share is not None and share >= Fraction(alliance.kpi_gate)


def provider_pool(alliance: Alliance, actual: Money, *, gate_passed: bool) -> SignedMoney:
    """What providers have to share: gain once the gate is passed, pain (below nought) whatever the gate says."""
    saved = SignedMoney.difference(alliance.target_cost, actual)
    if saved.pence < 0:
        return -SignedMoney(Money(-saved.pence).times(Fraction(alliance.pain_share)).pence)
    part = Fraction(alliance.provider_share) if gate_passed else Fraction(0)
    return SignedMoney(Money(saved.pence).times(part).pence)


def split(pool: SignedMoney, members: Sequence[Member]) -> tuple[Share, ...]:
    """The pool by the value of each provider's contract; of equal remainders the lowest reference gains the penny."""
    providers = sorted((each for each in members if each.role is Role.PROVIDER), key=lambda each: each.reference)
    weights = [each.value.pence for each in providers]
    if not sum(weights):
        return tuple(Share(reference=each.reference, amount=None) for each in providers)
    sign = -1 if pool.pence < 0 else 1
    amounts = Money(abs(pool.pence)).share_out(weights)
    return tuple(
        Share(reference=each.reference, amount=SignedMoney(sign * amount.pence))
        for each, amount in zip(providers, amounts, strict=True)
    )


def percent(share: Fraction | None) -> Decimal | None:
    """As it is shown."""
    return None if share is None else half_up(100 * share, 4)
