"""Cases."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "case",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=False),
        sa.Column("threat", sa.Boolean(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("escalated_at", sa.BigInteger(), nullable=True),
        sa.Column("first_viewed_at", sa.BigInteger(), nullable=True),
        sa.Column("assigned_to", sa.String(length=26), nullable=True),
        sa.Column("assigned_until", sa.BigInteger(), nullable=True),
        sa.Column("hold_until", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("coordinated", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_case_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
    )
    op.create_index(op.f("ix_case_assigned_to"), "case", ["assigned_to"], unique=False)
    op.create_index(op.f("ix_case_decided_at"), "case", ["decided_at"], unique=False)
    op.create_index("ix_case_due", "case", ["state", "due_at"], unique=False)
    op.create_index(op.f("ix_case_erase_at"), "case", ["erase_at"], unique=False)
    op.create_index(op.f("ix_case_hold_until"), "case", ["hold_until"], unique=False)
    op.create_index("ix_case_queue", "case", ["state", "weight", "opened_at"], unique=False)
    op.create_table(
        "case_decision",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("clause", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.String(length=40), nullable=False),
        sa.Column("pack_version", sa.String(length=40), nullable=False),
        sa.Column("snapshots", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_decision_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_decision")),
    )
    op.create_index(op.f("ix_case_decision_at"), "case_decision", ["at"], unique=False)
    op.create_index(op.f("ix_case_decision_case_id"), "case_decision", ["case_id"], unique=False)
    op.create_table(
        "case_identifier",
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("value_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_identifier_case_id")),
        sa.PrimaryKeyConstraint("case_id", "value_print", name=op.f("pk_case_identifier")),
    )
    op.create_index("ix_case_identifier_value", "case_identifier", ["value_print", "case_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=True),
        sa.Column("ref_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("author_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("text_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("imprint", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("content_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=True),
        sa.Column("acted_at", sa.BigInteger(), nullable=True),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_snapshot_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index(op.f("ix_snapshot_author_print"), "snapshot", ["author_print"], unique=False)
    op.create_index(op.f("ix_snapshot_case_id"), "snapshot", ["case_id"], unique=False)
    op.create_index(op.f("ix_snapshot_post_id"), "snapshot", ["post_id"], unique=False)
    op.create_index(op.f("ix_snapshot_ref_print"), "snapshot", ["ref_print"], unique=False)
    op.create_index(op.f("ix_snapshot_text_print"), "snapshot", ["text_print"], unique=False)
    op.create_table(
        "correction",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("snapshot_id", sa.String(length=26), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("corrected", sa.JSON(), nullable=False),
        sa.Column("agreement", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_correction_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_snapshot_id"), "correction", ["snapshot_id"], unique=False)


def downgrade() -> None:
    """Take them back."""
    op.drop_index(op.f("ix_correction_snapshot_id"), table_name="correction")
    op.drop_table("correction")
    op.drop_index(op.f("ix_snapshot_text_print"), table_name="snapshot")
    op.drop_index(op.f("ix_snapshot_ref_print"), table_name="snapshot")
    op.drop_index(op.f("ix_snapshot_post_id"), table_name="snapshot")
    op.drop_index(op.f("ix_snapshot_case_id"), table_name="snapshot")
    op.drop_index(op.f("ix_snapshot_author_print"), table_name="snapshot")
    op.drop_table("snapshot")
    op.drop_index("ix_case_identifier_value", table_name="case_identifier")
    op.drop_table("case_identifier")
    op.drop_index(op.f("ix_case_decision_case_id"), table_name="case_decision")
    op.drop_index(op.f("ix_case_decision_at"), table_name="case_decision")
    op.drop_table("case_decision")
    op.drop_index("ix_case_queue", table_name="case")
    op.drop_index(op.f("ix_case_hold_until"), table_name="case")
    op.drop_index(op.f("ix_case_erase_at"), table_name="case")
    op.drop_index("ix_case_due", table_name="case")
    op.drop_index(op.f("ix_case_decided_at"), table_name="case")
    op.drop_index(op.f("ix_case_assigned_to"), table_name="case")
    op.drop_table("case")
