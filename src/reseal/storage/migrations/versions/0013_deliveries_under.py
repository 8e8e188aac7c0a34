"""Under which case or notice a delivery is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it; what is there is kept under what it is about."""
    with op.batch_alter_table("delivery") as table:
        table.add_column(sa.Column("under", sa.String(length=60), nullable=True))
    op.execute("UPDATE delivery SET under = about")
    with op.batch_alter_table("delivery") as table:
        table.alter_column("under", existing_type=sa.String(length=60), nullable=False)
        table.create_index(op.f("ix_delivery_under"), ["under"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("delivery") as table:
        table.drop_index(op.f("ix_delivery_under"))
        table.drop_column("under")
