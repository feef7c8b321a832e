"""How the decisions of an alliance look on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, Name, Out, Strict, example
from tendering.alliances.domain import Alliance
from tendering.alliances.schemas import MemberIn
from tendering.joint_decisions.domain import Choice, Joint, Result
from tendering.joint_decisions.rules import tally


class DecisionIn(Strict, json_schema_extra=example(title="Move two posts from accommodation to prevention")):
    """What all members are asked; `joins` admits one more, `leaves` lets the member of that id go, `closes` ends it."""

    title: Name
    joins: MemberIn | None = None
    leaves: IdIn | None = None
    closes: bool = False


class VoteIn(Strict, json_schema_extra=example(choice="for")):
    """`for`, `against` or `abstain`; one against is a veto."""

    choice: Annotated[Choice, Field(strict=False)]


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
