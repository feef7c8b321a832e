"""Names over time, sites, contacts, members and since when.

After registry_002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registry_003"
down_revision = "registry_002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.add_column("organisations", sa.Column("other_names", postgresql.JSONB(), server_default="[]", nullable=False))
    op.add_column("organisations", sa.Column("search_other_names", sa.String(), server_default="", nullable=False))
    op.add_column("organisations", sa.Column("sites", postgresql.JSONB(), server_default="[]", nullable=False))
    op.add_column("organisations", sa.Column("contacts", postgresql.JSONB(), server_default="[]", nullable=False))
    op.add_column("organisations", sa.Column("members", postgresql.JSONB(), server_default="[]", nullable=False))
    op.add_column("organisations", sa.Column("status_since", sa.Date(), nullable=True))
    op.add_column("organisations", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.add_column("organisations", sa.Column("successors", postgresql.JSONB(), server_default="[]", nullable=False))
    op.create_index(op.f("organisations_merged_into_idx"), "organisations", ["merged_into"], unique=False)
    op.create_index(
        "organisations_search_other_names_trgm_idx",
        "organisations",
        ["search_other_names"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_other_names": "gin_trgm_ops"},
    )
    op.create_foreign_key(
        op.f("organisations_merged_into_fkey"), "organisations", "organisations", ["merged_into"], ["id"]
    )


def downgrade() -> None:
    """Make it as it was."""
    op.drop_constraint(op.f("organisations_merged_into_fkey"), "organisations", type_="foreignkey")
    op.drop_index(
        "organisations_search_other_names_trgm_idx",
        table_name="organisations",
        postgresql_using="gin",
        postgresql_ops={"search_other_names": "gin_trgm_ops"},
    )
    op.drop_index(op.f("organisations_merged_into_idx"), table_name="organisations")
    op.drop_column("organisations", "successors")
    op.drop_column("organisations", "merged_into")
    op.drop_column("organisations", "status_since")
    op.drop_column("organisations", "members")
    op.drop_column("organisations", "contacts")
    op.drop_column("organisations", "sites")
    op.drop_column("organisations", "search_other_names")
    op.drop_column("organisations", "other_names")
