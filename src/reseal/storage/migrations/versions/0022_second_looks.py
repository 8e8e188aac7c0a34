"""Decisions looked at again by another, and limits of time with hard content."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_table(
        "second_look",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("decision_id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("plain", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.String(length=40), nullable=False),
        sa.Column("lang", sa.String(length=5), nullable=False),
        sa.Column("picked_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("first_by", sa.String(length=60), nullable=False),
        sa.Column("first_action", sa.String(length=40), nullable=False),
        sa.Column("first_category", sa.String(length=40), nullable=False),
        sa.Column("second_by", sa.String(length=60), nullable=True),
        sa.Column("second_at", sa.BigInteger(), nullable=True),
        sa.Column("second_action", sa.String(length=40), nullable=True),
        sa.Column("second_category", sa.String(length=40), nullable=True),
        sa.Column("senior_by", sa.String(length=60), nullable=True),
        sa.Column("senior_at", sa.BigInteger(), nullable=True),
        sa.Column("senior_action", sa.String(length=40), nullable=True),
        sa.Column("senior_category", sa.String(length=40), nullable=True),
        sa.Column("taken_by", sa.String(length=60), nullable=True),
        sa.Column("taken_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_look")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_second_look_decision_id")),
    )
    op.create_index(op.f("ix_second_look_case_id"), "second_look", ["case_id"], unique=False)
    op.create_index(op.f("ix_second_look_picked_at"), "second_look", ["picked_at"], unique=False)
    op.create_index("ix_second_look_state", "second_look", ["state", "picked_at"], unique=False)
    op.create_table(
        "drawn_until",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("decision_id", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawn_until")),
    )
    with op.batch_alter_table("time_exposed") as table:
        table.add_column(sa.Column("went_on", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("goes_on_until", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("time_exposed") as table:
        table.alter_column("went_on", server_default=None)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("time_exposed") as table:
        table.drop_column("goes_on_until")
        table.drop_column("went_on")
    op.drop_table("drawn_until")
    op.drop_table("second_look")
