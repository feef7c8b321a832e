"""Services, credentials, tallies and what is published.

After nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "ratings_001"
down_revision = None
branch_labels = ("ratings",)
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "credentials",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("spent", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("credentials_pkey")),
    )
    op.create_table(
        "issued",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", "quarter", name=op.f("issued_pkey")),
    )
    op.create_table(
        "known_organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("known_organisations_pkey")),
    )
    op.create_table(
        "publications",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("stars", postgresql.ARRAY(sa.Integer(), as_tuple=True), nullable=False),
        sa.Column("recommend", postgresql.ARRAY(sa.Integer(), as_tuple=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("publications_pkey")),
    )
    op.create_table(
        "services",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("provider_ids", postgresql.ARRAY(sa.Uuid(), as_tuple=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("services_pkey")),
    )
    op.create_index("services_provider_ids_idx", "services", ["provider_ids"], unique=False, postgresql_using="gin")
    op.create_table(
        "tallies",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("stars_1", sa.Integer(), nullable=False),
        sa.Column("stars_2", sa.Integer(), nullable=False),
        sa.Column("stars_3", sa.Integer(), nullable=False),
        sa.Column("stars_4", sa.Integer(), nullable=False),
        sa.Column("stars_5", sa.Integer(), nullable=False),
        sa.Column("recommend_yes", sa.Integer(), nullable=False),
        sa.Column("recommend_no", sa.Integer(), nullable=False),
        sa.Column("recommend_dont_know", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", "quarter", name=op.f("tallies_pkey")),
    )


def downgrade() -> None:
    """Make it as it was."""
    op.drop_table("tallies")
    op.drop_index("services_provider_ids_idx", table_name="services", postgresql_using="gin")
    op.drop_table("services")
    op.drop_table("publications")
    op.drop_table("known_organisations")
    op.drop_table("issued")
    op.drop_table("credentials")
