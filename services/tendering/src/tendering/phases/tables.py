"""Where it is kept what came of the phases."""

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    Numeric,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import relationship

from chassis.database import Instant, Pence, mapper_of
from tendering.phases.domain import Assessment, Evidence, Gate, PhaseLog, PhaseResult, Verdict

mapper = mapper_of("tendering")
FOUND = TypeAdapter(Assessment)


class Assessed(TypeDecorator[Assessment]):
    """An assessment as one JSON object: it is never changed."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Assessment | None, dialect: Dialect) -> Any:
        return None if value is None else FOUND.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Assessment | None:
        return None if value is None else FOUND.validate_python(value)


class Evident(TypeDecorator[list[Evidence]]):
    """What is shown at a gate, as one JSON list: it is never changed."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: list[Evidence] | None, dialect: Dialect) -> list[dict[str, str]]:
        return [asdict(each) for each in value or []]

    def process_result_value(self, value: Any, dialect: Dialect) -> list[Evidence]:
        return [Evidence(**each) for each in value]


phase_results = Table(
    "phase_results",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("phase", Integer, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("next_closes_at", Instant, nullable=False),
    Column("due_on", Date),
    Column("digest", String(64), nullable=False),
    Column("fewer_because", String),
    Column("refined_because", String),
    Column("decisions", ARRAY(Uuid), nullable=False),
    UniqueConstraint("notice_id", "phase"),
)
phase_verdicts = Table(
    "phase_verdicts",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("result_id", ForeignKey("phase_results.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("entry_id", ForeignKey("phase_entries.id")),
    Column("received_at", Instant),
    Column("price", Pence),
    Column("assessment", Assessed),
    Column("barred_because", String),
    Column("points", Numeric(9, 4)),
    Column("goes_on", Boolean, nullable=False),
    Column("because", ARRAY(String), nullable=False),
    UniqueConstraint("result_id", "supplier_id"),
)
phase_gates = Table(
    "phase_gates",
    mapper.metadata,
    Column("result_id", ForeignKey("phase_results.id"), primary_key=True),
    Column("passed", Boolean, nullable=False),
    Column("reason", String, nullable=False),
    Column("evidence", Evident, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("due_on", Date),
)
phase_logs = Table(
    "phase_logs",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("phase", Integer, nullable=False),
    Column("commitments", ARRAY(String(64)), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("opened_at", Instant),
    UniqueConstraint("notice_id", "phase"),
)

mapper.map_imperatively(PhaseLog, phase_logs)
mapper.map_imperatively(Verdict, phase_verdicts)
mapper.map_imperatively(Gate, phase_gates)
mapper.map_imperatively(
    PhaseResult,
    phase_results,
    properties={
        "verdicts": relationship(Verdict, lazy="selectin", cascade="all, delete-orphan", order_by=phase_verdicts.c.id),
        "gate": relationship(Gate, uselist=False, lazy="selectin", cascade="all, delete-orphan"),
    },
)
