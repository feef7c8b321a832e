"""How an organisation looks on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, PlainSerializer

from chassis.wire import DayIn, Name, OrgIdIn, Out, Strict, example
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.domain import Status
from registry.particulars.domain import Particulars, Role
from registry.particulars.schemas import (
    AddressIn,
    AddressOut,
    ContactIn,
    ContactOut,
    LegalForm,
    MemberIn,
    MemberOut,
    OtherNameIn,
    OtherNameOut,
    SiteIn,
    SiteOut,
    Website,
)

OrgIdOut = Annotated[OrgId, PlainSerializer(str, return_type=str)]


class OrganisationIn(
    Strict,
    json_schema_extra=example(
        name="Harbour Homes CIC",
        org_ids=["GB-COH-09876543"],
        legal_form="community_interest_company",
        roles=["provider"],
        address={"street": "1 Quay Street", "locality": "Northbridge", "postcode": "DE1 2FS", "country": "GB"},
        website="https://www.example.org/",
        other_names=[{"name": "Quayside Lettings", "kind": "former", "until": "2021-03-31"}],
        sites=[
            {
                "kind": "operating",
                "name": "The Old Customs House",
                "address": {"locality": "Northbridge", "postcode": "DE1 3AA", "country": "GB"},
                "area": "E06000015",
                "since": "2022-04-01",
            }
        ],
        contacts=[{"purpose": "tenders", "email": "tenders@example.org", "phone": "01632 960123"}],
    ),
):
    """An organisation, whole. The first org-id is the primary one.

    Other names, sites, contacts and members stay as they are when they are left out; an empty list clears them.
    """

    name: Name
    org_ids: list[OrgIdIn] = Field([], max_length=20)
    legal_form: LegalForm | None = None
    roles: list[Annotated[Role, Field(strict=False)]] = Field([], max_length=3)
    address: AddressIn | None = None
    website: Website | None = None
    other_names: list[OtherNameIn] | None = Field(None, max_length=40)
    sites: list[SiteIn] | None = Field(None, max_length=100)
    contacts: list[ContactIn] | None = Field(None, max_length=20)
    members: list[MemberIn] | None = Field(None, max_length=100, description="Of a consortium: who belongs to it.")

    def parsed(self) -> Particulars:
        """What is said. A number or a role that is named twice counts once."""
        return Particulars(
            name=self.name,
            org_ids=tuple(map(parse_org_id, dict.fromkeys(self.org_ids))),
            legal_form=self.legal_form,
            roles=frozenset(self.roles),
            address=None if self.address is None else self.address.parsed(),
            website=self.website,
            other_names=None if self.other_names is None else tuple(it.parsed() for it in self.other_names),
            sites=None if self.sites is None else tuple(it.parsed() for it in self.sites),
            contacts=None if self.contacts is None else tuple(it.parsed() for it in self.contacts),
            members=None if self.members is None else tuple(it.parsed() for it in self.members),
        )


class VerificationIn(Strict, json_schema_extra=example(register="GB-COH", status="active")):
    """Where the registrar looked it up, and what the register has it as."""

    register_: Annotated[Name, Field(alias="register", examples=["GB-CHC"])]
    status: Annotated[Status, Field(strict=False)] = Status.ACTIVE
    since: DayIn | None = Field(None, description="The day from which the register has it so.")


class SuccessorOut(Out):
    organisation: UUID
    on: date


class OrganisationOut(Out):
    id: UUID
    name: str
    org_ids: list[OrgIdOut]
    legal_form: str | None
    roles: list[Role]
    address: AddressOut | None
    website: str | None
    legal_form_words: str | None
    other_names: list[OtherNameOut]
    sites: list[SiteOut]
    contacts: list[ContactOut]
    members: list[MemberOut]
    status: Status
    status_since: date | None
    merged_into: UUID | None
    successors: list[SuccessorOut]
    verified: bool
    source: str
    version: int
