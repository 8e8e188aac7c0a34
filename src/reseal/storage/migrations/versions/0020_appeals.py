"""Appeals, what is said in them, and authors' links to what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "appeal_link",
        sa.Column("link_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("decision_id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("account_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("lang", sa.String(length=5), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("link_print", name=op.f("pk_appeal_link")),
    )
    for column in ("decision_id", "case_id", "expires_at"):
        op.create_index(op.f(f"ix_appeal_link_{column}"), "appeal_link", [column])
    op.create_table(
        "appeal",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("decision_id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("side_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("notice_id", sa.String(length=26), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("lang", sa.String(length=5), nullable=False),
        sa.Column("pack", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_until", sa.BigInteger(), nullable=True),
        sa.Column("escalated_at", sa.BigInteger(), nullable=True),
        sa.Column("assigned_to", sa.String(length=26), nullable=True),
        sa.Column("assigned_until", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=60), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("revised_by", sa.String(length=26), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_appeal_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("decision_id", "side_print", name=op.f("uq_appeal_decision_id_side_print")),
    )
    for column in ("case_id", "side_print", "notice_id", "filed_at", "decided_at", "erase_at"):
        op.create_index(op.f(f"ix_appeal_{column}"), "appeal", [column])
    op.create_index("ix_appeal_state_due", "appeal", ["state", "due_at"])
    op.create_table(
        "appeal_words",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("appeal_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("content_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_appeal_words_appeal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_words")),
    )
    op.create_index(op.f("ix_appeal_words_appeal_id"), "appeal_words", ["appeal_id"])


def downgrade() -> None:
    """Take it back."""
    for table in ("appeal_words", "appeal", "appeal_link"):
        op.drop_table(table)
