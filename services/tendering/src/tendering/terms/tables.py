"""Where lots are kept, each with the notice that asks for it."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import composite

from chassis.database import Whole, mapper_of, word
from kernel.money import Money
from rulebook.limbs import Reservation
from tendering.terms.domain import Item, Lot

mapper = mapper_of("tendering")


lots = Table(
    "lots",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("place", BigInteger, Identity(), nullable=False),  # lots stay in the order in which they were written
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("reference", String),
    Column("description", String),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("extension_months", Integer, nullable=False, server_default="0"),
    Column("renewal", String),
    Column("options", String),
    Column("items", Whole(list[Item]), nullable=False, server_default="[]"),
    Column("reserved", word(Reservation)),
    Column("reserved_areas", ARRAY(String), nullable=False, server_default="{}"),
    Column("award_id", Uuid),
)

mapper.map_imperatively(Lot, lots, properties={"value": composite(Money, lots.c.pence)})
