"""How an alliance looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from tendering.alliance_awards.domain import Member, Role, Status

#: An exact part of one, such as `1/3`.
Share = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,8})/[1-9][0-9]{0,8}$", examples=["1/3"])]
LOT, AWARD = "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d", "0198c4f2-7a52-7c3e-9c1a-2b1f6d3e4a5b"
BUYER, FIRST, SECOND = (f"0198c4f2-7a5{n}-7c3e-9c1a-2b1f6d3e4a5b" for n in (3, 4, 5))


class MemberIn(Strict):
    """A member: a commissioner, or a provider with its share and the lots that it works on."""

    organisation_id: IdIn
    role: Annotated[Role, Field(strict=False)]
    share: Share | None = None
    lot_ids: Annotated[list[IdIn], Field(max_length=100, default_factory=list)]


class AllianceAwardIn(
    Strict,
    json_schema_extra=example(
        title="Homelessness alliance",
        outcomes=["Nobody sleeps rough for more than one night."],
        award_ids=[AWARD, AWARD[:-1] + "c"],
        starts_on="2027-04-01",
        ends_on="2032-03-31",
        members=[
            {"organisation_id": BUYER, "role": "commissioner"},
            {"organisation_id": FIRST, "role": "provider", "share": "2/3", "lot_ids": [LOT]},
            {"organisation_id": SECOND, "role": "provider", "share": "1/3", "lot_ids": [LOT[:-1] + "e"]},
        ],
    ),
):
    """One agreement over several awards, what it is to achieve, and its members with their shares."""

    title: Name
    outcomes: Annotated[list[Prose], Field(min_length=1, max_length=50)]
    award_ids: Annotated[list[IdIn], Field(min_length=2, max_length=100)]
    starts_on: DayIn
    ends_on: DayIn
    members: Annotated[list[MemberIn], Field(min_length=3, max_length=100)]

    def proposed(self) -> dict[str, Any]:
        """In the words of the domain."""
        return {**dict(self), "members": [Member(**dict(each)) for each in self.members]}


class AllianceAnswerIn(Strict, json_schema_extra=example(agrees=True)):
    """Whether the caller's organisation agrees; who declines says why."""

    agrees: bool
    reason: Prose | None = None


class MemberOut(Out):
    """A member, and when it agreed; null while it has not."""

    organisation_id: UUID
    role: Role
    share: str | None
    lot_ids: list[UUID]
    agreed_at: datetime | None


class AllianceAwardOut(Out):
    """An alliance: for everybody once it is awarded."""

    id: UUID
    notice_id: UUID
    buyer_id: UUID
    title: str
    outcomes: list[str]
    award_ids: list[UUID]
    starts_on: date
    ends_on: date
    members: list[MemberOut]
    proposed_at: datetime
    status: Status
    awarded_at: datetime | None
    declined_by: UUID | None
    declined_because: str | None
    decisions: list[UUID]
    version: int
