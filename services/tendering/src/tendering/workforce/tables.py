"""Where workforce packs are kept, already anonymised."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from chassis.database import mapper_of
from tendering.workforce.domain import Group, Pack

mapper = mapper_of("tendering")
EXACT = ("weekly_hours", "mean_hourly_pay", "mean_years_of_service")


class Groups(TypeDecorator[list[Group]]):
    """Groups as one JSON list, written and read whole; exact numbers as text."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: list[Group] | None, dialect: Dialect) -> list[dict[str, Any]]:
        rows = [asdict(each) for each in value or ()]
        return [row | {name: None if row[name] is None else str(row[name]) for name in EXACT} for row in rows]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> list[Group]:
        exact = [{name: None if row[name] is None else Decimal(row[name]) for name in EXACT} for row in value or ()]
        return [Group(**row | numbers) for row, numbers in zip(value or (), exact, strict=True)]


packs = Table(
    "workforce_packs",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("groups", Groups, nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Pack, packs, version_id_col=packs.c.version, version_id_generator=False)
