"""How criteria look on the wire."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from chassis.wire import DecimalIn, DecimalOut, Name, Out, Prose, Strict, places
from tendering.criteria.domain import PANELS, SCALE, USUAL_SOURCES, Criterion, CriterionKind, Descriptor, Source, Topic

MarkValue = Annotated[DecimalIn, Field(ge=0, le=SCALE), places(4)]


class DescriptorIn(Strict):
    """What a mark of 0 to 10 means."""

    mark: MarkValue
    says: Prose


class CriterionIn(Strict):
    """What bids are judged by; `weight` of a hundred.

    `source` says where its score comes from; what is `declared` has a scale from 0 to `scale_maximum`, in `unit`, and
    with a `metric` is a quantity of it by a day and at a place. Panels give one of the marks of the `descriptors`.
    `times_delivery` multiplies a social value score by how far the bidder kept such promises of late. The source
    `past_performance` scores only where the notice declares its `indicators`.
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
    metric: Name | None = None
    descriptors: Annotated[list[DescriptorIn], Field(max_length=20, default_factory=list)]
    times_delivery: bool = False

    @model_validator(mode="after")
    def _has_a_scale_if_declared(self) -> Self:
        if ((self.source or USUAL_SOURCES[self.kind]) is Source.DECLARED) != (self.scale_maximum is not None):
            raise ValueError("What is declared has a scale_maximum, and nothing else has")
        return self

    @model_validator(mode="after")
    def _is_described_as_it_is_scored(self) -> Self:
        source = self.source or USUAL_SOURCES[self.kind]
        if self.metric is not None and source is not Source.DECLARED:
            raise ValueError("Only what is declared has a metric")
        if self.descriptors and source not in PANELS:
            raise ValueError("Only what a panel marks has descriptors")
        if len({each.mark for each in self.descriptors}) != len(self.descriptors):
            raise ValueError("Each mark is described once")
        if self.times_delivery and self.kind is not CriterionKind.SOCIAL_VALUE:
            raise ValueError("Only social value is multiplied by what was delivered")
        if (self.metric or self.descriptors or self.times_delivery) and self.relates_because is None:
            raise ValueError("Say in relates_because why it relates to what is bought (s.23(2))")
        return self

    def criterion(self) -> Criterion:
        """In the words of the domain."""
        described = [Descriptor(each.mark, each.says) for each in self.descriptors]
        return Criterion(**{**dict(self), "descriptors": described})


class DescriptorOut(Out):
    """What a mark means."""

    mark: DecimalOut
    says: str


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
    metric: str | None
    descriptors: list[DescriptorOut]
    times_delivery: bool
