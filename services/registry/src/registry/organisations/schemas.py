"""How an organisation looks on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints

from chassis.wire import Name, OrgIdIn, Out, Strict, example
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.domain import Address, Particulars, Role, Status
from registry.organisations.rules import LONGEST_WEBSITE, public_website

LegalForm = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$"), Field(examples=["charitable_company_guarantee"])
]
Website = Annotated[
    str,
    Field(max_length=LONGEST_WEBSITE, examples=["https://www.example.org/"]),
    AfterValidator(public_website),
]
OrgIdOut = Annotated[OrgId, PlainSerializer(str, return_type=str)]


class AddressIn(Strict):
    street: Name | None = None
    locality: Name | None = None
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z0-9]{1,3}$", examples=["TLF15"])] | None = None
    postcode: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9 -]{1,11}$", examples=["DE1 2FS"])] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "GB"

    def parsed(self) -> Address:
        return Address(**self.model_dump())


class OrganisationIn(
    Strict,
    json_schema_extra=example(
        name="Harbour Homes CIC",
        org_ids=["GB-COH-09876543"],
        legal_form="community_interest_company",
        roles=["provider"],
        address={"street": "1 Quay Street", "locality": "Northbridge", "postcode": "DE1 2FS", "country": "GB"},
        website="https://www.example.org/",
    ),
):
    """An organisation, whole. The first org-id is the primary one."""

    name: Name
    org_ids: list[OrgIdIn] = Field([], max_length=20)
    legal_form: LegalForm | None = None
    roles: list[Annotated[Role, Field(strict=False)]] = Field([], max_length=3)
    address: AddressIn | None = None
    website: Website | None = None

    def parsed(self) -> Particulars:
        """What is said. A number or a role that is named twice counts once."""
        return Particulars(
            name=self.name,
            org_ids=tuple(map(parse_org_id, dict.fromkeys(self.org_ids))),
            legal_form=self.legal_form,
            roles=frozenset(self.roles),
            address=None if self.address is None else self.address.parsed(),
            website=self.website,
        )


class VerificationIn(Strict, json_schema_extra=example(register="GB-COH", status="active")):
    """Where the registrar looked it up, and what the register has it as."""

    register_: Annotated[Name, Field(alias="register", examples=["GB-CHC"])]
    status: Annotated[Status, Field(strict=False)] = Status.ACTIVE


class AddressOut(Out):
    street: str | None
    locality: str | None
    region: str | None
    postcode: str | None
    country: str


class OrganisationOut(Out):
    id: UUID
    name: str
    org_ids: list[OrgIdOut]
    legal_form: str | None
    roles: list[Role]
    address: AddressOut | None
    website: str | None
    status: Status
    verified: bool
    source: str
    version: int
