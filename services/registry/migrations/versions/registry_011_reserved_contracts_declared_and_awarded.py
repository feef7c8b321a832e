"""Reserved contracts, declared and awarded.

After registry_010.
"""

import sqlalchemy as sa
from alembic import op

revision = "registry_011"
down_revision = "registry_010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There."""
    op.create_table(
        "reserved_awards",
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cpv", sa.ARRAY(sa.String()), nullable=False),
        sa.PrimaryKeyConstraint("award_id", "organisation_id", name=op.f("reserved_awards_pkey")),
    )
    op.create_table(
        "reserved_contracts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("comparable", sa.Boolean(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cpv", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("reserved_contracts_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("reserved_contracts_pkey")),
    )
    op.create_index(
        op.f("reserved_contracts_organisation_id_idx"), "reserved_contracts", ["organisation_id"], unique=False
    )


def downgrade() -> None:
    """And back."""
    op.drop_index(op.f("reserved_contracts_organisation_id_idx"), table_name="reserved_contracts")
    op.drop_table("reserved_contracts")
    op.drop_table("reserved_awards")
