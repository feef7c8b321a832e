"""Where bids are kept, each with its envelope shut."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    text,
)
from sqlalchemy.orm import deferred, relationship

from chassis.database import Instant, mapper_of, word
from tendering.bids.domain import Bid, Claim
from tendering.envelopes.domain import SealedBy, SealedEnvelope
from tendering.envelopes.tables import EnvelopeBytes

mapper = mapper_of("tendering")

bids = Table(
    "bids",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("bidder_id", Uuid, nullable=False),
    Column("envelope", EnvelopeBytes),
    Column("received_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("opened_at", Instant),
    Column("spoilt_because", String),
    Column("terms_hash", String(64)),
    Column("digest", String(64)),
    Column("version", Integer, nullable=False),
)
sealed_envelopes = Table(
    "sealed_envelopes",
    mapper.metadata,
    Column("bid_id", ForeignKey("bids.id"), primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("key_id", ForeignKey("sealing_keys.id"), nullable=False),
    Column("terms", String(64), nullable=False),
    Column("lots", ARRAY(Uuid), nullable=False),
    Column("sealed_by", word(SealedBy), nullable=False),
    Column("commitment", String(64), nullable=False),
)
claims = Table(
    "bid_lots",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("bid_id", ForeignKey("bids.id"), nullable=False, index=True),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("bidder_id", Uuid, nullable=False),
    Column("live", Boolean, nullable=False),
)
ONE_LIVE_BID = Index(
    "bid_lots_one_live", claims.c.lot_id, claims.c.bidder_id, unique=True, postgresql_where=text("live")
)
TO_BE_OPENED = Index(
    "bids_to_be_opened", bids.c.notice_id, postgresql_where=text("opened_at is null and withdrawn_at is null")
)

late_attempts = Table(
    "late_attempts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("bidder_id", Uuid, nullable=False),
    Column("received_at", Instant, nullable=False),
)

mapper.map_imperatively(Claim, claims)
mapper.map_imperatively(
    SealedEnvelope,
    sealed_envelopes,
    properties={"ciphertext": deferred(sealed_envelopes.c.ciphertext, raiseload=True)},
)
mapper.map_imperatively(
    Bid,
    bids,
    version_id_col=bids.c.version,
    version_id_generator=False,
    # Never fetched by the way: who may open an envelope asks for it by name (`undefer`), anybody else gets an error.
    properties={
        "contents": deferred(bids.c.envelope, raiseload=True),
        "sealed": relationship(SealedEnvelope, uselist=False, lazy="selectin", cascade="all, delete-orphan"),
        "claims": relationship(Claim, lazy="selectin", cascade="all, delete-orphan", order_by=claims.c.id),
    },
)
