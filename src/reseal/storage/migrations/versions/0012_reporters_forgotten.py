"""When a notifier's record last changed, so that it can be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it; what is there counts as changed now."""
    now = "(CAST(strftime('%s', 'now') AS INTEGER) * 1000)"
    if op.get_bind().dialect.name == "postgresql":
        now = "(CAST(extract(epoch FROM now()) AS BIGINT) * 1000)"
    with op.batch_alter_table("reporter") as table:
        table.add_column(sa.Column("counted_at", sa.BigInteger(), nullable=True))
    op.execute(f"UPDATE reporter SET counted_at = {now}")
    with op.batch_alter_table("reporter") as table:
        table.alter_column("counted_at", existing_type=sa.BigInteger(), nullable=False)
        table.create_index(op.f("ix_reporter_counted_at"), ["counted_at"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("reporter") as table:
        table.drop_index(op.f("ix_reporter_counted_at"))
        table.drop_column("counted_at")
