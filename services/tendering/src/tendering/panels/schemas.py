"""How panels look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from tendering.panels.domain import Kind

Subject = Annotated[Name, Field(examples=["client-7f3a"])]


class MemberIn(Strict, json_schema_extra=example(kind="technical", subject="client-7f3a", trained_until="2027-03-31")):
    """A seat for somebody, known by the subject of their token. Evaluators need a training."""

    kind: Annotated[Kind, Field(strict=False)]
    subject: Subject
    trained_until: DayIn | None = None
    under_25: bool = False


class InterestsIn(
    Strict, json_schema_extra=example(interests="A cousin volunteers for a bidder.", conflicting_lots=[])
):
    """Which interests a member has; null says that there are none. They leave the lots where these conflict."""

    interests: Prose | None = None
    conflicting_lots: Annotated[list[IdIn], Field(max_length=100, default_factory=list)]


class RecusalIn(
    Strict,
    json_schema_extra=example(
        lot_id="0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d", reason="A sibling is employed by a bidder."
    ),
):
    """Which lot a member leaves, and why."""

    lot_id: IdIn
    reason: Prose


class RecusalOut(Out):
    """A lot that a member has left."""

    lot_id: UUID
    reason: str
    at: datetime


class MemberOut(Out):
    """A seat on a panel."""

    id: UUID
    kind: Kind
    subject: str
    trained_until: date | None
    under_25: bool
    appointed_at: datetime
    declared_at: datetime | None
    interests: str | None
    recusals: list[RecusalOut]
    version: int


class PanelsOut(Out):
    """Everybody on the panels of a notice."""

    members: list[MemberOut]


class CandidateIn(Strict):
    """Somebody who may be drawn, by a reference that names nobody."""

    reference: Name
    stratum: Name


class DrawIn(
    Strict,
    json_schema_extra=example(
        seed="c0ffee00" * 8,
        seats={"under_25": 1, "others": 1},
        candidates=[
            {"reference": "a", "stratum": "under_25"},
            {"reference": "b", "stratum": "others"},
            {"reference": "c", "stratum": "others"},
        ],
    ),
):
    """A draw, made or repeated: the seed whose digest was published with the notice, and the seats of each stratum."""

    seed: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    seats: Annotated[dict[Name, Annotated[int, Field(ge=1, le=100)]], Field(min_length=1, max_length=20)]
    candidates: Annotated[list[CandidateIn], Field(min_length=1, max_length=1000)]


class DrawOut(Out):
    """Who was drawn, in the order of the seats."""

    drawn: list[str]
