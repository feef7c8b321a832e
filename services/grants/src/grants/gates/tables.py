"""Where plans are kept. Offer and requirements are written and read whole."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Column, Integer, Table, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from chassis.database import Instant, mapper_of
from grants.gates.domain import Plan, Requirement
from grants.schemes.domain import Offer

mapper = mapper_of("grants")
OFFER: TypeAdapter[Offer] = TypeAdapter(Offer)
REQUIREMENTS: TypeAdapter[tuple[Requirement, ...]] = TypeAdapter(tuple[Requirement, ...])


class Offered(TypeDecorator[Offer]):
    """An offer as one JSON object."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Offer | None, dialect: Dialect) -> Any:
        return OFFER.dump_python(value, mode="json") if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> Offer:
        return OFFER.validate_python(value)


class Requirements(TypeDecorator[tuple[Requirement, ...]]):
    """Requirements as one JSON list."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Requirement, ...] | None, dialect: Dialect) -> Any:
        return REQUIREMENTS.dump_python(value or (), mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Requirement, ...]:
        return REQUIREMENTS.validate_python(value)


plans = Table(
    "scheme_plans",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("funder_id", Uuid, nullable=False, index=True),
    Column("offer", Offered, nullable=False),
    Column("requirements", Requirements, nullable=False),
    Column("drafted_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Plan, plans, version_id_col=plans.c.version, version_id_generator=False)
