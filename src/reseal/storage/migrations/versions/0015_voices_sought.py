"""Voices of a case are found by what they count for; nobody ever set whether a notifier is trusted."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("case_voice") as voice:
        voice.create_index("ix_case_voice_standing", ["case_id", "standing", "at", "notice_id"])
    with op.batch_alter_table("reporter") as reporter:
        reporter.drop_column("trusted")


def downgrade() -> None:
    """Take it back; nobody is trusted."""
    with op.batch_alter_table("reporter") as reporter:
        reporter.add_column(sa.Column("trusted", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("reporter") as reporter:
        reporter.alter_column("trusted", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("case_voice") as voice:
        voice.drop_index("ix_case_voice_standing")
