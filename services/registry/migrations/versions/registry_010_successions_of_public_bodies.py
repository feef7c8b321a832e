"""Successions of public bodies.

After registry_009.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registry_010"
down_revision = "registry_009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "successions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("transfers", postgresql.JSONB(), nullable=False),
        sa.Column("continuing", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("costs", postgresql.JSONB(), nullable=False),
        sa.Column("checklist", postgresql.JSONB(), nullable=False),
        sa.Column("lessons", postgresql.JSONB(), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("withdrawn_because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("successions_pkey")),
    )
    op.create_index("successions_stage_effective_on_idx", "successions", ["stage", "effective_on"], unique=False)
    op.create_table(
        "succession_places",
        sa.Column("succession_id", sa.Uuid(), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["organisations.id"], name=op.f("succession_places_predecessor_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["succession_id"], ["successions.id"], name=op.f("succession_places_succession_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f("succession_places_successor_id_fkey")
        ),
        sa.PrimaryKeyConstraint("succession_id", "predecessor_id", "successor_id", name=op.f("succession_places_pkey")),
    )
    op.create_index(op.f("succession_places_predecessor_id_idx"), "succession_places", ["predecessor_id"], unique=False)
    op.create_index(op.f("succession_places_successor_id_idx"), "succession_places", ["successor_id"], unique=False)


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index(op.f("succession_places_successor_id_idx"), table_name="succession_places")
    op.drop_index(op.f("succession_places_predecessor_id_idx"), table_name="succession_places")
    op.drop_table("succession_places")
    op.drop_index("successions_stage_effective_on_idx", table_name="successions")
    op.drop_table("successions")
