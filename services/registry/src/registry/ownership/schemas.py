"""How owners look on the wire. Shares are parts of one as text: `0.60`, or `1/3` where no decimal ends."""

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from chassis.wire import DayIn, IdIn, Name, OrgIdIn, Out, Prose, Strict, example
from kernel.orgids import parse_org_id
from registry.interests.domain import Body, BodyType, Interest, Kind, Party, Share, Terms
from registry.interests.rules.groups import Tree
from registry.ownership.commands import Owner, Part

PART = r"^((0|1|[0-9]{1,3})(\.[0-9]{1,12})?|[0-9]{1,9}/[1-9][0-9]{0,8})$"
HELD = {"source": "GB-COH", "reference": "Confirmation statement", "retrieved_on": "2026-11-20"}
OVERSEAS = {"entity": {"name": "Harbour Holdings Inc", "country": "US", "org_id": "US-EIN-123456789"}}


def _part(text: str) -> str:
    if not 0 <= Fraction(text) <= 1:
        raise ValueError("A share is a part of one: 0.60 is 60 %, and nobody holds more than 1")
    return text


PartIn = Annotated[str, Field(pattern=PART, examples=["0.60"]), AfterValidator(_part)]
PartOut = Annotated[
    Fraction, PlainSerializer(str, return_type=str), WithJsonSchema({"type": "string", "pattern": PART})
]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["GB"])]


class ShareIn(Strict):
    """How much: `exact`, or a range whose ends belong to it unless they are exclusive."""

    exact: PartIn | None = None
    minimum: PartIn | None = None
    maximum: PartIn | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "ShareIn":
        if (self.exact is None) == (self.minimum is None and self.maximum is None):
            raise ValueError("Say `exact`, or `minimum` and `maximum`")
        if self.exact is not None and (self.exclusive_minimum or self.exclusive_maximum):
            raise ValueError("An exact share has no ends to exclude")
        self.parsed()
        return self

    def parsed(self) -> Share:
        if self.exact is not None:
            return Share.of(Fraction(self.exact))
        ends = Fraction(self.minimum or 0), Fraction(self.maximum or 1)
        return Share(*ends, self.exclusive_minimum, self.exclusive_maximum)


class EntityIn(Strict):
    """A body without a record in the register, such as a parent overseas; with a number it is known again by that."""

    name: Name
    country: Country
    org_id: OrgIdIn | None = None

    def parsed(self) -> Party:
        number = None if self.org_id is None else parse_org_id(self.org_id)
        return Party.described(BodyType.ENTITY, org_id=number, name=self.name, country=self.country)


class PersonIn(Strict):
    """A natural person, as far as the law publishes one. It stands in the register and in no event."""

    name: Name
    country: Country | None = None
    nationality: Country | None = None
    born: Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?$", examples=["1975-01"])] | None = None

    def parsed(self) -> Party:
        return Party.described(BodyType.PERSON, **self.model_dump())


class UnspecifiedIn(Strict):
    """An owner whom nobody knows, or whose name the law lets be withheld; and why."""

    type: Annotated[Literal["unknown_entity", "anonymous_entity"], Field(examples=["unknown_entity"])]
    reason: Name
    country: Country | None = None

    def parsed(self) -> Party:
        return Party.described(BodyType(self.type), reason=self.reason, country=self.country)


class OwnerIn(Strict):
    """One of these: an organisation of the register, a party that an earlier statement named, or a new one."""

    organisation: IdIn | None = None
    party: IdIn | None = None
    entity: EntityIn | None = None
    person: PersonIn | None = None
    unspecified: UnspecifiedIn | None = None

    @model_validator(mode="after")
    def _is_one(self) -> "OwnerIn":
        if len(self.model_fields_set) != 1 or None in {getattr(self, name) for name in self.model_fields_set}:
            raise ValueError("An owner is one organisation, party, entity, person or unspecified")
        return self

    def parsed(self) -> Owner:
        """The id of one who is known already, or the party that is described."""
        described = self.entity or self.person or self.unspecified
        if described is not None:
            return described.parsed()
        [known] = filter(None, (self.organisation, self.party))
        return known


class TermsIn(Strict):
    """Where it was read: a register such as GB-COH or a document, its reference, and when."""

    starts_on: DayIn | None = None
    ceased_on: DayIn | None = None
    source: Name
    reference: Name | None = None
    retrieved_on: DayIn

    def said(self) -> dict[str, Any]:
        """What all kinds of statements share."""
        return {name: getattr(self, name) for name in TermsIn.model_fields}


class HeldIn(TermsIn, json_schema_extra=example(kind="shareholding", share={"exact": "0.60"}, owner=OVERSEAS, **HELD)):
    """What one owner holds of one kind."""

    owner: OwnerIn
    kind: Annotated[Kind, Field(strict=False)]
    share: ShareIn | None = None

    def terms(self, owner_id: UUID) -> Terms:
        return Terms(owner_id, self.kind, None if self.share is None else self.share.parsed(), **self.said())


class CorrectionIn(
    TermsIn,
    json_schema_extra=example(
        kind="shareholding", share={"exact": "0.75"}, reason="More shares were bought.", starts_on="2026-11-02", **HELD
    ),
):
    """What the interest really is, whole, and why it is said anew."""

    kind: Annotated[Kind, Field(strict=False)]
    share: ShareIn | None = None
    reason: Name

    def terms(self, owner_id: UUID) -> Terms:
        return Terms(owner_id, self.kind, None if self.share is None else self.share.parsed(), **self.said())


class WithdrawalIn(Strict, json_schema_extra=example(reason="It was another company of the same name.")):
    """Why it was never so."""

    reason: Prose


class PartHeldIn(Strict):
    owner: OwnerIn
    share: PartIn

    def parsed(self) -> Part:
        return Part(self.owner.parsed(), Fraction(self.share))


SECOND = {"entity": {"name": "Quay Partners GmbH", "country": "DE", "org_id": "DE-CR-HRB12345"}}


class VentureIn(
    TermsIn,
    json_schema_extra=example(
        owners=[{"owner": OVERSEAS, "share": "1/3"}, {"owner": SECOND, "share": "2/3"}], reason="Founded anew.", **HELD
    ),
):
    """All owners of a joint venture; their shares add up to exactly one."""

    owners: list[PartHeldIn] = Field(min_length=2, max_length=100)
    reason: Prose | None = None

    def terms(self, owner_id: UUID) -> Terms:
        """Of whichever owner; the commands put in each one's share."""
        return Terms(owner_id, Kind.JOINT_VENTURE, None, **self.said())


class ShareOut(Out):
    exact: PartOut | None
    minimum: PartOut
    maximum: PartOut
    exclusive_minimum: bool
    exclusive_maximum: bool


class BodyOut(Out):
    """`country` is null where nobody has said it."""

    id: UUID
    type: BodyType
    name: str | None
    country: str | None


class InterestOut(Out):
    """One version of an interest."""

    id: UUID
    version: int
    organisation_id: UUID
    owner_id: UUID
    kind: Kind
    share: ShareOut | None
    starts_on: date | None
    ceased_on: date | None
    source: str
    reference: str | None
    retrieved_on: date
    stated_by: str
    stated_at: datetime
    reason: str | None
    withdrawn: bool
    current: bool

    @classmethod
    def of(cls, it: Interest) -> "InterestOut":
        named = {name: getattr(it, name) for name in cls.model_fields if hasattr(it, name)}
        terms = {name: getattr(it.terms, name) for name in Terms.__dataclass_fields__}
        share = None if it.terms.share is None else ShareOut.model_validate(it.terms.share)
        return cls(organisation_id=it.subject_id, **{**named, **terms, "share": share})


class LinkOut(Out):
    """An interest, and who holds it."""

    owner: BodyOut
    interest: InterestOut


class AttributionOut(Out):
    group: BodyOut
    share: PartOut


class GroupOut(BodyOut):
    """Whoever stands at the top, and how many organisations of the register are below, itself included."""

    on: date
    members: int


class OwnershipOut(Out):
    """Who owns and controls an organisation on a day: from those who hold it directly up to the top, and down again."""

    organisation: BodyOut
    on: date
    direct: list[LinkOut]
    chain: list[LinkOut]  # who controls it, who controls that one, up to the ultimate controller
    group: BodyOut
    ultimate_controller: BodyOut
    attribution: list[AttributionOut]
    members: list[BodyOut]  # the first hundred by name; all at /groups/{id}/members

    @classmethod
    def of(cls, tree: Tree, body_id: UUID, members: list[Body], on: date) -> "OwnershipOut":
        def links(found: Any) -> list[LinkOut]:
            return [LinkOut(owner=shown(it.owner_id), interest=InterestOut.of(it)) for it in found]

        def shown(id_: UUID) -> BodyOut:
            return BodyOut.model_validate(tree.bodies[id_])

        return cls(
            organisation=shown(body_id),
            on=on,
            direct=links(tree.direct(body_id)),
            chain=links(tree.chain(body_id)),
            group=shown(tree.group(body_id)),
            ultimate_controller=BodyOut.model_validate(tree.ultimate(body_id)),
            attribution=[AttributionOut(group=shown(id_), share=it) for id_, it in tree.attribution(body_id).items()],
            members=[BodyOut.model_validate(it) for it in members[:100]],
        )
