"""How credentials are asked for and handed out."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.wire import IdIn, Out, Strict, example
from ratings.credentials.commands import MOST_AT_ONCE
from ratings.credentials.domain import digest_of
from ratings.credentials.rules.signed import LONGEST, signed_in
from ratings.eligibility.schemas import QuarterIn


def _is_credential(text: str) -> str:
    if signed_in(text) is None:
        digest_of(text)
    return text


#: A one-time code or a signed credential, as its rater has it; `spend` takes it.
CredentialIn = Annotated[
    str, Field(max_length=LONGEST, examples=["7H2K-Q0ZD-44MX-9TRW-B3VE"]), AfterValidator(_is_credential)
]


class CredentialsIn(
    Strict,
    json_schema_extra=example(contract_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", quarter="2027-Q2", count=25),
):
    contract_id: IdIn
    quarter: QuarterIn
    count: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)]
    by_advocate: bool = False  # an advocate will enter what these raters say: level C


class CredentialsOut(Out):
    """The codes, this once."""

    contract_id: UUID
    quarter: str
    codes: list[str]
