"""Duplicates and merges.

After registry_004.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registry_005"
down_revision = "registry_004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "duplicate_candidates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grounds", sa.ARRAY(sa.String(length=30)), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("duplicate_candidates_order_check")),
        sa.ForeignKeyConstraint(["one_id"], ["organisations.id"], name=op.f("duplicate_candidates_one_id_fkey")),
        sa.ForeignKeyConstraint(["other_id"], ["organisations.id"], name=op.f("duplicate_candidates_other_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("duplicate_candidates_pkey")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("duplicate_candidates_one_id_key")),
    )
    op.create_index(
        "duplicate_candidates_in_order_idx",
        "duplicate_candidates",
        ["verdict", sa.literal_column("(-score)"), "id"],
        unique=False,
    )
    op.create_index(op.f("duplicate_candidates_other_id_idx"), "duplicate_candidates", ["other_id"], unique=False)
    op.create_table(
        "merges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", postgresql.JSONB(), nullable=False),
        sa.Column("roles", sa.ARRAY(sa.String(length=30)), nullable=False),
        sa.Column("names", postgresql.JSONB(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("parted_because", sa.String(), nullable=True),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_id"], ["organisations.id"], name=op.f("merges_merged_id_fkey")),
        sa.ForeignKeyConstraint(["survivor_id"], ["organisations.id"], name=op.f("merges_survivor_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("merges_pkey")),
    )
    op.create_index(op.f("merges_merged_id_idx"), "merges", ["merged_id"], unique=False)
    op.create_index(op.f("merges_survivor_id_idx"), "merges", ["survivor_id"], unique=False)


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index(op.f("merges_survivor_id_idx"), table_name="merges")
    op.drop_index(op.f("merges_merged_id_idx"), table_name="merges")
    op.drop_table("merges")
    op.drop_index(op.f("duplicate_candidates_other_id_idx"), table_name="duplicate_candidates")
    op.drop_index("duplicate_candidates_in_order_idx", table_name="duplicate_candidates")
    op.drop_table("duplicate_candidates")
