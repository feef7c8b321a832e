"""How the number of a service's users looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.wire import Count, IdIn, Out, Strict, example
from ratings.eligibility.domain import Quarter

#: A quarter as text; `Quarter.parse` reads it.
QuarterIn = Annotated[
    str,
    Field(pattern=r"^20[0-9]{2}-Q[1-4]$", max_length=7, examples=["2026-Q3"]),
    AfterValidator(lambda text: str(Quarter.parse(text))),
]


class ContactsIn(
    Strict,
    json_schema_extra=example(contract_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", quarter="2027-Q2", eligible=64),
):
    """How many people used the service, as attendance was recorded; no list of them."""

    contract_id: IdIn
    quarter: QuarterIn
    eligible: Count


class ContactsOut(Out):
    contract_id: UUID
    quarter: str
    eligible: int
    stated_at: datetime
