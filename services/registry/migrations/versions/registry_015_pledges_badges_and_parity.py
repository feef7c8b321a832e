"""Pledges, badges and parity.

After registry_014.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registry_015"
down_revision = "registry_014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "lot_awards",
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("lot_id", "supplier_id", name=op.f("lot_awards_pkey")),
    )
    op.create_table(
        "lot_offers",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("bidder_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id", "lot_id", "bidder_id", name=op.f("lot_offers_pkey")),
    )
    op.create_index(op.f("lot_offers_received_on_idx"), "lot_offers", ["received_on"], unique=False)
    op.create_table(
        "badges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("badges_organisation_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("badges_pkey")),
    )
    op.create_index(op.f("badges_organisation_id_idx"), "badges", ["organisation_id"], unique=False)
    op.create_index(
        "badges_standing_key",
        "badges",
        ["organisation_id"],
        unique=True,
        postgresql_where=sa.text("status in ('recognised', 'threatened')"),
    )
    op.create_table(
        "pledges",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("pledges_organisation_id_fkey")),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pledges_pkey")),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("pledges")
    op.drop_index(
        "badges_standing_key", table_name="badges", postgresql_where=sa.text("status in ('recognised', 'threatened')")
    )
    op.drop_index(op.f("badges_organisation_id_idx"), table_name="badges")
    op.drop_table("badges")
    op.drop_index(op.f("lot_offers_received_on_idx"), table_name="lot_offers")
    op.drop_table("lot_offers")
    op.drop_table("lot_awards")
