"""Where meetings and the places at them are kept."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant
from registry.boards.domain import Meeting, ObserverPlace, Paper
from registry.organisations.tables import mapper


class Published(TypeDecorator[Paper]):
    """A paper as one JSON object: it is read and written whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Paper | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else asdict(value) | {"published_at": value.published_at.isoformat()}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Paper | None:
        return (
            None if value is None else Paper(**value | {"published_at": datetime.fromisoformat(value["published_at"])})
        )


meetings = Table(
    "board_meetings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("place", String, nullable=False),
    Column("observer_places", Integer, nullable=False),
    Column("called_at", Instant, nullable=False),
    Column("places_taken", Integer, nullable=False),
    Column("papers", ARRAY(Published), nullable=False),
    Column("minutes", Published),
    Column("cancelled_because", String),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("version", Integer, nullable=False),
    Index("board_meetings_organisation_id_held_at_idx", "organisation_id", "held_at"),
    CheckConstraint("places_taken between 0 and observer_places", name="places"),
)
observer_places = Table(
    "observer_places",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("meeting_id", ForeignKey("board_meetings.id"), nullable=False, index=True),
    Column("taken_at", Instant, nullable=False),
    Column("given_back_at", Instant),
)
mapper.map_imperatively(ObserverPlace, observer_places)
mapper.map_imperatively(Meeting, meetings, version_id_col=meetings.c.version, version_id_generator=False)
