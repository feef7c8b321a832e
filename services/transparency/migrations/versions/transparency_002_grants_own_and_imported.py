"""grants, own and imported.

After transparency_001.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "transparency_002"
down_revision = "transparency_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "grants",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("funders", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("grants_pkey")),
    )
    op.create_index("grants_in_order", "grants", ["published_at", "id"], unique=False)
    op.create_index("grants_of_funder", "grants", ["funders"], unique=False, postgresql_using="gin")
    op.create_table(
        "imported_grants",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("envelope", sa.String(length=64), nullable=False),
        sa.Column("funders", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("repairs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["envelope"], ["envelopes.digest"], name=op.f("imported_grants_envelope_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("imported_grants_pkey")),
    )
    op.create_index("imported_grants_in_order", "imported_grants", ["published_at", "id"], unique=False)
    op.create_index("imported_grants_of_funder", "imported_grants", ["funders"], unique=False, postgresql_using="gin")


def downgrade() -> None:
    """And back."""
    op.drop_index("imported_grants_of_funder", table_name="imported_grants", postgresql_using="gin")
    op.drop_index("imported_grants_in_order", table_name="imported_grants")
    op.drop_table("imported_grants")
    op.drop_index("grants_of_funder", table_name="grants", postgresql_using="gin")
    op.drop_index("grants_in_order", table_name="grants")
    op.drop_table("grants")
