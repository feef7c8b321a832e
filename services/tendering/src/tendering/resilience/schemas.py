"""How exposures and continuity plans look on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out, example
from kernel.money import Money
from kernel.rounding import half_up
from tendering.continuity.schemas import WORDS, ContinuityPlanIn, ContinuityPlanOut
from tendering.distress.schemas import SeenOut
from tendering.redactions.domain import is_withheld
from tendering.redactions.schemas import WithholdingIn, WithholdingOut
from tendering.resilience.domain import Exposure, Standing
from tendering.resilience.rules import Figures, needs_plan

PLACES = 4


class ExposureOut(Out):
    """One group: its part of the contracted money, the points of its signs, and their product."""

    group_id: UUID
    contract_ids: list[UUID]
    value: MoneyOut
    share: DecimalOut
    signs: list[SeenOut]
    points: int
    score: DecimalOut
    needs_plan: bool


class ExposuresOut(Out):
    """What of a buyer's running contracts lies with each group, the highest score first; plans are due at `plan_at`."""

    buyer_id: UUID
    on: date
    contracts: int
    value: MoneyOut
    plan_at: DecimalOut
    groups: list[ExposureOut]

    @classmethod
    def of(cls, buyer_id: UUID, found: Sequence[Exposure], figures: Figures) -> Self:
        """Rounded only here."""
        return cls(
            buyer_id=buyer_id,
            on=figures.on,
            contracts=sum(len(each.contract_ids) for each in found),
            value=Money(sum(each.pence for each in found)),
            plan_at=half_up(figures.failure.share("plan_at"), PLACES),
            groups=[
                ExposureOut(
                    **{name: getattr(each, name) for name in ("group_id", "contract_ids", "signs", "points")},
                    value=Money(each.pence),
                    share=half_up(each.share, PLACES),
                    score=half_up(each.score, PLACES),
                    needs_plan=needs_plan(each, figures),
                )
                for each in found
            ],
        )


class ResilienceOut(Out):
    """What everybody may know of a buyer's exposures: how many groups and plans, and of whom nothing."""

    buyer_id: UUID
    on: date
    groups: int
    groups_at_the_line: int
    plans_required: int
    plans_made: int
    plans_overdue: int


class KeptPlanIn(ContinuityPlanIn, json_schema_extra=example(**WORDS)):
    """A continuity plan; with `withheld`, only its buyer and auditors read it until that is over."""

    withheld: WithholdingIn | None = None


class KeptPlanOut(Out):
    """Whether a contract needs a continuity plan, by when, and has one. Its text is null where it is withheld."""

    contract_id: UUID
    required_on: date | None
    due_on: date | None
    decision_id: UUID | None
    is_overdue: bool
    made_on: date | None
    plan: ContinuityPlanOut | None
    withheld: WithholdingOut | None
    version: int

    @classmethod
    def on(cls, today: date, standing: Standing, *, in_confidence: bool) -> Self:
        """As the reader may know it that day."""
        asked, kept = standing.requirement, standing.kept
        hidden = kept is not None and is_withheld(kept.withheld, today)
        return cls(
            contract_id=standing.contract_id,
            required_on=asked and asked.required_on,
            due_on=asked and asked.due_on,
            decision_id=asked and asked.decision_id,
            is_overdue=standing.is_overdue(today),
            made_on=kept and kept.made_on,
            plan=kept.plan if kept and (in_confidence or not hidden) else None,
            withheld=kept.withheld if kept and hidden else None,
            version=0 if kept is None else kept.version,
        )
