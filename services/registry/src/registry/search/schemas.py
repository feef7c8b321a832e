"""How what was found looks on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.paging import Listing
from chassis.wire import Out
from registry.organisations.schemas import OrgIdOut
from registry.particulars.domain import Role
from registry.registers.domain import Standing


class MarkOut(Out):
    """A matched word in `matched_name`: its first character, from 0, and the one behind its last."""

    start: int
    end: int


class HitOut(Out):
    """An organisation, or a body that registers know and nobody has adopted: then `organisation_id` is null.

    `matched_name` is the name that fits best, `marks` the words in it. `classes` are those of the public verdicts; of a
    body those that its row in the register proves by itself.
    """

    organisation_id: UUID | None
    name: str
    org_ids: list[OrgIdOut]
    other_names: list[str]
    matched_name: str
    marks: list[MarkOut]
    classes: list[str]
    roles: list[Role]
    status: Annotated[Standing, Field(validation_alias="standing")]
    kind: str | None
    postcode: str | None
    areas: list[str]
    registers: list[str]


class ValueOut(Out):
    value: str
    count: int


class FacetsOut(Out):
    """By what it could be narrowed down: at most 20 values each, the most frequent first.

    They are counted over so many bodies, `counted`; `complete` is false where the search finds more than were counted,
    and the counts are then a sample. A body whose registers differ counts for each value that one of them has.
    """

    counted: int
    complete: bool
    classes: list[ValueOut]
    registers: list[ValueOut]
    areas: list[ValueOut]
    regions: list[ValueOut]
    statuses: list[ValueOut]


class HitListing(Listing[HitOut]):
    """A page of what was found; its facets come with the first page."""

    facets: FacetsOut | None
