"""Organisations and their numbers.

After nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registry_001"
down_revision = None
branch_labels = ("registry",)
depends_on = None


def upgrade() -> None:
    """Make it so. pg_trgm is a trusted extension: whoever owns the database may create it."""
    op.execute("create extension if not exists pg_trgm")
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_name", sa.String(collation="C"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("legal_form", sa.String(), nullable=True),
        sa.Column("roles", postgresql.ARRAY(sa.String(length=8), as_tuple=True), nullable=False),
        sa.Column("address", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("organisations_pkey")),
    )
    op.create_index("organisations_search_name_id_idx", "organisations", ["search_name", "id"], unique=False)
    op.create_index(
        "organisations_search_name_trgm_idx",
        "organisations",
        ["search_name"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_name": "gin_trgm_ops"},
    )
    op.create_table(
        "identifiers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("identifiers_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("identifiers_pkey")),
        sa.UniqueConstraint("scheme", "number", name=op.f("identifiers_scheme_key")),
    )
    op.create_index(op.f("identifiers_organisation_id_idx"), "identifiers", ["organisation_id"], unique=False)


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index(op.f("identifiers_organisation_id_idx"), table_name="identifiers")
    op.drop_table("identifiers")
    op.drop_index(
        "organisations_search_name_trgm_idx",
        table_name="organisations",
        postgresql_using="gin",
        postgresql_ops={"search_name": "gin_trgm_ops"},
    )
    op.drop_index("organisations_search_name_id_idx", table_name="organisations")
    op.drop_table("organisations")
