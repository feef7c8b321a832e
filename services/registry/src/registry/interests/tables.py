"""Where parties and interests are kept, and what was last told of each organisation."""

from fractions import Fraction
from typing import Any

from sqlalchemy import Boolean, Column, Date, Dialect, Enum, Index, Integer, String, Table, TypeDecorator, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.orgids import OrgId, parse_org_id
from registry.interests.domain import BodyType, Interest, Kind, Party, Share, Terms

mapper = mapper_of("registry")


class Part(TypeDecorator[Share]):
    """A share as one JSON object of exact fractions: one third stays one third."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Share | None, dialect: Dialect) -> dict[str, Any] | None:
        if value is None:
            return None
        ends = {"minimum": str(value.minimum), "maximum": str(value.maximum)}
        return {**ends, "exclusive": [value.exclusive_minimum, value.exclusive_maximum]}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Share | None:
        return (
            None
            if value is None
            else Share(Fraction(value["minimum"]), Fraction(value["maximum"]), *value["exclusive"])
        )


class Number(TypeDecorator[OrgId]):
    """An org-id in its one spelling."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: OrgId | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> OrgId | None:
        return None if value is None else parse_org_id(value)


parties = Table(
    "parties",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("type", Enum(BodyType, native_enum=False, values_callable=list), nullable=False),
    Column("name", String),
    Column("country", String),
    Column("org_id", Number),
    Column("nationality", String),
    Column("born", String),
    Column("reason", String),
)
# Every version of every interest. The bodies may be organisations or parties, so no foreign key can name their table.
interests = Table(
    "interests",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("subject_id", Uuid, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("kind", Enum(Kind, native_enum=False, values_callable=list), nullable=False),
    Column("share", Part),
    Column("starts_on", Date),
    Column("ceased_on", Date),
    Column("source", String, nullable=False),
    Column("reference", String),
    Column("retrieved_on", Date, nullable=False),
    Column("stated_by", String, nullable=False),
    Column("stated_at", Instant, nullable=False),
    Column("reason", String),
    Column("withdrawn", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("declared_in", Uuid, index=True),
    Index("interests_subject_id_idx", "subject_id", postgresql_where=text("current and not withdrawn")),
    Index("interests_owner_id_idx", "owner_id", postgresql_where=text("current and not withdrawn")),
)
# What the last event about an organisation's owners said, so that only what changed is told.
told_ownership = Table(
    "told_ownership",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("digest", String, nullable=False),
)

c = interests.c
mapper.map_imperatively(Party, parties)
mapper.map_imperatively(
    Interest,
    interests,
    properties={
        "terms": composite(
            Terms,
            *(c.owner_id, c.kind, c.share, c.starts_on, c.ceased_on, c.source, c.reference, c.retrieved_on),
        ),
        # The domain reads these off the terms.
        **{f"_{name}": c[name] for name in Terms.__dataclass_fields__},
    },
)
