"""Accounts of the platform, and what stands against them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("agency_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_account_vault_id_vault")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("print", name=op.f("uq_account_print")),
    )
    op.create_index(op.f("ix_account_agency_print"), "account", ["agency_print"])
    op.create_index(op.f("ix_account_erase_at"), "account", ["erase_at"])
    op.create_table(
        "standing",
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("rung", sa.String(length=40), nullable=False),
        sa.Column("strikes", sa.Integer(), nullable=False),
        sa.Column("credit", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_standing_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_rung"), "standing", ["rung"])
    op.create_index(op.f("ix_standing_next_at"), "standing", ["next_at"])
    op.create_table(
        "standing_log",
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("decision_id", sa.String(length=26), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_standing_log_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "number", name=op.f("pk_standing_log")),
    )
    op.create_index(op.f("ix_standing_log_decision_id"), "standing_log", ["decision_id"])
    op.create_table(
        "sanction",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("decision_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("rung", sa.String(length=40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sanction_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction")),
    )
    op.create_index(op.f("ix_sanction_account_id"), "sanction", ["account_id"])
    op.create_index(op.f("ix_sanction_decision_id"), "sanction", ["decision_id"])
    op.create_index("ix_sanction_state", "sanction", ["state", "id"])
    op.create_index("ix_sanction_ends", "sanction", ["state", "until"])
    op.create_table(
        "registration_block",
        sa.Column("sanction_id", sa.String(length=26), nullable=False),
        sa.Column("registration_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sanction_id", "registration_print", name=op.f("pk_registration_block")),
    )
    op.create_index("ix_registration_block_print", "registration_block", ["registration_print", "until"])
    op.create_index(op.f("ix_registration_block_account_id"), "registration_block", ["account_id"])
    op.create_index(op.f("ix_registration_block_until"), "registration_block", ["until"])


def downgrade() -> None:
    """Take them back."""
    for table in ("registration_block", "sanction", "standing_log", "standing", "account"):
        op.drop_table(table)
