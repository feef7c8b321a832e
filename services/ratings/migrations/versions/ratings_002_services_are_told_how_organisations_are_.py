"""Services are told how organisations are rated.

After ratings_001.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "ratings_002"
down_revision = "ratings_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "tellings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("stars", postgresql.ARRAY(sa.Integer(), as_tuple=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("tellings_pkey")),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("tellings")
