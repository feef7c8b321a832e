"""How due diligence looks on the wire."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import InstantIn, Name, Out, Prose, Strict, example
from grants.due_diligence.domain import Diligence, Kind, Light, Result


class CheckIn(
    Strict,
    json_schema_extra=example(
        kind="registration",
        result="fail",
        source="Charity Commission, register",
        finding="The register shows the charity as removed.",
        checked_at="2026-11-24T09:00:00Z",
    ),
):
    """What a source said, when it was asked; `finding` where it is no pass."""

    kind: Annotated[Kind, Field(strict=False)]
    result: Annotated[Result, Field(strict=False)]
    source: Name
    finding: Prose | None = None
    checked_at: InstantIn


class CorrectionIn(Strict, json_schema_extra=example(text="That is our predecessor; our number is 1090095.")):
    """What is wrong with a check."""

    text: Prose


class OverrideIn(Strict, json_schema_extra=example(reason="The register has confirmed the applicant's correction.")):
    """Why the funder goes on all the same."""

    reason: Prose


class CheckOut(Out):
    """A check, with the applicant's correction."""

    id: UUID
    application_id: UUID
    kind: Kind
    result: Result
    source: str
    finding: str | None
    checked_at: datetime
    correction: str | None
    corrected_at: datetime | None
    version: int


class DiligenceOut(Out):
    """What was checked: the last check of each kind, and what they come to. The light decides nothing by itself."""

    light: Light
    is_overridden: bool
    override_reason: str | None
    checks: list[CheckOut]

    @classmethod
    def of(cls, diligence: Diligence) -> Self:
        """The same on the wire."""
        held = diligence.override if diligence.is_overridden else None
        return cls(
            light=diligence.light,
            is_overridden=diligence.is_overridden,
            override_reason=held.reason if held else None,
            checks=[CheckOut.model_validate(each) for each in diligence.standing],
        )


class LightsOut(Out):
    """How many applications to a scheme have which light, and how often people overrode one or corrected a check."""

    unchecked: int
    green: int
    amber: int
    red: int
    overridden: int
    corrected: int
