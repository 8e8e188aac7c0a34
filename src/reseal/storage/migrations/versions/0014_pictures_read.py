"""When the screener looked at a picture that came with a notice."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("notice_picture") as picture:
        picture.add_column(sa.Column("read_at", sa.BigInteger(), nullable=True))
        picture.create_index(op.f("ix_notice_picture_read_at"), ["read_at"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("notice_picture") as picture:
        picture.drop_index(op.f("ix_notice_picture_read_at"))
        picture.drop_column("read_at")
