"""Terms hashed, amended, asked about.

After tendering_011.
"""

import sqlalchemy as sa
from alembic import op

revision = "tendering_012"
down_revision = "tendering_011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "no_bids",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("explanation", sa.String(), nullable=True),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("no_bids_notice_id_fkey")),
        sa.PrimaryKeyConstraint("notice_id", "provider_id", name=op.f("no_bids_pkey")),
    )
    op.create_table(
        "notice_amendments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("terms_hash", sa.String(length=64), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decisions", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("notice_amendments_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("notice_amendments_pkey")),
        sa.UniqueConstraint("notice_id", "number", name=op.f("notice_amendments_notice_id_key")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("asker_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("questions_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("questions_pkey")),
    )
    op.create_index(op.f("questions_notice_id_idx"), "questions", ["notice_id"], unique=False)
    op.add_column("bids", sa.Column("terms_hash", sa.String(length=64), nullable=True))
    op.add_column("notices", sa.Column("method_digest", sa.String(length=64), nullable=True))
    op.add_column("notices", sa.Column("terms_hash", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """And back."""
    op.drop_column("notices", "terms_hash")
    op.drop_column("notices", "method_digest")
    op.drop_column("bids", "terms_hash")
    op.drop_index(op.f("questions_notice_id_idx"), table_name="questions")
    op.drop_table("questions")
    op.drop_table("notice_amendments")
    op.drop_table("no_bids")
