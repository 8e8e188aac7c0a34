"""Posts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "day_vault",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_day_vault_vault_id")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_vault")),
    )
    op.create_index(op.f("ix_day_vault_erase_at"), "day_vault", ["erase_at"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("ref_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("author_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("target_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("text_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("imprint", sa.LargeBinary(), nullable=True),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("surface", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.Column("violates", sa.Boolean(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.Column("shown", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_post_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("ref_print", name=op.f("uq_post_ref_print")),
    )
    op.create_index(op.f("ix_post_author_print"), "post", ["author_print"], unique=False)
    op.create_index(op.f("ix_post_erase_at"), "post", ["erase_at"], unique=False)
    op.create_index(op.f("ix_post_target_print"), "post", ["target_print"], unique=False)
    op.create_index(op.f("ix_post_text_print"), "post", ["text_print"], unique=False)
    op.create_index(op.f("ix_post_vault_id"), "post", ["vault_id"], unique=False)
    op.create_table(
        "post_identifier",
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("value_print", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_identifier_post_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "place", name=op.f("pk_post_identifier")),
    )
    op.create_index("ix_post_identifier_value", "post_identifier", ["value_print", "post_id"], unique=False)


def downgrade() -> None:
    """Take them back."""
    op.drop_index("ix_post_identifier_value", table_name="post_identifier")
    op.drop_table("post_identifier")
    op.drop_index(op.f("ix_post_vault_id"), table_name="post")
    op.drop_index(op.f("ix_post_text_print"), table_name="post")
    op.drop_index(op.f("ix_post_target_print"), table_name="post")
    op.drop_index(op.f("ix_post_erase_at"), table_name="post")
    op.drop_index(op.f("ix_post_author_print"), table_name="post")
    op.drop_table("post")
    op.drop_index(op.f("ix_day_vault_erase_at"), table_name="day_vault")
    op.drop_table("day_vault")
