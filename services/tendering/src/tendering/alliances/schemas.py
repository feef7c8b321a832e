"""How an alliance looks on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Count, DecimalIn, DecimalOut, IdIn, MoneyIn, MoneyOut, Name, Out, Strict, example, places
from tendering.alliances.domain import Alliance, Choice, Joint, Result, Role
from tendering.alliances.rules import tally

ShareIn = Annotated[DecimalIn, Field(ge=0, le=1), places(6)]


class MemberIn(Strict):
    """Who takes part: `reference` is its name in the alliance, `value` what its own contract is worth."""

    organisation_id: IdIn
    reference: Name
    role: Annotated[Role, Field(strict=False)]
    value: MoneyIn

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return {**dict(self), "value": self.value.parsed()}


class AllianceIn(
    Strict,
    json_schema_extra=example(
        title="Homelessness alliance",
        members=[
            {
                "organisation_id": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
                "reference": "Ashgate",
                "role": "provider",
                "value": {"amount": "1720000.00", "currency": "GBP"},
            }
        ],
        target_cost={"amount": "808000.00", "currency": "GBP"},
    ),
):
    """An alliance to be: who takes part, what it shall cost, and how what it saves or overspends is shared.

    Shares are of one, and the rulebook's where they are left out. `gate` are the indicators that let gain be shared.
    """

    title: Name
    members: Annotated[list[MemberIn], Field(min_length=1, max_length=200)]
    target_cost: MoneyIn
    gate: Annotated[list[IdIn], Field(max_length=500, default_factory=list)]
    kpi_gate: ShareIn | None = None
    provider_share: ShareIn | None = None
    pain_share: ShareIn | None = None
    ladder: Annotated[list[Name], Field(min_length=1, max_length=10)] | None = None
    rung_days: Annotated[int, Field(ge=1, le=365)] | None = None
    legacy_contracts_replaced: Count = 0

    def terms(self) -> dict[str, Any]:
        """What it states of its terms."""
        stated = {name: value for name, value in dict(self).items() if value is not None and name != "members"}
        return {**stated, "target_cost": self.target_cost.parsed()}


class DecisionIn(Strict, json_schema_extra=example(title="Move two posts from accommodation to prevention")):
    """What all members are asked; `joins` to admit one more, `leaves` to let the member with that id go."""

    title: Name
    joins: MemberIn | None = None
    leaves: IdIn | None = None


class VoteIn(Strict, json_schema_extra=example(choice="for")):
    """`for`, `against` or `abstain`; one against is a veto."""

    choice: Annotated[Choice, Field(strict=False)]


class SettlementIn(Strict, json_schema_extra=example(actual_cost={"amount": "782000.00", "currency": "GBP"})):
    """What the alliance spent."""

    actual_cost: MoneyIn


class MemberOut(Out):
    """A member, and since when and until when it is one."""

    id: UUID
    organisation_id: UUID
    reference: str
    role: Role
    value: MoneyOut
    joined_at: datetime
    left_at: datetime | None


class ShareOut(Out):
    """A provider's part, below nought where it bears a loss; null where nobody's contract is worth anything."""

    reference: str
    amount: MoneyOut | None


class SettlementOut(Out):
    """What came of the target, and who shares how much of the difference."""

    number: int
    target_cost: MoneyOut
    actual_cost: MoneyOut
    underspend: MoneyOut
    gate_pct: DecimalOut | None
    gate_passed: bool
    provider_pool: MoneyOut
    shares: list[ShareOut]
    settled_at: datetime


class AllianceOut(Out):
    """An alliance with its members, those who left too, and every settlement."""

    id: UUID
    buyer_id: UUID
    title: str
    target_cost: MoneyOut
    gate: list[UUID]
    kpi_gate: DecimalOut
    provider_share: DecimalOut
    pain_share: DecimalOut
    ladder: list[str]
    rung_days: int
    legacy_contracts_replaced: int
    formed_at: datetime
    members: list[MemberOut]
    settlements: list[SettlementOut]
    version: int


class JointDecisionOut(Out):
    """Where a decision stands on its present rung. `not_for` are all who have not agreed, those against among them."""

    id: UUID
    alliance_id: UUID
    title: str
    rung: str | None
    result: Result
    against: list[str]
    not_for: list[str]
    opened_at: datetime
    agreed_at: datetime | None
    version: int

    @classmethod
    def of(cls, joint: Joint, alliance: Alliance) -> Self:
        """What was agreed stays agreed, whoever joined since."""
        said = tally(joint, alliance.present)
        agreed = joint.agreed_at is not None
        return cls(
            id=joint.id,
            alliance_id=joint.alliance_id,
            title=joint.title,
            rung=alliance.ladder[joint.rung - 1] if joint.rung else None,
            result=Result.AGREED if agreed else said.result,
            against=[] if agreed else list(said.against),
            not_for=[] if agreed else list(said.not_for),
            opened_at=joint.opened_at,
            agreed_at=joint.agreed_at,
            version=joint.version,
        )

    @classmethod
    def all_of(cls, joints: Sequence[Joint], alliance: Alliance) -> list[Self]:
        """Each in turn."""
        return [cls.of(each, alliance) for each in joints]
