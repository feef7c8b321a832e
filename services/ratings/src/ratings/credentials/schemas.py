"""How credentials are asked for and handed out."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.wire import IdIn, Out, Strict, example
from ratings.credentials.commands import MOST_AT_ONCE
from ratings.eligibility.domain import Quarter

#: A quarter as text; `Quarter.parse` reads it.
QuarterIn = Annotated[
    str,
    Field(pattern=r"^20[0-9]{2}-Q[1-4]$", max_length=7, examples=["2026-Q3"]),
    AfterValidator(lambda text: str(Quarter.parse(text))),
]


class CredentialsIn(
    Strict,
    json_schema_extra=example(contract_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", quarter="2027-Q2", count=25),
):
    contract_id: IdIn
    quarter: QuarterIn
    count: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)]


class CredentialsOut(Out):
    """The codes, this once."""

    contract_id: UUID
    quarter: str
    codes: list[str]
