"""releases, own and imported.

After nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "transparency_001"
down_revision = None
branch_labels = ("transparency",)
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "envelopes",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("envelopes_pkey")),
    )
    op.create_table(
        "releases",
        sa.Column("ocid", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("buyers", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ocid", "id", name=op.f("releases_pkey")),
    )
    op.create_index("releases_in_order", "releases", ["published_at", "id"], unique=False)
    op.create_index("releases_of_buyer", "releases", ["buyers"], unique=False, postgresql_using="gin")
    op.create_table(
        "sightings",
        sa.Column("entity", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("entity", "digest", name=op.f("sightings_pkey")),
    )
    op.create_table(
        "imported_releases",
        sa.Column("ocid", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("date", sa.DateTime(timezone=True), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("envelope", sa.String(length=64), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("buyers", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("notes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["envelope"], ["envelopes.digest"], name=op.f("imported_releases_envelope_fkey")),
        sa.PrimaryKeyConstraint("ocid", "id", name=op.f("imported_releases_pkey")),
    )
    op.create_index("imported_releases_in_order", "imported_releases", ["published_at", "ocid", "id"], unique=False)
    op.create_index("imported_releases_of_buyer", "imported_releases", ["buyers"], unique=False, postgresql_using="gin")


def downgrade() -> None:
    """And back."""
    op.drop_index("imported_releases_of_buyer", table_name="imported_releases", postgresql_using="gin")
    op.drop_index("imported_releases_in_order", table_name="imported_releases")
    op.drop_table("imported_releases")
    op.drop_table("sightings")
    op.drop_index("releases_of_buyer", table_name="releases", postgresql_using="gin")
    op.drop_index("releases_in_order", table_name="releases")
    op.drop_table("releases")
    op.drop_table("envelopes")
