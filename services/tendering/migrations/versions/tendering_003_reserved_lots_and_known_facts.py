"""Reserved lots, and what is known of suppliers.

After tendering_002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "tendering_003"
down_revision = "tendering_002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "known_disputes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("known_disputes_pkey")),
    )
    op.create_index(op.f("known_disputes_organisation_id_idx"), "known_disputes", ["organisation_id"], unique=False)
    op.create_table(
        "known_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("known_facts_pkey")),
    )
    op.create_index("known_facts_organisation", "known_facts", ["organisation_id"], unique=False)
    op.create_table(
        "known_reserved_contracts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("comparable", sa.Boolean(), nullable=True),
        sa.Column("cpv", sa.ARRAY(sa.String()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("known_reserved_contracts_pkey")),
    )
    op.create_index(
        op.f("known_reserved_contracts_organisation_id_idx"),
        "known_reserved_contracts",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "reserved_awards",
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("cpv", sa.ARRAY(sa.String()), nullable=False),
        sa.PrimaryKeyConstraint("award_id", name=op.f("reserved_awards_pkey")),
    )
    op.create_index(op.f("reserved_awards_organisation_id_idx"), "reserved_awards", ["organisation_id"], unique=False)
    op.add_column("awards", sa.Column("decisions", sa.ARRAY(sa.Uuid()), server_default="{}", nullable=False))
    op.add_column("lots", sa.Column("reserved", sa.String(length=30), nullable=True))
    op.add_column("lots", sa.Column("reserved_areas", sa.ARRAY(sa.String()), server_default="{}", nullable=False))


def downgrade() -> None:
    """And back."""
    op.drop_column("lots", "reserved_areas")
    op.drop_column("lots", "reserved")
    op.drop_column("awards", "decisions")
    op.drop_index(op.f("reserved_awards_organisation_id_idx"), table_name="reserved_awards")
    op.drop_table("reserved_awards")
    op.drop_index(op.f("known_reserved_contracts_organisation_id_idx"), table_name="known_reserved_contracts")
    op.drop_table("known_reserved_contracts")
    op.drop_index("known_facts_organisation", table_name="known_facts")
    op.drop_table("known_facts")
    op.drop_index(op.f("known_disputes_organisation_id_idx"), table_name="known_disputes")
    op.drop_table("known_disputes")
