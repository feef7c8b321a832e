"""How keys, invitations and blind signatures look on the wire."""

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.wire import IdIn, InstantIn, Name, Out, Strict, example
from ratings.credentials.domain import RatingKey, digest_of
from ratings.credentials.rules.blinding import EXPONENT
from ratings.eligibility.schemas import QuarterIn
from ratings.issuance.domain import MOST_AT_ONCE

CODE = "7H2K-Q0ZD-44MX-9TRW-B3VE"
WIDEST = 1024  # characters of base64: 6,144 bits


def _is_code(text: str) -> str:
    digest_of(text)
    return text


def _is_base64(text: str) -> str:
    if b64encode(b64decode(text, validate=True)).decode() != text:
        raise ValueError("This is not base64 as it is usually spelt")
    return text


InvitationIn = Annotated[str, Field(max_length=40, examples=[CODE]), AfterValidator(_is_code)]


class KeyIn(
    Strict,
    json_schema_extra=example(
        contract_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", quarter="2027-Q2", signs_until="2027-07-14T23:00:00Z"
    ),
):
    """Until when users may ask for credentials; they can spend them a day to four days later."""

    contract_id: IdIn
    quarter: QuarterIn
    signs_until: InstantIn


class KeyOut(Out):
    """A key that everybody may check: credentials for one contract and quarter are signed under it, and no other.

    Where `roll_id` is a petition or a ballot, they are for its roll, and `quarter` is empty.
    """

    id: UUID
    contract_id: UUID
    quarter: str
    roll_id: UUID | None
    algorithm: str = "RSABSSA-SHA384-PSS-Randomized"
    modulus: str
    exponent: int = EXPONENT
    cohort: int
    published_at: datetime
    signs_from: datetime
    signs_until: datetime
    signed: int | None

    @classmethod
    def of(cls, key: RatingKey) -> Self:
        """The modulus is base64, big-endian."""
        return cls.model_validate({**vars(key), "modulus": b64encode(key.modulus).decode()})


class InvitationsIn(Strict, json_schema_extra=example(contacts=[f"case-{number}" for number in range(1, 21)])):
    """The council's own references to people who used the service; a keyed digest of each is all that is kept."""

    contacts: Annotated[list[Name], Field(min_length=1, max_length=MOST_AT_ONCE)]


class InvitationsOut(Out):
    """An invitation for each contact, in their order, this once."""

    invitations: list[str]


class BlindedIn(Strict, json_schema_extra=example(invitation=CODE, blinded="AQEB" * 128)):
    """What the rater's own machine has blinded, base64, as many bytes as the key's modulus."""

    invitation: InvitationIn
    blinded: Annotated[str, Field(max_length=WIDEST), AfterValidator(_is_base64)]

    def octets(self) -> bytes:
        return b64decode(self.blinded)


class SignatureOut(Out):
    """Base64; the rater's machine takes the blinding off."""

    signature: str


class InvitationKeyIn(Strict, json_schema_extra=example(invitation=CODE)):
    """Somebody's invitation, and nothing about them."""

    invitation: InvitationIn


class CodeOut(Out):
    """A one-time code, good at once."""

    code: str
    level: str = "B"
