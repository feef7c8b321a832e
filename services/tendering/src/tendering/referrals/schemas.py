"""How a referral looks on the wire: every figure with the awards that it is made of."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out
from kernel.rounding import half_up, percent
from rulebook.decisions import Basis
from rulebook.rules import Rule
from tendering.referrals.domain import Concentration, GroupShare, Standing, total_of
from tendering.referrals.rules import Figures, band

PLACES = 4


class CountedOut(Out):
    """An award that is counted, with its signed contracts; each can be read under its id."""

    award_id: UUID
    notice_id: UUID
    buyer_id: UUID
    supplier_id: UUID
    value: MoneyOut
    decided_on: date
    is_direct: bool
    contract_ids: tuple[UUID, ...]


class GroupOut(Out):
    """A group of companies by its top, or an organisation that nobody controls; `share_pct` of the whole scope."""

    group_id: UUID
    value: MoneyOut
    share_pct: DecimalOut | None
    standing: Standing
    direct_value: MoneyOut
    direct_awards: int
    repeats_direct_awards: bool
    awards: list[CountedOut]

    @classmethod
    def of(cls, group: GroupShare) -> "GroupOut":
        return cls(
            group_id=group.group_id,
            value=group.value,
            share_pct=percent(group.share),
            standing=group.standing,
            direct_value=total_of(group.direct),
            direct_awards=len(group.direct),
            repeats_direct_awards=group.repeats_direct_awards,
            awards=[CountedOut.model_validate(each) for each in group.awards],
        )


class RuleOut(Out):
    """A rule that was consulted: what it says, on whose authority, with its figures."""

    id: str
    version: int
    basis: Basis
    source: str
    says: str
    figures: dict[str, str]

    @classmethod
    def of(cls, rule: Rule) -> "RuleOut":
        figures = {name: str(value) for name, value in rule.values.items()}
        return cls(
            id=rule.id, version=rule.version, basis=rule.basis, source=rule.source, says=rule.says, figures=figures
        )


class ReferralOut(Out):
    """A file for the competition authority: who was awarded how much of a scope, from which awards, by which rules.

    The platform overturns nothing. `calls_for_referral` where a group is over the cap and the cap could be kept;
    `digest` is the SHA-256 of everything else, so that the file can be cited and checked.
    """

    buyer_id: UUID | None
    division: str | None
    first_day: date
    last_day: date
    total: MoneyOut
    index: DecimalOut | None
    band: str | None
    is_feasible: bool
    calls_for_referral: bool
    groups: list[GroupOut]
    rules: list[RuleOut]
    digest: str = ""

    @classmethod
    def of(
        cls, found: Concentration, figures: Figures, *, buyer_id: UUID | None, division: str | None
    ) -> "ReferralOut":
        """The file, with its digest."""
        made = cls(
            buyer_id=buyer_id,
            division=division,
            first_day=found.period.first,
            last_day=found.period.last,
            total=found.total,
            index=None if found.index is None else half_up(found.index, PLACES),
            band=band(found.index, figures),
            is_feasible=found.is_feasible,
            calls_for_referral=found.calls_for_referral,
            groups=[GroupOut.of(each) for each in found.groups],
            rules=[RuleOut.of(each) for each in figures.all],
        )
        return made.model_copy(update={"digest": sha256(made.model_dump_json(exclude={"digest"}).encode()).hexdigest()})
