"""Where awards are kept. That a lot goes once is kept where the lot is: it has room for one award."""

from sqlalchemy import ARRAY, BigInteger, Column, Date, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.awards.domain import Award

mapper = mapper_of("tendering")

awards = Table(
    "awards",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("bid_id", ForeignKey("bids.id")),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("supplier_id", Uuid, nullable=False, index=True),
    Column("lot_ids", ARRAY(Uuid), nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
    Column("decided_at", Instant, nullable=False, index=True),
    Column("bids_received", Integer, nullable=False),
    Column("rank", Integer),
    Column("standstill_working_days", Integer),
    Column("standstill_ends_on", Date),
    Column("decisions", ARRAY(Uuid), nullable=False, server_default="{}"),
)

mapper.map_imperatively(Award, awards, properties={"value": composite(Money, awards.c.pence)})
