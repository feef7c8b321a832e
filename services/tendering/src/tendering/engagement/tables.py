"""Where engagements are kept."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.engagement.domain import Advantage, Assessment, Contact, Disclosure, Engagement
from tendering.obligations.domain import Category

mapper = mapper_of("tendering")


def of_engagement() -> Column[object]:
    """To which engagement a row belongs."""
    return Column("engagement_id", ForeignKey("engagements.id"), nullable=False, index=True)


engagements = Table(
    "engagements",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("category", word(Category), nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
    Column("closes_at", Instant),
    Column("opened_at", Instant, nullable=False),
    Column("announced_at", Instant),
    Column("followed_at", Instant),
    Column("version", Integer, nullable=False),
    Index("engagements_buyer", "buyer_id", "id"),
)
contacts = Table(
    "engagement_contacts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    of_engagement(),
    Column("supplier_id", Uuid, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("topic", String, nullable=False),
    Column("said", String, nullable=False),
    Column("documents", ARRAY(String), nullable=False),
    Column("logged_at", Instant, nullable=False),
)
disclosures = Table(
    "engagement_disclosures",
    mapper.metadata,
    Column("number", BigInteger, Identity(), primary_key=True),
    of_engagement(),
    Column("sha256", String(64), nullable=False),
    Column("shared_at", Instant, nullable=False),
    UniqueConstraint("engagement_id", "sha256"),
)
assessments = Table(
    "engagement_assessments",
    mapper.metadata,
    Column("number", BigInteger, Identity(), primary_key=True),
    of_engagement(),
    Column("supplier_id", Uuid, nullable=False),
    Column("advantage", word(Advantage), nullable=False),
    Column("reasons", String, nullable=False),
    Column("signed_by", String, nullable=False),
    Column("signed_at", Instant, nullable=False),
    Column("contacts", Integer, nullable=False, server_default="0"),
)

mapper.map_imperatively(Contact, contacts)
mapper.map_imperatively(Disclosure, disclosures)
mapper.map_imperatively(Assessment, assessments)
mapper.map_imperatively(
    Engagement,
    engagements,
    version_id_col=engagements.c.version,
    version_id_generator=False,
    properties={
        "contacts": relationship(Contact, lazy="selectin", order_by=contacts.c.id),
        "disclosures": relationship(Disclosure, lazy="selectin", order_by=disclosures.c.number),
        "advantages": relationship(Assessment, lazy="selectin", order_by=assessments.c.number),
    },
)
