"""How an adoption looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from grants.adoptions.domain import Standard

Adopted = Annotated[Standard, Field(strict=False)]


class AdoptionIn(
    Strict,
    json_schema_extra=example(
        standards=[each.value for each in Standard],
        is_bound=False,
        statement="The standard does not bind councils. We keep to it, because it is good.",
    ),
):
    """The rules, by their names in the rulebook; `is_bound` where GovS 015 leaves the funder no choice."""

    standards: Annotated[list[Adopted], Field(max_length=len(Standard))]
    is_bound: bool = False
    statement: Prose


class AdoptionOut(Out):
    """What a funder said, in force until its next."""

    id: UUID
    funder_id: UUID
    is_bound: bool
    standards: list[Standard]
    statement: str
    adopted_at: datetime
