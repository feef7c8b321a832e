"""Where services are kept."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    Column,
    Dialect,
    ForeignKey,
    Integer,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant, mapper_of
from registry.offers.domain import Offer, Service

mapper = mapper_of("registry")
OFFER: TypeAdapter[Offer] = TypeAdapter(Offer)


class Stated(TypeDecorator[Offer]):
    """An offer as one JSON object: it is stated, read and replaced whole; what is searched for is in its listing."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Offer | None, dialect: Dialect) -> Any:
        return None if value is None else OFFER.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Offer | None:
        return None if value is None else OFFER.validate_python(value)


services = Table(
    "services",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("offer", Stated, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("withdrawn_because", Text),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    Service,
    services,
    version_id_col=services.c.version,
    version_id_generator=False,  # the domain counts
)
