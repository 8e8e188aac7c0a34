"""People whom a provider of identities knows, and its groups."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "staff_identity",
        sa.Column("member_id", sa.String(length=26), nullable=False),
        sa.Column("subject_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_staff_identity_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_staff_identity")),
        sa.UniqueConstraint("subject_print", name=op.f("uq_staff_identity_subject_print")),
    )
    op.create_index(op.f("ix_staff_identity_name_print"), "staff_identity", ["name_print"])
    op.create_table(
        "staff_group",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_staff_group_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_group")),
        sa.UniqueConstraint("name_print", name=op.f("uq_staff_group_name_print")),
    )
    op.create_table(
        "staff_in_group",
        sa.Column("group_id", sa.String(length=26), nullable=False),
        sa.Column("member_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["staff_group.id"], name=op.f("fk_staff_in_group_group_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_staff_in_group_member_id")),
        sa.PrimaryKeyConstraint("group_id", "member_id", name=op.f("pk_staff_in_group")),
    )
    op.create_index(op.f("ix_staff_in_group_member_id"), "staff_in_group", ["member_id"])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("staff_in_group")
    op.drop_table("staff_group")
    op.drop_table("staff_identity")
