"""How exchanges look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, Name, Out, Prose, Strict, example
from ratings.exchanges.domain import Band

ID = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
Answer = Annotated[int, Field(ge=1, le=5)]
Year = Annotated[int, Field(ge=2020, le=2100)]


class BuyerRatingIn(
    Strict, json_schema_extra=example(buyer_id=ID, year=2027, proportionality=3, clarity=4, feedback=2, engagement=4)
):
    """What a supplier says of a buyer it has a contract with, once a year; one to five each."""

    buyer_id: IdIn
    year: Year
    proportionality: Answer
    clarity: Answer
    feedback: Answer
    engagement: Answer


class BuyerRatingOut(Out):
    """It is counted. Nothing is told before ten have rated, and the buyer can rate nobody for that year any more."""

    buyer_id: UUID
    year: int


class BuyerScoresOut(Out):
    """What so many suppliers said of a buyer in a year, by the one formula for all scores."""

    buyer_id: UUID
    year: int
    count: int
    proportionality: str
    clarity: str
    feedback: str
    engagement: str
    prompted: int | None  # low ratings soon after the buyer had rated the supplier low; null where too few to tell
    published_at: datetime


class SupplierRatingIn(
    Strict,
    json_schema_extra=example(
        contract_id=ID, year=2027, indicator="Tenancies kept after a year", band="good", evidence="41 of 44 were kept."
    ),
):
    """A buyer's rating of its supplier, with what it rests on."""

    contract_id: IdIn
    year: Year
    indicator: Name
    band: Annotated[Band, Field(strict=False)]
    evidence: Prose


class SupplierReplyIn(Strict, json_schema_extra=example(reply="The other three moved in with family.")):
    """What the supplier says of it, published with it and as large."""

    reply: Prose


class SupplierRatingOut(Out):
    """A rating, whether published or still waiting for a reply."""

    id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    year: int
    indicator: str
    band: Band
    evidence: str
    reply: str | None
    publishes_on: date
    published_at: datetime | None
    version: int
