"""Classes of suppliers.

After tendering_003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "tendering_004"
down_revision = "tendering_003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "known_classes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "label", name=op.f("known_classes_pkey")),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("known_classes")
