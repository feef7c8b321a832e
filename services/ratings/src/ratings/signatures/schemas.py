"""How the means to sign, and signatures, look on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, InstantIn, Out, Strict, example
from ratings.credentials.schemas import CredentialIn
from ratings.petitions.domain import Signed

PETITION = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
MOST_CODES = 1_000  # at a time


class CodesIn(Strict, json_schema_extra=example(count=25)):
    """How many codes to hand out now."""

    count: Annotated[int, Field(ge=1, le=MOST_CODES)]


class CodesOut(Out):
    """The codes, this once."""

    petition_id: UUID
    codes: list[str]


class RollKeyIn(Strict, json_schema_extra=example(signs_until="2027-07-04T09:00:00Z")):
    """Until when those on the roll may ask for blind credentials; all of them are good four days later."""

    signs_until: InstantIn


class SignatureIn(Strict, json_schema_extra=example(petition_id=PETITION, credential="7H2K-Q0ZD-44MX-91RW-B3VE")):
    """The code that you were given for this petition, or the credential that was signed blindly."""

    petition_id: IdIn
    credential: CredentialIn


class SignatureOut(Out):
    """It counts; nobody is told when, or whose it was."""

    petition_id: UUID
    outcome: Signed
