"""What a bid says, and the envelope in which nobody can read it. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.criteria.domain import PANELS, must_be_asked_for
from tendering.notices.domain import Notice
from tendering.sealing.rules.boxes import BUCKET, OVERHEAD, commitment_of
from tendering.sealing.rules.contexts import terms_of

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Staffing:
    """The posts that will do the work, so that the price can be set against lawful wages."""

    full_time_equivalents: Decimal
    hours_per_week: Decimal
    weeks_per_year: Decimal
    years: Decimal


@dataclass(frozen=True)
class Promise:
    """By when and where a declared quantity will be there."""

    due_on: date
    place: str


@dataclass(frozen=True)
class Offer:
    """The price of one lot, and what the bidder commits itself to there, by the name of the criterion."""

    lot_id: UUID
    price: Money
    declared: Mapping[str, Decimal] = field(default_factory=dict)
    staffing: Staffing | None = None
    promises: Mapping[str, Promise] = field(default_factory=dict)


class MemberRole(StrEnum):
    """The lead bids and signs for its partners."""

    LEAD = "lead"
    PARTNER = "partner"


@dataclass(frozen=True)
class Member:
    """One of those who bid together; `share` is its part of the work, of a hundred. Without `lots` it works in all."""

    organisation_id: UUID
    role: MemberRole
    share: Decimal
    lots: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Subcontractor:
    """Who will do some of the work for the bidder, and what. It need not be on the register.

    `share` is its part of the work, of a hundred, where that is known already; without `lots` it works in all.
    """

    name: str
    work: str
    organisation_id: UUID | None = None
    share: Decimal | None = None
    lots: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Envelope:
    """What a bid says, kept as one opaque value.

    `answers` are what it says to the criteria that a panel marks, by their names. `documents` are SHA-256 digests of
    files that the bidder hands over when the envelope is opened. `digest` is of the whole as it was sent.
    """

    offers: tuple[Offer, ...]
    proposal: str
    documents: tuple[str, ...] = ()
    consortium: tuple[Member, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    digest: str | None = field(default=None, compare=False)

    @property
    def lots(self) -> tuple[UUID, ...]:
        """What is bid for."""
        return tuple(offer.lot_id for offer in self.offers)

    def must_fit(self, notice: Notice) -> None:
        """Raise Unacceptable for an offer that is not for a lot of this notice, or the second one for the same lot, and
        for a commitment or an answer that no criterion asks for, and for work in a lot that is not offered.
        """
        unpriced = {lot.id for lot in notice.lots}
        for place, offer in enumerate(self.offers):
            if offer.lot_id not in unpriced:
                raise Unacceptable(f"/offers/{place}/lot_id", "Each must be a lot of this notice, priced once.")
            unpriced.remove(offer.lot_id)
            must_be_asked_for(offer.declared, notice.criteria, f"/offers/{place}/declared")
            must_be_particular(offer, notice, f"/offers/{place}/promises")
        marked = {each.name for each in notice.criteria if each.source in PANELS}
        for name in self.answers.keys() - marked:
            raise Unacceptable("/answers", f"No panel marks a criterion {name!r}.")
        works = [(f"/consortium/{place}", each.lots) for place, each in enumerate(self.consortium)]
        works += [(f"/subcontractors/{place}", each.lots) for place, each in enumerate(self.subcontractors)]
        for path, lots in works:
            if not set(lots) <= set(self.lots):
                raise Unacceptable(f"{path}/lot_ids", "Nobody works in a lot that is not offered.")

    def must_be_led_by(self, bidder_id: UUID) -> None:
        """Raise Unacceptable unless the bidder leads the consortium, each is named once and the shares make a whole."""
        if not self.consortium:
            return
        if len({member.organisation_id for member in self.consortium}) != len(self.consortium):
            raise Unacceptable("/consortium", "Each member is named once.")
        leads = [member.organisation_id for member in self.consortium if member.role is MemberRole.LEAD]
        if leads != [bidder_id]:
            raise Unacceptable("/consortium", "Whoever bids leads the consortium, and nobody else does.")
        whole = sum(member.share for member in self.consortium)
        if whole != WHOLE:
            raise Unacceptable("/consortium", f"The shares of the members come to {whole:f} of a hundred.")


class SealedBy(StrEnum):
    """Who sealed an envelope. What the server sealed it has seen: that is weaker."""

    BIDDER = "bidder"
    SERVER = "server"


@dataclass(eq=False, kw_only=True)
class Box:
    """Something sealed to a key, and who sealed it. The `commitment` names what came."""

    ciphertext: bytes
    key_id: UUID
    sealed_by: SealedBy
    commitment: str = ""

    def __post_init__(self) -> None:
        self.commitment = commitment_of(self.ciphertext)

    def must_be_for(self, key_id: UUID | None) -> None:
        """Raise Unacceptable for what this key could not open, and RuleBroken where nothing is to be sealed."""
        if key_id is None:
            raise RuleBroken("This is not sealed to a key here; send it in clear.")
        if self.key_id != key_id:
            raise Unacceptable("/sealed/key_id", "This is not the key that was announced.")
        if len(self.ciphertext) <= OVERHEAD or (len(self.ciphertext) - OVERHEAD) % BUCKET:
            raise Unacceptable(
                "/sealed/ciphertext", f"Fill the envelope to a multiple of {BUCKET} bytes, then seal it."
            )


@dataclass(eq=False, kw_only=True)
class SealedEnvelope(Box):
    """An envelope sealed to the notice's key, bound to its bidder, its notice and the digest of the `terms`.

    The lots stay outside, since a provider has one live bid for a lot.
    """

    terms: str
    lots: list[UUID]

    def must_fit(self, notice: Notice) -> None:
        """Raise Unacceptable for what could not be opened, and RuleBroken where nothing is to be sealed."""
        self.must_be_for(notice.sealing_key_id)
        if self.terms != terms_of(notice):
            raise Unacceptable("/sealed/terms", "The notice has other terms; seal the bid anew.")
        if len(set(self.lots)) != len(self.lots) or not {lot.id for lot in notice.lots} >= set(self.lots):
            raise Unacceptable("/sealed/lots", "Each must be a lot of this notice, named once.")


def must_be_particular(offer: Offer, notice: Notice, path: str) -> None:
    """Raise Unacceptable for a quantity of a metric without its day and place, and for a day outside the lot's term:
    what is not of this contract is not counted.
    """
    measured = {each.name for each in notice.criteria if each.metric is not None}
    lot = next(each for each in notice.lots if each.id == offer.lot_id)
    for name in offer.declared.keys() & measured:
        if name not in offer.promises:
            raise Unacceptable(path, f"Say by when and where {name!r} will be done; words alone score nothing.")
    for name, promise in offer.promises.items():
        if name not in measured:
            raise Unacceptable(path, f"No criterion {name!r} asks for a quantity by a day and at a place.")
        if (lot.starts_on and promise.due_on < lot.starts_on) or (lot.ends_on and promise.due_on > lot.ends_on):
            raise Unacceptable(f"{path}/{name}/due_on", "It is done while the contract runs.")
