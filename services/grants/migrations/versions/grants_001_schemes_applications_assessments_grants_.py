"""Schemes, applications, assessments, grants and payments.

After nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "grants_001"
down_revision = None
branch_labels = ("grants",)
depends_on = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "known_organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("known_organisations_pkey")),
    )
    op.create_table(
        "schemes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("funder_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("budget_pence", sa.BigInteger(), nullable=False),
        sa.Column("committed_pence", sa.BigInteger(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("committed_pence between 0 and budget_pence", name=op.f("schemes_budget_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("schemes_pkey")),
    )
    op.create_index(op.f("schemes_funder_id_idx"), "schemes", ["funder_id"], unique=False)
    op.create_table(
        "applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("funder_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("requested_pence", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("declined_because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("requested_pence > 0", name=op.f("applications_requested_check")),
        sa.ForeignKeyConstraint(["scheme_id"], ["schemes.id"], name=op.f("applications_scheme_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("applications_pkey")),
    )
    op.create_index(op.f("applications_applicant_id_idx"), "applications", ["applicant_id"], unique=False)
    op.create_index("applications_scheme", "applications", ["scheme_id", "id"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("assessor", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("recommendation", sa.String(length=30), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("score between 0 and 100", name=op.f("assessments_score_check")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("assessments_application_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("assessments_pkey")),
        sa.UniqueConstraint("application_id", "assessor", name=op.f("assessments_application_id_key")),
    )
    op.create_table(
        "grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("funder_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("requested_pence", sa.BigInteger(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("pence between 1 and requested_pence", name=op.f("grants_amount_check")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("grants_term_check")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("grants_application_id_fkey")),
        sa.ForeignKeyConstraint(["scheme_id"], ["schemes.id"], name=op.f("grants_scheme_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("grants_pkey")),
        sa.UniqueConstraint("application_id", name=op.f("grants_application_id_key")),
    )
    op.create_index(op.f("grants_funder_id_idx"), "grants", ["funder_id"], unique=False)
    op.create_index(op.f("grants_recipient_id_idx"), "grants", ["recipient_id"], unique=False)
    op.create_index(op.f("grants_scheme_id_idx"), "grants", ["scheme_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.CheckConstraint("pence > 0", name=op.f("payments_amount_check")),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name=op.f("payments_grant_id_fkey")),
        sa.PrimaryKeyConstraint("grant_id", "number", name=op.f("payments_pkey")),
    )


def downgrade() -> None:
    """Unmake it."""
    op.drop_table("payments")
    op.drop_index(op.f("grants_scheme_id_idx"), table_name="grants")
    op.drop_index(op.f("grants_recipient_id_idx"), table_name="grants")
    op.drop_index(op.f("grants_funder_id_idx"), table_name="grants")
    op.drop_table("grants")
    op.drop_table("assessments")
    op.drop_index("applications_scheme", table_name="applications")
    op.drop_index(op.f("applications_applicant_id_idx"), table_name="applications")
    op.drop_table("applications")
    op.drop_index(op.f("schemes_funder_id_idx"), table_name="schemes")
    op.drop_table("schemes")
    op.drop_table("known_organisations")
