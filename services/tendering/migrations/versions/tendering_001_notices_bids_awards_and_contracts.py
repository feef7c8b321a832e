"""Notices, bids, awards and contracts.

After nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "tendering_001"
down_revision = None
branch_labels = ("tendering",)
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "known_organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("known_organisations_pkey")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("procedure", sa.String(length=30), nullable=False),
        sa.Column("regime", sa.String(length=30), nullable=False),
        sa.Column("cpv", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_because", sa.String(), nullable=True),
        sa.Column("decisions", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status = 'draft' or published_at is not null", name=op.f("notices_published_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("notices_pkey")),
    )
    op.create_index("notices_buyer", "notices", ["buyer_id", "id"], unique=False)
    op.create_index(op.f("notices_closes_at_idx"), "notices", ["closes_at"], unique=False)
    op.create_table(
        "bids",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("bidder_id", sa.Uuid(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("bids_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("bids_pkey")),
    )
    op.create_index(op.f("bids_notice_id_idx"), "bids", ["notice_id"], unique=False)
    op.create_index(
        "bids_one_live",
        "bids",
        ["notice_id", "bidder_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.create_index(
        "bids_to_be_opened",
        "bids",
        ["notice_id"],
        unique=False,
        postgresql_where=sa.text("opened_at is null and withdrawn_at is null"),
    )
    op.create_table(
        "criteria",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("criteria_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("criteria_pkey")),
    )
    op.create_index(op.f("criteria_notice_id_idx"), "criteria", ["notice_id"], unique=False)
    op.create_table(
        "lots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("award_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("lots_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("lots_pkey")),
    )
    op.create_index(op.f("lots_notice_id_idx"), "lots", ["notice_id"], unique=False)
    op.create_table(
        "awards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("lot_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bids_received", sa.Integer(), nullable=False),
        sa.Column("standstill_working_days", sa.Integer(), nullable=True),
        sa.Column("standstill_ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name=op.f("awards_bid_id_fkey")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("awards_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("awards_pkey")),
    )
    op.create_index(op.f("awards_buyer_id_idx"), "awards", ["buyer_id"], unique=False)
    op.create_index(op.f("awards_notice_id_idx"), "awards", ["notice_id"], unique=False)
    op.create_index(op.f("awards_supplier_id_idx"), "awards", ["supplier_id"], unique=False)
    op.create_table(
        "contracts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=True),
        sa.Column("decisions", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status = 'proposed' or signed_at is not null", name=op.f("contracts_signed_check")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("contracts_term_check")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("contracts_award_id_fkey")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("contracts_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("contracts_pkey")),
        sa.UniqueConstraint("award_id", name=op.f("contracts_award_id_key")),
    )
    op.create_index(op.f("contracts_buyer_id_idx"), "contracts", ["buyer_id"], unique=False)
    op.create_index(op.f("contracts_supplier_id_idx"), "contracts", ["supplier_id"], unique=False)
    op.create_table(
        "amendments",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("amendments_contract_id_fkey")),
        sa.PrimaryKeyConstraint("contract_id", "number", name=op.f("amendments_pkey")),
    )


def downgrade() -> None:
    """Unmake it."""
    op.drop_table("amendments")
    op.drop_index(op.f("contracts_supplier_id_idx"), table_name="contracts")
    op.drop_index(op.f("contracts_buyer_id_idx"), table_name="contracts")
    op.drop_table("contracts")
    op.drop_index(op.f("awards_supplier_id_idx"), table_name="awards")
    op.drop_index(op.f("awards_notice_id_idx"), table_name="awards")
    op.drop_index(op.f("awards_buyer_id_idx"), table_name="awards")
    op.drop_table("awards")
    op.drop_index(op.f("lots_notice_id_idx"), table_name="lots")
    op.drop_table("lots")
    op.drop_index(op.f("criteria_notice_id_idx"), table_name="criteria")
    op.drop_table("criteria")
    op.drop_index(
        "bids_to_be_opened", table_name="bids", postgresql_where=sa.text("opened_at is null and withdrawn_at is null")
    )
    op.drop_index("bids_one_live", table_name="bids", postgresql_where=sa.text("withdrawn_at is null"))
    op.drop_index(op.f("bids_notice_id_idx"), table_name="bids")
    op.drop_table("bids")
    op.drop_index(op.f("notices_closes_at_idx"), table_name="notices")
    op.drop_index("notices_buyer", table_name="notices")
    op.drop_table("notices")
    op.drop_table("known_organisations")
