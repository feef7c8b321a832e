"""The keys under which credentials are signed: an append-only log that everybody can read, before a key is used."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from events import Event


class RatingKeyPublished(Event):
    """Credentials for one contract and quarter, or for one roll, will be signed under this key. It is the entity."""

    type: ClassVar[str] = "ratings.key.published.v1"

    contract_id: UUID
    quarter: str  # empty for a roll's
    roll_id: UUID | None = None  # the petition or ballot whose roll it is for
    modulus: str  # hexadecimal; the exponent is 65537
    cohort: int  # how many may ask
    signs_from: datetime
    signs_until: datetime


class RatingKeyClosed(Event):
    """Its private half is gone. If `signed` reaches the least cohort, what it signed is good some hours from now."""

    type: ClassVar[str] = "ratings.key.closed.v1"

    contract_id: UUID
    quarter: str  # empty for a roll's
    roll_id: UUID | None = None  # the petition or ballot whose roll it is for
    signed: int
