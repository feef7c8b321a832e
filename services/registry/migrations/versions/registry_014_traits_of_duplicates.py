"""Traits of duplicates.

After registry_013.
"""

import sqlalchemy as sa
from alembic import op

revision = "registry_014"
down_revision = "registry_013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "duplicate_traits",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("trait", sa.String(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("duplicate_traits_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "trait", name=op.f("duplicate_traits_pkey")),
    )
    op.create_index("duplicate_traits_trait_idx", "duplicate_traits", ["trait"], unique=False)


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index("duplicate_traits_trait_idx", table_name="duplicate_traits")
    op.drop_table("duplicate_traits")
