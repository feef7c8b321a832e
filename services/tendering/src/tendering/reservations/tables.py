"""Where the awards of reserved lots are kept: what this service itself awarded under s.33."""

from sqlalchemy import ARRAY, Column, Date, String, Table, Uuid

from chassis.database import mapper_of

reserved_awards = Table(
    "reserved_awards",
    mapper_of("tendering").metadata,
    Column("award_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("authority_id", Uuid, nullable=False),
    Column("awarded_on", Date, nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
)
