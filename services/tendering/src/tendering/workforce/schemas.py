"""How a workforce pack looks on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DecimalIn, DecimalOut, Name, Out, Strict, example, places
from tendering.workforce.domain import Post


class PostIn(Strict):
    """One person's terms; a role that several have, never a name."""

    role: Name
    weekly_hours: Annotated[DecimalIn, Field(gt=0, le=168), places(2)]
    hourly_pay: Annotated[DecimalIn, Field(gt=0, le=10_000), places(2)]
    years_of_service: Annotated[int, Field(ge=0, le=80)]
    has_pension: bool = True


class WorkforceIn(
    Strict,
    json_schema_extra=example(
        posts=[
            {"role": "Support worker", "weekly_hours": 37, "hourly_pay": 14.2, "years_of_service": years}
            for years in (1, 2, 4, 7, 11)
        ]
    ),
):
    """Everybody whose work would move with the service. The posts are counted and forgotten; the groups are kept."""

    posts: Annotated[list[PostIn], Field(min_length=1, max_length=10_000)]

    def parsed(self) -> list[Post]:
        """In the words of the domain."""
        return [Post(**dict(each)) for each in self.posts]


class GroupOut(Out):
    """All who have one role; with `is_suppressed` they are too few for more than their number to be shown."""

    role: str
    people: int
    is_suppressed: bool
    weekly_hours: DecimalOut | None
    mean_hourly_pay: DecimalOut | None
    mean_years_of_service: DecimalOut | None
    with_pension: int | None


class PackOut(Out):
    """What bidders are told of the staff whose work moves with the service."""

    notice_id: UUID
    groups: list[GroupOut]
    version: int
