"""What suppliers and buyers say of one another. No event names a supplier that rated."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event


class BuyerRated(Event):
    """What suppliers made of a buyer in a year, as a batch. The entity is derived from the buyer and the year."""

    type: ClassVar[str] = "ratings.buyer.rated.v1"

    buyer_id: UUID
    year: int
    count: int
    scores: dict[str, str]  # each answer's shrunk mean on 1 to 5, four decimals
    prompted: int | None = (
        None  # low ratings soon after the buyer had rated the supplier low; None where too few to tell
    )


class SupplierRatingPublished(Event):
    """A buyer's rating of a supplier, with the supplier's reply if there is one. The entity is the rating."""

    type: ClassVar[str] = "ratings.supplier_rating.published.v1"

    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    year: int
    indicator: str
    band: str
    evidence: str
    reply: str | None
    given_on: date
