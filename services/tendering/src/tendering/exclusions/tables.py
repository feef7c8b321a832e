"""Where inquiries are kept."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid, text

from chassis.database import Instant, mapper_of, word
from rulebook.exclusions import Ground
from tendering.exclusions.domain import About, Finding, Inquiry

mapper = mapper_of("tendering")

inquiries = Table(
    "inquiries",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("ground", word(Ground, length=50), nullable=False),
    Column("is_mandatory", Boolean, nullable=False),
    Column("about", word(About), nullable=False),
    Column("person", String),
    Column("organisation_id", Uuid),
    Column("occurred_on", Date, nullable=False),
    Column("circumstances", String, nullable=False),
    Column("notified_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("statement", String),
    Column("remedies", ARRAY(String), nullable=False),
    Column("documents", ARRAY(String), nullable=False),
    Column("replacement", String),
    Column("replacement_id", Uuid),
    Column("represented_at", Instant),
    Column("finding", word(Finding)),
    Column("disregards", Boolean, nullable=False),
    Column("minister_agreed_on", Date),
    Column("reason", String),
    Column("found_at", Instant),
    Column("report_due_on", Date),
    Column("reported_on", Date),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("version", Integer, nullable=False),
    Index("inquiries_found_by", "buyer_id", postgresql_where=text("finding = 'applies'")),
)

mapper.map_imperatively(Inquiry, inquiries, version_id_col=inquiries.c.version, version_id_generator=False)
