"""What brings posts together in a case, and what a hold without a person rests on."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_table(
        "post_key",
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_key_post_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "key", name=op.f("pk_post_key")),
    )
    op.create_index("ix_post_key_key", "post_key", ["key", "post_id"], unique=False)
    op.create_table(
        "snapshot_key",
        sa.Column("snapshot_id", sa.String(length=26), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_key_snapshot_id")),
        sa.PrimaryKeyConstraint("snapshot_id", "key", name=op.f("pk_snapshot_key")),
    )
    op.create_index("ix_snapshot_key_key", "snapshot_key", ["key", "snapshot_id"], unique=False)
    op.create_table(
        "case_voice",
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("contact_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("origin_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("threat", sa.Boolean(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_voice_case_id")),
        sa.PrimaryKeyConstraint("case_id", "notice_id", name=op.f("pk_case_voice")),
    )
    with op.batch_alter_table("snapshot") as table:
        table.add_column(sa.Column("gone_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("case") as table:
        table.add_column(sa.Column("auto_held_at", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("pack", sa.String(length=40), nullable=False, server_default="default"))
    with op.batch_alter_table("case") as table:
        table.alter_column("pack", server_default=None)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("case") as table:
        table.drop_column("pack")
        table.drop_column("auto_held_at")
    with op.batch_alter_table("snapshot") as table:
        table.drop_column("gone_at")
    op.drop_table("case_voice")
    op.drop_index("ix_snapshot_key_key", table_name="snapshot_key")
    op.drop_table("snapshot_key")
    op.drop_index("ix_post_key_key", table_name="post_key")
    op.drop_table("post_key")
