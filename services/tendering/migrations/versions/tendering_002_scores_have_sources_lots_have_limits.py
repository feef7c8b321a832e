"""Scores have sources, lots have limits.

After tendering_001.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "tendering_002"
down_revision = "tendering_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.add_column("criteria", sa.Column("source", sa.String(length=30), server_default="technical", nullable=False))
    op.execute("update criteria set source = 'price' where kind in ('price', 'cost')")
    op.alter_column("criteria", "source", server_default=None)
    op.add_column("criteria", sa.Column("scale_maximum", sa.Numeric(precision=12, scale=4), nullable=True))
    op.add_column("criteria", sa.Column("unit", sa.String(), nullable=True))
    op.add_column("criteria", sa.Column("relates_because", sa.String(), nullable=True))
    op.alter_column(
        "criteria",
        "weight",
        existing_type=sa.INTEGER(),
        type_=sa.Numeric(precision=5, scale=2),
        existing_nullable=False,
    )
    op.add_column("lots", sa.Column("reference", sa.String(), nullable=True))
    op.add_column("lots", sa.Column("extension_months", sa.Integer(), server_default="0", nullable=False))
    op.add_column("notices", sa.Column("values_include_vat", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("notices", sa.Column("lot_limit", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    """And back."""
    op.drop_column("notices", "lot_limit")
    op.drop_column("notices", "values_include_vat")
    op.drop_column("lots", "extension_months")
    op.drop_column("lots", "reference")
    op.alter_column(
        "criteria",
        "weight",
        existing_type=sa.Numeric(precision=5, scale=2),
        type_=sa.INTEGER(),
        existing_nullable=False,
    )
    op.drop_column("criteria", "relates_because")
    op.drop_column("criteria", "unit")
    op.drop_column("criteria", "scale_maximum")
    op.drop_column("criteria", "source")
