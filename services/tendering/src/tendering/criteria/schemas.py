"""How criteria look on the wire."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from chassis.wire import DecimalIn, DecimalOut, Name, Out, Prose, Strict, places
from tendering.criteria.domain import USUAL_SOURCES, Criterion, CriterionKind, Source, Topic


class CriterionIn(Strict):
    """What bids are judged by; `weight` of a hundred.

    `source` says where its score comes from; what is `declared` has a scale from 0 to `scale_maximum`, in `unit`.
    What asks of pay, tax, recruitment, progression or apprenticeships says so in `topic`, and in `relates_because` why
    that relates to what is bought.
    """

    name: Name
    kind: Annotated[CriterionKind, Field(strict=False)]
    weight: Annotated[DecimalIn, Field(ge=0, le=100), places(2)]
    source: Annotated[Source, Field(strict=False)] | None = None
    scale_maximum: Annotated[DecimalIn, Field(gt=0, le=1_000_000), places(4)] | None = None
    unit: Name | None = None
    relates_because: Prose | None = None
    topic: Annotated[Topic, Field(strict=False)] | None = None

    @model_validator(mode="after")
    def _has_a_scale_if_declared(self) -> Self:
        if ((self.source or USUAL_SOURCES[self.kind]) is Source.DECLARED) != (self.scale_maximum is not None):
            raise ValueError("What is declared has a scale_maximum, and nothing else has")
        return self

    def criterion(self) -> Criterion:
        """In the words of the domain."""
        return Criterion(**dict(self))


class CriterionOut(Out):
    """What bids are judged by."""

    name: str
    kind: CriterionKind
    weight: DecimalOut
    source: Source
    scale_maximum: DecimalOut | None
    unit: str | None
    relates_because: str | None
    topic: Topic | None
