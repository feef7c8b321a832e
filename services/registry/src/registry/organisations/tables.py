"""Where organisations are kept."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    event,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import composite, relationship

from chassis.database import mapper_of
from kernel.orgids import OrgId
from registry.organisations.domain import Identifier, Organisation, Status, Successor
from registry.particulars.domain import Address, Contact, Member, OtherName, Role, Site
from registry.particulars.tables import WORDS, Listed

mapper = mapper_of("registry")


class Postal(TypeDecorator[Address]):
    """An address as one JSON object: it is read and replaced whole, and nobody searches in it."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Address | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else asdict(value)

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Address | None:
        return None if value is None else Address(**value)


# Byte order ("C"): one plain index then serves both what begins with a word and the list from A to Z.
organisations = Table(
    "organisations",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String, nullable=False),
    Column("search_name", String(collation="C"), nullable=False),
    Column("source", String, nullable=False),
    Column("legal_form", String),
    Column("roles", ARRAY(Enum(Role, native_enum=False, values_callable=list), as_tuple=True), nullable=False),
    Column("address", Postal),
    Column("website", String),
    Column("other_names", Listed(OtherName), nullable=False, server_default="[]"),
    Column("search_other_names", String, nullable=False, server_default=""),
    Column("sites", Listed(Site), nullable=False, server_default="[]"),
    Column("contacts", Listed(Contact), nullable=False, server_default="[]"),
    Column("members", Listed(Member), nullable=False, server_default="[]"),
    Column("status", Enum(Status, native_enum=False, values_callable=list), nullable=False),
    Column("status_since", Date),
    Column("merged_into", ForeignKey("organisations.id"), index=True),
    Column("successors", Listed(Successor), nullable=False, server_default="[]"),
    Column("verified", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Index("organisations_search_name_id_idx", "search_name", "id"),
    Index(
        "organisations_words_idx",
        WORDS,
        postgresql_using="gin",
    ),
    *(
        Index(f"organisations_{names}_trgm_idx", names, postgresql_using="gin", postgresql_ops={names: "gin_trgm_ops"})
        for names in ("search_name", "search_other_names")
    ),
)
# A trusted extension: whoever owns the database may create it.
event.listen(organisations, "before_create", DDL("create extension if not exists pg_trgm"))  # type: ignore[no-untyped-call]
identifiers = Table(
    "identifiers",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("scheme", String, nullable=False),
    Column("number", String, nullable=False),
    Column("source", String, nullable=False),
    Column("rank", Integer, nullable=False),
    UniqueConstraint("scheme", "number"),  # one body has one record
)

mapper.map_imperatively(
    Identifier, identifiers, properties={"org_id": composite(OrgId, identifiers.c.scheme, identifiers.c.number)}
)
mapper.map_imperatively(
    Organisation,
    organisations,
    # The domain counts: a number that is added changes the organisation, though not its row.
    version_id_col=organisations.c.version,
    version_id_generator=False,
    properties={
        "identifiers": relationship(
            Identifier, lazy="selectin", cascade="all, delete-orphan", order_by=identifiers.c.rank
        )
    },
)
