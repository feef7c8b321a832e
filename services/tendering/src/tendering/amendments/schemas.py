"""How an amendment looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, InstantIn, Name, Out, Prose, Strict, example
from tendering.amendments.domain import DISPENSABLE, Changes
from tendering.criteria.schemas import CriterionIn
from tendering.terms.domain import Lot, PastPerformance
from tendering.terms.schemas import FrameworkIn, LotIn, LotLimitIn


class AmendedLotIn(LotIn):
    """A lot as it is to be; with the `id` of one that stands, or without for one that is added."""

    id: IdIn | None = None

    def lot(self) -> Lot:
        """In the words of the domain."""
        told = self.told()
        return Lot(**({name: value for name, value in told.items() if name != "id" or value is not None}))


class AmendmentIn(
    Strict,
    json_schema_extra=example(
        reason="Bidders asked what quality means; it is now divided.",
        closes_at="2027-01-16T12:00:00Z",
        criteria=[
            {"name": "Quality", "kind": "quality", "weight": 60},
            {"name": "Social value", "kind": "social_value", "weight": 10},
            {"name": "Price", "kind": "price", "weight": 30},
        ],
    ),
):
    """What a published notice is to say instead, and why. What is left out stays; lots are given all or none.

    A `lot_limit` or `recall_clause` that is null is taken away. Whoever changes what bids are made for, which is all
    but title, description and deadline, also gives bidders a later deadline: bids are to be made anew.
    """

    reason: Prose
    closes_at: InstantIn | None = None
    title: Name | None = None
    description: Prose | None = None
    lots: Annotated[list[AmendedLotIn], Field(min_length=1, max_length=100)] | None = None
    criteria: Annotated[list[CriterionIn], Field(min_length=1, max_length=50)] | None = None
    lot_limit: LotLimitIn | None = None
    recall_clause: Prose | None = None
    past_performance: (
        Annotated[list[Annotated[PastPerformance, Field(strict=False)]], Field(max_length=len(PastPerformance))] | None
    ) = None
    framework: FrameworkIn | None = None

    def changes(self) -> Changes:
        """In the words of the domain."""
        return Changes(
            closes_at=self.closes_at,
            title=self.title,
            description=self.description,
            lots=None if self.lots is None else [lot.lot() for lot in self.lots],
            criteria=None if self.criteria is None else [each.criterion() for each in self.criteria],
            lot_limit=None if self.lot_limit is None else self.lot_limit.limit(),
            recall_clause=self.recall_clause,
            past_performance=None if self.past_performance is None else sorted(set(self.past_performance)),
            framework=None if self.framework is None else self.framework.framework(),
            without=[name for name in DISPENSABLE if name in self.model_fields_set and getattr(self, name) is None],
            standing=[lot.id for lot in self.lots or ()],
        )


class AmendmentOut(Out):
    """A published amendment: which terms it changed, and the SHA-256 of the terms before and after."""

    id: UUID
    notice_id: UUID
    number: int
    reason: str
    changed: list[str]
    previous_hash: str
    terms_hash: str
    closes_at: datetime
    amended_at: datetime
    decisions: list[UUID]
