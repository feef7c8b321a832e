"""Where published documents are kept."""

from datetime import date
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from chassis.database import Instant, mapper_of, word
from tendering.redactions.domain import Disclosed, Ground, Kind, Redaction, Withholding

mapper = mapper_of("tendering")


class Redactions(TypeDecorator[tuple[Redaction, ...]]):
    """Redactions as one JSON list: they are written once and read whole."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Redaction, ...] | None, dialect: Dialect) -> list[list[Any]]:
        return [
            [each.place, each.ground.value, each.explanation, each.until and each.until.isoformat()]
            for each in value or ()
        ]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Redaction, ...]:
        return tuple(
            Redaction(
                place=place, ground=Ground(ground), explanation=explanation, until=until and date.fromisoformat(until)
            )
            for place, ground, explanation, until in value
        )


class Withheld(TypeDecorator[Withholding]):
    """Why something else than a part of a document is withheld, as JSON."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Withholding | None, dialect: Dialect) -> list[Any] | None:
        if value is None:
            return None
        return [value.ground.value, value.explanation, value.until and value.until.isoformat()]

    def process_result_value(self, value: Any, dialect: Dialect) -> Withholding | None:
        if value is None:
            return None
        ground, explanation, until = value
        return Withholding(ground=Ground(ground), explanation=explanation, until=until and date.fromisoformat(until))


disclosed = Table(
    "disclosed_documents",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("title", String, nullable=False),
    Column("kind", word(Kind), nullable=False),
    Column("redactions", Redactions, nullable=False),
    Column("replaces", ForeignKey("disclosed_documents.id"), unique=True),
    Column("published_at", Instant, nullable=False),
)

mapper.map_imperatively(Disclosed, disclosed)
