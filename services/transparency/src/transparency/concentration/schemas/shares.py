"""Shares of a scope by group, each with the sentence that tells how it comes about."""

from fractions import Fraction
from typing import Literal, Self
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out
from kernel.rounding import half_up
from pages.shelf import pounds
from transparency.concentration.domain import GroupShare
from transparency.concentration.queries import Counted
from transparency.flows.schemas import money, percent


class NamedOut(Out):
    """Somebody in a group; a joint venture is in the groups of its owners."""

    organisation_id: UUID | None
    name: str


class GroupOut(Out):
    """One group, by whoever stands at its top; without an id it is the money whose owner nobody knows."""

    group_id: UUID | None
    name: str
    members: list[NamedOut]
    direct: MoneyOut
    direct_share_pct: DecimalOut | None
    direct_breach: bool | None
    paid_down: MoneyOut
    received_via_primes: MoneyOut
    attributed: MoneyOut
    attributed_share_pct: DecimalOut | None
    breach: bool | None
    warning: bool | None
    excess: MoneyOut
    because: str

    @classmethod
    def of(cls, each: GroupShare, counted: Counted) -> Self:
        members = counted.members.get(each.group, ())
        return cls(
            group_id=each.group,
            name=counted.names[each.group],
            members=[NamedOut(organisation_id=it, name=counted.names[it]) for it in members],
            direct=money(each.direct),
            direct_share_pct=percent(each.direct_share),
            direct_breach=each.direct_breach,
            paid_down=money(each.paid_down),
            received_via_primes=money(each.received),
            attributed=money(each.attributed),
            attributed_share_pct=percent(each.share),
            breach=each.breach,
            warning=each.warning,
            excess=money(each.excess),
            because=sentence(each),
        )


class SharesOut(Out):
    """Shares of all groups, the largest first. Index and top three are lower bounds: they leave out the untraced."""

    total: MoneyOut
    cap_amount: MoneyOut
    groups: list[GroupOut]
    hhi: DecimalOut | None
    hhi_band: Literal["not_concentrated", "concentrated", "highly_concentrated"] | None
    top_three_share_pct: DecimalOut | None
    over_cap: list[UUID | None]
    group_count: int
    too_few_groups: bool

    @classmethod
    def of(cls, counted: Counted) -> Self:
        found = counted.found
        return cls(
            total=money(found.total),
            cap_amount=money(found.cap_amount),
            groups=[GroupOut.of(each, counted) for each in found.groups],
            hhi=None if found.index is None else half_up(found.index, 4),
            hhi_band=found.band,
            top_three_share_pct=percent(found.top_three),
            over_cap=[each.group for each in found.over_cap],
            group_count=len(found.named),
            too_few_groups=found.too_few_groups,
        )


def sentence(each: GroupShare) -> str:
    """How a group comes to its share."""
    if each.share is None:
        return "There is no money to have a share of."
    steps = [f"{spelt(each.direct)} paid to it first"]
    steps += [f"less {spelt(each.paid_down)} paid on to others"] if each.paid_down else []
    steps += [f"with {spelt(each.received)} through other suppliers"] if each.received else []
    told = f"{', '.join(steps)}: {spelt(each.attributed)} of {spelt(each.total)}, or {hundredths(each.share)}"
    if each.breach:
        return f"{told}; {spelt(each.excess)} more than the cap of {hundredths(each.figures.cap)} allows."
    return f"{told}."


def spelt(pence: Fraction) -> str:
    """An amount in a sentence."""
    return pounds(money(pence))


def hundredths(share: Fraction) -> str:
    """A share in a sentence: `20.4237%`."""
    return f"{half_up(100 * share, 4).normalize():f}%"
