"""Where direct call-offs and their turns are kept."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.direct_call_offs.domain import Answer, DirectCallOff, Turn
from tendering.terms.domain import Mechanism

mapper = mapper_of("tendering")


direct_call_offs = Table(
    "direct_call_offs",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("framework_id", ForeignKey("notices.id"), nullable=False),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("buyer_id", Uuid, nullable=False),
    Column("mechanism", word(Mechanism)),
    Column("standstill_working_days", Integer),
    Column("version", Integer, nullable=False),
)
turns = Table(
    "turns",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),  # the order in which suppliers were asked
    Column("notice_id", ForeignKey("direct_call_offs.notice_id"), nullable=False),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("answer_by", Instant, nullable=False),
    Column("answer", word(Answer), nullable=False),
    Column("answered_at", Instant),
    Column("reason", String),
    Index("turns_lot", "lot_id", "supplier_id", "number"),
    Index("turns_notice", "notice_id", "number"),
)

mapper.map_imperatively(Turn, turns)
mapper.map_imperatively(
    DirectCallOff,
    direct_call_offs,
    version_id_col=direct_call_offs.c.version,
    version_id_generator=False,
    properties={"turns": relationship(Turn, lazy="selectin", cascade="all", order_by=turns.c.number)},
)
