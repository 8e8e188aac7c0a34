"""Deliveries that repeat another for a further endpoint; those that are not acknowledged, found fast."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    with op.batch_alter_table("delivery") as table:
        table.add_column(sa.Column("origin_id", sa.String(length=26), nullable=True))
        table.create_foreign_key(op.f("fk_delivery_origin_id"), "delivery", ["origin_id"], ["id"])
        table.create_index(op.f("ix_delivery_origin_id"), ["origin_id"], unique=False)
        table.create_index("ix_delivery_asked", ["channel", "acknowledged_at", "id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("delivery") as table:
        table.drop_index("ix_delivery_asked")
        table.drop_index(op.f("ix_delivery_origin_id"))
        table.drop_constraint(op.f("fk_delivery_origin_id"), type_="foreignkey")
        table.drop_column("origin_id")
