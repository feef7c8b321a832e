"""The published language: what services tell one another, and the only thing they share about their domains."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kernel.identifiers import new_id

NOT_RECORDED = UUID(int=0)


class Audience(StrEnum):
    """Who may read an event's body in the feed. Services and auditors read all; others see a redacted position."""

    PUBLIC = "public"
    PARTIES = "parties"  # the organisations that `Event.parties` names
    SERVICES = "services"


class Part(BaseModel):
    """A piece of an event: frozen, and tolerant of fields that a later writer adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Part):
    """Something that happened to an entity. State-complete: a reader never has to call back for the rest.

    `entity` and `entity_version` are stamped when the event is recorded.
    """

    type: ClassVar[str]
    audience: ClassVar[Audience] = Audience.PUBLIC

    event_id: UUID = Field(default_factory=new_id)
    occurred_at: datetime
    entity: UUID = NOT_RECORDED
    entity_version: int = 0

    @classmethod
    def producer(cls) -> str:
        """The service whose word this is: the first part of the type."""
        return cls.type.partition(".")[0]

    def parties(self) -> frozenset[UUID]:
        """The organisations that may read the body when the audience is PARTIES."""
        return frozenset()


class Address(Part):
    """A postal address. `region` is an ITL code, `country` ISO 3166-1 alpha-2."""

    street: str | None = None
    locality: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str = "GB"


class Party(Part):
    """An organisation as it stood when the event happened: enough to publish it without asking the registry."""

    id: UUID
    name: str
    org_ids: list[str] = []  # such as GB-CHC-1090095, the first is the one to publish under
    address: Address | None = None
