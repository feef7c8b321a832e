"""Where the figures of petitions are kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Date, Index, Table, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of
from ratings.thresholds.domain import Choice, Figures

mapper = mapper_of("ratings")


class FiguresColumn(TypeDecorator[Figures]):
    """Figures as an object of texts, so that shares stay exact."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Figures | None, _dialect: Any) -> Mapping[str, str] | None:
        """For the database."""
        return None if value is None else value.as_text()

    def process_result_value(self, value: Mapping[str, str] | None, _dialect: Any) -> Figures | None:
        """From the database."""
        return None if value is None else Figures.from_text(value)


petition_figures = Table(
    "petition_figures",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("figures", FiguresColumn, nullable=False),
    Index("petition_figures_buyer_id_idx", "buyer_id", "valid_from"),
)

mapper.map_imperatively(Choice, petition_figures)
