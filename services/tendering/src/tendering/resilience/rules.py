"""From contracts and points to exposures, and from these to what needs a plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Self
from uuid import UUID

from kernel.rounding import half_up
from rulebook.decisions import Decision
from rulebook.rules import Rule, rule
from tendering.distress.domain import Seen
from tendering.distress.rules import Count, points_of
from tendering.obligations.domain import Case, Layer, Obligation
from tendering.obligations.rules.duties import clock
from tendering.resilience.domain import Exposure, Running, Standing


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The rules that an exposure rests on, as they stood on its day."""

    count: Count
    failure: Rule

    @classmethod
    def as_of(cls, day: date) -> Self:
        return cls(count=Count.as_of(day), failure=rule("delivery.supplier_failure", on=day))

    @property
    def on(self) -> date:
        return self.count.on

    @property
    def due_on(self) -> date:
        """The last day for a plan that is asked for on this day."""
        return self.on + timedelta(days=self.failure.number("plan_due_days"))


def exposures(running: Sequence[Running], signs: Mapping[UUID, Sequence[Seen]], figures: Figures) -> list[Exposure]:
    """What of the running contracts lies with each group, the highest score first."""
    whole = sum(each.value.pence for each in running)
    by_group: dict[UUID, list[Running]] = {}
    for each in running:
        by_group.setdefault(each.group_id, []).append(each)
    found = [exposure(group, theirs, whole, signs.get(group, ()), figures) for group, theirs in by_group.items()]
    return sorted(found, key=lambda each: (-each.score, -each.share, each.group_id))


def exposure(
    group_id: UUID, running: Sequence[Running], whole: int, signs: Sequence[Seen], figures: Figures
) -> Exposure:
    """One group's part of the `whole`, in pence; contracts worth nothing are no part of it."""
    pence = sum(each.value.pence for each in running)
    return Exposure(
        group_id=group_id,
        contract_ids=tuple(sorted(each.contract_id for each in running)),
        pence=pence,
        share=Fraction(pence, whole) if whole else Fraction(0),
        signs=tuple(sorted(signs, key=lambda each: (each.on, each.sign, each.organisation_id, each.source))),
        points=points_of(signs, figures.count),
    )


def needs_plan(exposure: Exposure, figures: Figures) -> bool:
    """Whether each contract of the group needs a continuity plan: at the line or over it."""
    return exposure.score >= figures.failure.share("plan_at")


def asks_for_plan(contract_id: UUID, figures: Figures, *, now: datetime) -> Decision:
    """The decision that a contract needs a plan. The figures behind it are the buyer's and auditors' to read."""
    line = half_up(figures.failure.share("plan_at"), 2)
    said = (
        f"What of the buyer's contracts lies with its supplier's group, times that group's points, is {line} or more."
    )
    return figures.failure.decide(False, said, inputs={"contract_id": contract_id}, now=now, informs=True)


def plan_owed(case: Case, standing: Standing) -> Iterator[Obligation]:
    """The continuity plan that is asked for because its supplier might fail: policy's duty, and not the law's."""
    asked = standing.requirement
    if asked is not None:
        found = rule("delivery.supplier_failure", on=asked.required_on)
        because = f"Asked for on {asked.required_on}, by decision {asked.decision_id}."
        owed = clock(case, "continuity_plan", found, because, layer=Layer.OVERLAY, due=asked.due_on)
        yield replace(owed, met_on=standing.has_been_planned_since)
