"""Where successions are kept."""

from sqlalchemy import ARRAY, Column, Date, Enum, ForeignKey, Index, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from registry.organisations.tables import mapper
from registry.particulars.tables import Listed
from registry.successions.domain import Cost, Lesson, Place, Stage, Succession, Task, Transfer

successions = Table(
    "successions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", String, nullable=False),
    Column("instrument", String, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("transfers", Listed(Transfer), nullable=False),
    Column("continuing", ARRAY(Uuid), nullable=False),
    Column("costs", Listed(Cost), nullable=False),
    Column("checklist", Listed(Task), nullable=False),
    Column("lessons", Listed(Lesson), nullable=False),
    Column("stage", Enum(Stage, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("withdrawn_because", String),
    Column("version", Integer, nullable=False),
    Index("successions_stage_effective_on_idx", "stage", "effective_on"),
)
places = Table(
    "succession_places",
    mapper.metadata,
    Column("succession_id", ForeignKey("successions.id"), primary_key=True),
    Column("predecessor_id", ForeignKey("organisations.id"), primary_key=True, index=True),
    Column("successor_id", ForeignKey("organisations.id"), primary_key=True, index=True),
)

mapper.map_imperatively(Place, places)
mapper.map_imperatively(
    Succession,
    successions,
    version_id_col=successions.c.version,
    version_id_generator=False,
    properties={"places": relationship(Place, lazy="selectin", cascade="all, delete-orphan")},
)
