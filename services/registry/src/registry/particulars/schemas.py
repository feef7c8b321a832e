"""How the parts of what is said of an organisation look on the wire."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from chassis.wire import DayIn, IdIn, Name, Out, Strict
from registry.particulars.domain import Address, Contact, Member, NameKind, OtherName, Purpose, Site, SiteKind
from registry.particulars.rules.legal_forms import normal_form
from registry.particulars.rules.websites import LONGEST_WEBSITE, public_website

#: A legal form; known ones in the register's own code.
LegalForm = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$"),
    Field(examples=["charitable_company_guarantee"]),
    AfterValidator(normal_form),
]
Website = Annotated[
    str,
    Field(max_length=LONGEST_WEBSITE, examples=["https://www.example.org/"]),
    AfterValidator(public_website),
]
#: The GSS code of an area of the United Kingdom.
Area = Annotated[str, Field(pattern=r"^[EWSNK][0-9]{8}$", examples=["E06000015"])]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9][0-9 ]{5,18}[0-9]$", examples=["01632 960123"])]
Mailbox = Annotated[str, Field(min_length=6, max_length=200, examples=["tenders@example.org"])]


class AddressIn(Strict):
    street: Name | None = None
    locality: Name | None = None
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z0-9]{1,3}$", examples=["TLF15"])] | None = None
    postcode: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9 -]{1,11}$", examples=["DE1 2FS"])] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "GB"

    def parsed(self) -> Address:
        return Address(**self.model_dump())


class OtherNameIn(Strict):
    """A name beside the present one. `until` is the last day on which it was borne."""

    name: Name
    kind: Annotated[NameKind, Field(strict=False)]
    since: DayIn | None = None
    until: DayIn | None = None

    def parsed(self) -> OtherName:
        return OtherName(**self.model_dump())


class SiteIn(Strict):
    """A place of the organisation's own, from the first to the last day."""

    kind: Annotated[SiteKind, Field(strict=False)]
    address: AddressIn
    name: Name | None = None
    area: Area | None = None
    since: DayIn | None = None
    until: DayIn | None = None

    def parsed(self) -> Site:
        return Site(self.kind, self.address.parsed(), self.name, self.area, self.since, self.until)


class ContactIn(Strict):
    """How to reach a function of the organisation, never a person."""

    purpose: Annotated[Purpose, Field(strict=False)]
    email: Mailbox | None = None
    phone: Phone | None = None

    @model_validator(mode="after")
    def _reaches_somebody(self) -> Self:
        if self.email is None and self.phone is None:
            raise ValueError("A contact has a mailbox, a telephone or both.")
        return self

    def parsed(self) -> Contact:
        return Contact(self.purpose, self.email, self.phone)


class MemberIn(Strict):
    """An organisation that belongs to this consortium."""

    organisation: IdIn
    lead: bool = False
    since: DayIn | None = None
    until: DayIn | None = None

    def parsed(self) -> Member:
        return Member(**self.model_dump())


class AddressOut(Out):
    street: str | None
    locality: str | None
    region: str | None
    postcode: str | None
    country: str


class OtherNameOut(Out):
    name: str
    kind: NameKind
    since: date | None
    until: date | None


class SiteOut(Out):
    kind: SiteKind
    name: str | None
    address: AddressOut
    area: str | None
    since: date | None
    until: date | None


class ContactOut(Out):
    purpose: Purpose
    email: str | None
    phone: str | None


class MemberOut(Out):
    organisation: UUID
    lead: bool
    since: date | None
    until: date | None


class FormOut(Out):
    """A legal form, with the law it rests on and the days on which bodies could first and last take it."""

    code: str
    words: str
    law: str | None
    since: date | None
    until: date | None
