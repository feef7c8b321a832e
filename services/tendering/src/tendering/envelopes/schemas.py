"""How an envelope looks on the wire."""

from base64 import b64decode
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AliasChoices, Field, ValidationError

from chassis.problems import Problem
from chassis.strict import parse
from chassis.wire import (
    DayIn,
    DecimalIn,
    DecimalOut,
    IdIn,
    MoneyIn,
    MoneyOut,
    Name,
    Out,
    Prose,
    Strict,
    example,
    places,
)
from kernel.errors import Unacceptable
from tendering.envelopes.domain import (
    Envelope,
    Member,
    MemberRole,
    Offer,
    Promise,
    SealedBy,
    SealedEnvelope,
    Staffing,
    Subcontractor,
)

Body = TypeVar("Body", bound=Strict)
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["9f86d081884c7d659a2feaa0c55ad015" * 2])]


Posts = Annotated[DecimalIn, Field(gt=0, le=100_000), places(4)]


class StaffingIn(Strict):
    """The posts that will do the work."""

    full_time_equivalents: Posts
    hours_per_week: Annotated[Posts, Field(le=168)]
    weeks_per_year: Annotated[Posts, Field(le=53)]
    years: Annotated[Posts, Field(le=50)]


class PromiseIn(Strict):
    """So much of a criterion's metric, by a day of the contract and at a place."""

    quantity: DecimalIn
    due_on: DayIn
    place: Name


class OfferIn(Strict):
    """The price of one lot; what is `declared` for each criterion that asks for it, on that criterion's scale.

    Where the criterion has a metric, say it among the `promises`, with its day and place.
    """

    lot_id: IdIn
    price: MoneyIn
    declared: Annotated[dict[Name, DecimalIn], Field(max_length=50, default_factory=dict)]
    staffing: StaffingIn | None = None
    promises: Annotated[dict[Name, PromiseIn], Field(max_length=50, default_factory=dict)]

    def offer(self) -> Offer:
        """In the words of the domain."""
        staffing = None if self.staffing is None else Staffing(**dict(self.staffing))
        declared = self.declared | {name: each.quantity for name, each in self.promises.items()}
        promised = {name: Promise(each.due_on, each.place) for name, each in self.promises.items()}
        return Offer(self.lot_id, self.price.parsed(), declared, staffing, promised)


class BoxIn(Strict):
    """What the sender sealed: HPKE with the key of `sealing`, filled up with white space to 4 kB or a multiple."""

    ciphertext: Annotated[str, Field(pattern=r"^([A-Za-z0-9+/]{4})+([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")]
    key_id: IdIn


class SealedIn(BoxIn):
    """An envelope that the bidder sealed.

    `terms` is the digest to which it is bound, as the notice's `sealing` shows it; `lots` are those bid for.
    """

    terms: Digest
    lots: Annotated[list[IdIn], Field(min_length=1, max_length=100)]

    def sealed(self) -> SealedEnvelope:
        """In the words of the domain."""
        return SealedEnvelope(
            ciphertext=b64decode(self.ciphertext),
            key_id=self.key_id,
            terms=self.terms,
            lots=self.lots,
            sealed_by=SealedBy.BIDDER,
        )


Share = Annotated[DecimalIn, Field(gt=0, le=100), places(4)]
Lots = Annotated[list[IdIn], Field(max_length=100, default_factory=list)]


class MemberIn(Strict):
    """One of those who bid together; `share` is its part of the work, of a hundred. Without `lot_ids` it is in all."""

    organisation_id: IdIn
    role: Annotated[MemberRole, Field(strict=False)]
    share: Share
    lot_ids: Lots

    def member(self) -> Member:
        """In the words of the domain."""
        return Member(self.organisation_id, self.role, self.share, tuple(self.lot_ids))


class SubcontractorIn(Strict):
    """Who will do some of the work for the bidder, and what; `organisation_id` where it is on the register."""

    name: Name
    work: Name
    organisation_id: IdIn | None = None
    share: Share | None = None
    lot_ids: Lots

    def subcontractor(self) -> Subcontractor:
        """In the words of the domain."""
        return Subcontractor(self.name, self.work, self.organisation_id, self.share, tuple(self.lot_ids))


class ContentsIn(Strict):
    """What goes into an envelope, whole or not yet: `documents` by their SHA-256 digests.

    `answers` are what is said to each criterion that a panel marks, by its name.
    """

    offers: Annotated[list[OfferIn], Field(max_length=100, default_factory=list)]
    proposal: Prose | None = None
    answers: Annotated[dict[Name, Prose], Field(max_length=50, default_factory=dict)]
    documents: Annotated[list[Digest], Field(max_length=50, default_factory=list)]
    consortium: Annotated[list[MemberIn], Field(max_length=50, default_factory=list)]
    subcontractors: Annotated[list[SubcontractorIn], Field(max_length=50, default_factory=list)]

    def envelope(self) -> Envelope:
        """What is in it. Raises Unacceptable for half a bid."""
        if not self.offers:
            raise Unacceptable("/offers", "A bid makes an offer for one lot at least, or is sealed.")
        if self.proposal is None:
            raise Unacceptable("/proposal", "A bid says what is proposed, or is sealed.")
        return Envelope(
            tuple(offer.offer() for offer in self.offers),
            self.proposal,
            tuple(self.documents),
            tuple(each.member() for each in self.consortium),
            tuple(each.subcontractor() for each in self.subcontractors),
            dict(self.answers),
        )


OFFERS = [
    {
        "lot_id": "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
        "price": {"amount": "1720000.00", "currency": "GBP"},
        "staffing": {"full_time_equivalents": 24, "hours_per_week": 37.5, "weeks_per_year": 52, "years": 3},
    }
]


class BidIn(
    ContentsIn,
    json_schema_extra=example(
        offers=OFFERS,
        proposal="We keep people in their homes.",
        subcontractors=[{"name": "Keys and Doors CIC", "work": "Repairs"}],
    )
    | {"oneOf": [{"required": ["offers", "proposal"]}, {"required": ["sealed"]}]},
):
    """What goes into the envelope, `documents` by their SHA-256 digests; or the envelope, sealed by the bidder.

    A consortium is bid for by its lead, which is one of its members; their shares add up to a hundred.
    """

    sealed: SealedIn | None = None

    def shut(self) -> Envelope | SealedEnvelope:
        """In the words of the domain. Raises Unacceptable for half a bid, and for one that is also sealed."""
        if self.sealed is None:
            return self.envelope()
        if any(getattr(self, name) for name in ContentsIn.model_fields):
            raise Unacceptable("/sealed", "What is sealed is not sent in clear as well.")
        return self.sealed.sealed()


def read_envelope(text: bytes) -> Envelope:
    """What an opened envelope says. Raises Unacceptable."""
    return read_sealed(text, ContentsIn, "bid").envelope()


def read_sealed(text: bytes, body: type[Body], word: str) -> Body:
    """What was sealed: the body that could have been sent in clear. Raises Unacceptable for anything else."""
    try:
        parse(text)
        return body.model_validate_json(text)
    except (Problem, ValidationError) as error:
        raise Unacceptable("", f"What was sealed is no {word}.") from error


class BoxOut(Out):
    """What is known of something sealed. What the server sealed it has seen: that is weaker."""

    commitment: Digest
    key_id: UUID
    sealed_by: SealedBy


class SealedOut(BoxOut):
    """What is known of a sealed envelope."""

    terms: Digest
    lots: list[UUID]


class StaffingOut(Out):
    """The posts that will do the work."""

    full_time_equivalents: DecimalOut
    hours_per_week: DecimalOut
    weeks_per_year: DecimalOut
    years: DecimalOut


class PromiseOut(Out):
    """By when and where a declared quantity will be there."""

    due_on: date
    place: str


class OfferOut(Out):
    """The price of one lot, and what the bidder commits itself to."""

    lot_id: UUID
    price: MoneyOut
    declared: dict[str, DecimalOut]
    staffing: StaffingOut | None
    promises: dict[str, PromiseOut]


#: The domain says `lots`; a draft, which is read off what was sent, `lot_ids`.
LotsOut = Annotated[list[UUID], Field(validation_alias=AliasChoices("lots", "lot_ids"))]


class MemberOut(Out):
    """One of those who bid together."""

    organisation_id: UUID
    role: MemberRole
    share: DecimalOut
    lot_ids: LotsOut


class SubcontractorOut(Out):
    """Who will do some of the work for the bidder."""

    name: str
    work: str
    organisation_id: UUID | None
    share: DecimalOut | None
    lot_ids: LotsOut


class ContentsOut(Out):
    """What is written of a bid, whole or not yet."""

    offers: list[OfferOut]
    proposal: str | None
    answers: dict[str, str]
    documents: list[str]
    consortium: list[MemberOut]
    subcontractors: list[SubcontractorOut]


class EnvelopeOut(ContentsOut):
    """What the bid says."""

    proposal: str
