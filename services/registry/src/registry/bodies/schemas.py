"""How the mirror looks on the wire."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from registry.organisations.schemas import OrgIdOut

Register = Annotated[str, Field(validation_alias="register", serialization_alias="register")]


class LinkOut(Out):
    """What two numbers are to each other, on a register's word."""

    kind: str
    start: OrgIdOut
    end: OrgIdOut
    on: date | None


class WordOut(Out):
    """What one register says of one number."""

    org_id: OrgIdOut
    register_: Register
    name: str
    other_names: list[str]
    kind: str | None
    standing: str
    stated_status: str | None
    founded: date | None
    ended: date | None
    address: str | None
    postcode: str | None
    area: str | None
    website: str | None
    proves: dict[str, Any]
    more: dict[str, Any]


class ProofOut(Out):
    """A fact that the registers' words prove together, and where."""

    name: str
    value: bool | int | str
    register_: Register
    org_id: OrgIdOut


class BodyOut(Out):
    """Numbers that are one body; `organisation` is its record here, if it has been adopted."""

    numbers: list[OrgIdOut]
    live: bool
    words: list[WordOut]
    links: list[LinkOut]
    proves: list[ProofOut]
    organisation: UUID | None
