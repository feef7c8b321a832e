"""Where openers and keys are kept. No table holds a private key or a share in clear."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.sealing.domain import Capacity, Opener, SealingKey, Share

mapper = mapper_of("tendering")

openers = Table(
    "openers",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("subject", String, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("capacity", word(Capacity), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("registered_at", Instant, nullable=False),
    Column("replaced_at", Instant),
)
ONE_KEY_EACH = Index("openers_one_key", openers.c.subject, unique=True, postgresql_where=text("replaced_at is null"))
sealing_keys = Table(
    "sealing_keys",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("phase", Integer),
    Column("public_key", LargeBinary, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
)
shares = Table(
    "key_shares",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("key_id", ForeignKey("sealing_keys.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("opener_id", ForeignKey("openers.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("held", LargeBinary),
    Column("posted_at", Instant),
    UniqueConstraint("key_id", "number"),
)

mapper.map_imperatively(Opener, openers)
mapper.map_imperatively(Share, shares, properties={"opener": relationship(Opener, lazy="joined", innerjoin=True)})
mapper.map_imperatively(
    SealingKey,
    sealing_keys,
    properties={"shares": relationship(Share, lazy="selectin", order_by=shares.c.number)},
)
