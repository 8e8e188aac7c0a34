"""The secret of an endpoint before the present one, and until when it still signs."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns."""
    with op.batch_alter_table("endpoint") as table:
        table.add_column(sa.Column("old_vault_id", sa.String(length=26), nullable=True))
        table.add_column(sa.Column("old_secret", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("old_until", sa.BigInteger(), nullable=True))
        table.create_foreign_key(op.f("fk_endpoint_old_vault_id"), "vault", ["old_vault_id"], ["id"])


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("endpoint") as table:
        table.drop_constraint(op.f("fk_endpoint_old_vault_id"), type_="foreignkey")
        table.drop_column("old_until")
        table.drop_column("old_secret")
        table.drop_column("old_vault_id")
