"""Where payments compliance notices are kept."""

from dataclasses import fields

from sqlalchemy import Column, Date, Integer, Numeric, String, Table, UniqueConstraint, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from tendering.payment_notices.domain import Approver, Paid, PaymentsNotice

mapper = mapper_of("tendering")

payments_notices = Table(
    "payments_notices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("payments_made", Integer, nullable=False),
    Column("average_days", Numeric(10, 4)),
    Column("paid_within_30_pct", Numeric(7, 4)),
    Column("paid_31_to_60_pct", Numeric(7, 4)),
    Column("paid_61_or_more_pct", Numeric(7, 4)),
    Column("became_payable", Integer, nullable=False),
    Column("payable_not_paid_pct", Numeric(7, 4)),
    Column("approver_name", String, nullable=False),
    Column("approver_title", String, nullable=False),
    Column("published_at", Instant, nullable=False),
    UniqueConstraint("buyer_id", "last"),
)
half_year_looks = Table(
    "half_year_looks",
    mapper.metadata,
    Column("buyer_id", Uuid, primary_key=True),
    Column("looked_on", Date, nullable=False),
)
kept = payments_notices.c

mapper.map_imperatively(
    PaymentsNotice,
    payments_notices,
    properties={
        "paid": composite(Paid, *(kept[each.name] for each in fields(Paid))),
        "approved_by": composite(Approver, kept.approver_name, kept.approver_title),
    },
)
