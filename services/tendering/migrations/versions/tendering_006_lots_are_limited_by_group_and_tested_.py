"""Lots are limited by group and tested for a planned day.

After tendering_005.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "tendering_006"
down_revision = "tendering_005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "known_groups",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("positions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("known_groups_pkey")),
    )
    op.add_column("methods", sa.Column("evidence_on", sa.Date(), nullable=True))
    op.add_column("methods", sa.Column("planned_award_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """And back."""
    op.drop_column("methods", "planned_award_on")
    op.drop_column("methods", "evidence_on")
    op.drop_table("known_groups")
