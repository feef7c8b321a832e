"""How the debarment list looks on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from rulebook.exclusions import Ground
from tendering.debarments.domain import Debarment

GroundIn = Annotated[Ground, Field(strict=False)]


class DebarmentIn(
    Strict,
    json_schema_extra=example(
        organisation_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        ground="professional_misconduct",
        reference="DL-2026-004",
        notified_on="2026-10-01",
        listed_on="2026-10-20",
        until="2028-10-19",
    ),
):
    """An entry of the list that a Minister keeps: its ground, when the supplier was told, and until when it stands."""

    organisation_id: IdIn
    ground: GroundIn
    reference: Name
    notified_on: DayIn
    listed_on: DayIn
    until: DayIn | None = None

    def entry(self) -> Debarment:
        """In the words of the domain."""
        return Debarment(**dict(self))


class RemovalIn(Strict, json_schema_extra=example(reason="The appeal was allowed (s.65).")):
    """Why the entry was taken off."""

    reason: Prose


class DebarmentOut(Out):
    """An entry. It bars from `listed_on` to `until`, or to the day before it was removed."""

    id: UUID
    organisation_id: UUID
    ground: Ground
    reference: str
    notified_on: date
    listed_on: date
    until: date | None
    removed_on: date | None
    removed_because: str | None
    version: int
