"""Tokens stand in the database; a sign-in by passkey begins before anybody is known."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "token",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("token_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("token_print", name=op.f("uq_token_token_print")),
    )
    with op.batch_alter_table("staff_session") as batch:
        batch.alter_column("member_id", existing_type=sa.String(length=26), nullable=True)


def downgrade() -> None:
    """Take them back."""
    op.execute("DELETE FROM staff_session WHERE member_id IS NULL")
    with op.batch_alter_table("staff_session") as batch:
        batch.alter_column("member_id", existing_type=sa.String(length=26), nullable=False)
    op.drop_table("token")
