"""How social value looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example, places
from kernel.rounding import percent
from tendering.performance.domain import Direction
from tendering.performance.schemas import Figure
from tendering.social_value.domain import Promise
from tendering.social_value.queries import Ledger
from tendering.social_value.rules import is_overdue, kept


class PromiseIn(Strict):
    """One line: how much of what was promised until when, and how much it weighs among the others."""

    reference: Name
    unit: Name
    weight: Annotated[DecimalIn, Field(ge=0, le=10**6), places(6)]
    promised: Figure
    direction: Annotated[Direction, Field(strict=False)]
    due_on: DayIn | None = None


class PromisesIn(
    Strict,
    json_schema_extra=example(
        promises=[
            {
                "reference": "apprenticeships",
                "unit": "starts",
                "weight": 20,
                "promised": 3,
                "direction": "higher_is_better",
                "due_on": "2028-03-31",
            }
        ],
        retention={"amount": "20000.00", "currency": "GBP"},
    ),
):
    """What the supplier promised beside the service, and what is held back of the charges until it is kept."""

    promises: Annotated[list[PromiseIn], Field(min_length=1, max_length=200)]
    retention: MoneyIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes them."""
        held = None if self.retention is None else self.retention.parsed()
        return {"said": [dict(each) for each in self.promises], "retention": held}


class DeliveryIn(Strict, json_schema_extra=example(delivered=2, evidence="Two contracts of apprenticeship, May 2027.")):
    """What was delivered so far, not since the last report, and how one can see that."""

    delivered: Figure
    evidence: Prose


class VerificationIn(Strict, json_schema_extra=example(delivered=2)):
    """What the verifier found to be delivered so far."""

    delivered: Figure


class DeliveryOut(Out):
    """What was reported, and what somebody else found; null while nobody has looked."""

    id: UUID
    promise_id: UUID
    reported: DecimalOut
    evidence: str
    reported_at: datetime
    verified: DecimalOut | None
    verified_at: datetime | None


class PromiseOut(Out):
    """A promise and how far it is kept, in percent and not capped; null where nothing was promised."""

    id: UUID
    reference: str
    unit: str
    weight: DecimalOut
    promised: DecimalOut
    direction: Direction
    due_on: date | None
    delivered: DecimalOut | None
    kept_pct: DecimalOut | None
    is_overdue: bool
    deliveries: list[DeliveryOut]

    @classmethod
    def on(cls, promise: Promise, today: date) -> Self:
        """As it stands on that day."""
        told = {name: getattr(promise, name) for name in cls.model_fields.keys() - {"kept_pct", "is_overdue"}}
        told |= {"deliveries": [DeliveryOut.model_validate(each) for each in promise.deliveries]}
        return cls(**told, kept_pct=percent(kept(promise)), is_overdue=is_overdue(promise, today))


class ReviewOut(Out):
    """A balance that was struck, and what was released for it."""

    number: int
    ratio: DecimalOut | None
    released: MoneyOut
    reviewed_at: datetime


class LedgerOut(Out):
    """The promises of a contract. `weighted_pct` counts none for more than it promised."""

    contract_id: UUID
    promises: list[PromiseOut]
    weighted_pct: DecimalOut | None
    overdue: list[str]
    retention: MoneyOut
    released: MoneyOut
    reviews: list[ReviewOut]

    @classmethod
    def of(cls, ledger: Ledger) -> Self:
        """As it stands today."""
        shown = [PromiseOut.on(each, ledger.today) for each in ledger.promises]
        return cls(
            contract_id=ledger.contract_id,
            promises=shown,
            weighted_pct=percent(ledger.ratio),
            overdue=[each.reference for each in shown if each.is_overdue],
            retention=ledger.retention.held,
            released=ledger.retention.released,
            reviews=[ReviewOut.model_validate(each) for each in ledger.reviews],
        )


class TrailOut(Out):
    """How far a supplier kept its promises of late; null without evidence, which is never taken for success."""

    supplier_id: UUID
    contracts: int
    ratio: DecimalOut | None
