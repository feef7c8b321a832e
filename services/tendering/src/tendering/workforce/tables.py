"""Where workforce packs are kept, already anonymised."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from chassis.database import Whole, mapper_of
from tendering.workforce.domain import Group, Pack

mapper = mapper_of("tendering")
EXACT = ("weekly_hours", "mean_hourly_pay", "mean_years_of_service")


packs = Table(
    "workforce_packs",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("groups", Whole(list[Group]), nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Pack, packs, version_id_col=packs.c.version, version_id_generator=False)
