"""How markets look on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.wire import CpvIn, Name, Out, Prose, Strict, example
from tendering.markets.domain import Answer, Design, Standing
from tendering.obligations.schemas import ObligationOut


class MarketIn(
    Strict,
    json_schema_extra=example(
        title="Homes for people who leave hospital",
        description="Rooms with support, for weeks or months.",
        cpv=["85311000-2"],
        conditions="A registered provider of housing, or one that works with one.",
    ),
):
    """What a market is for, and what its members must meet; its `parts`, if suppliers join each of them for itself."""

    title: Name
    description: Prose
    cpv: Annotated[list[CpvIn], Field(max_length=50, default_factory=list)]
    conditions: Prose
    parts: Annotated[list[Name], Field(max_length=50, default_factory=list)]

    def design(self) -> Design:
        """In the words of the domain."""
        each_once = {"cpv": list(dict.fromkeys(self.cpv)), "parts": list(dict.fromkeys(self.parts))}
        return Design(**dict(self) | each_once)


class MarketOut(Out):
    """A market as it stands. A notice under it names it as `market_id`, and a part as `market_part`."""

    id: UUID
    buyer_id: UUID
    title: str
    description: str
    cpv: list[str]
    conditions: str
    parts: list[str]
    standing: Standing
    intended_at: datetime
    established_at: datetime | None
    changed_at: datetime | None
    ceased_at: datetime | None
    ceased_because: str | None
    version: int


class CessationIn(Strict, json_schema_extra=example(reason="Nobody has bought under it for two years.")):
    """Why a market ends."""

    reason: Prose


class ApplicationIn(Strict, json_schema_extra=example(statement="We are a registered provider of housing.")):
    """How a supplier meets the conditions; of a market with parts, of which `part` it would be a member."""

    statement: Prose
    part: Name | None = None


class AnswerIn(Strict, json_schema_extra=example(answer="admitted", reason="It meets every condition.")):
    """What becomes of an applicant or a member, and why."""

    answer: Literal["admitted", "refused", "removed"]
    reason: Prose


class MembershipOut(Out):
    """An application, and what became of it."""

    id: UUID
    market_id: UUID
    supplier_id: UUID
    statement: str
    part: str | None
    answer: Answer
    applied_at: datetime
    decided_at: datetime | None
    reason: str | None
    version: int


class MarketDiaryOut(Out):
    """The notices of a dynamic market, as they stand today."""

    market_id: UUID
    duties: list[ObligationOut]
