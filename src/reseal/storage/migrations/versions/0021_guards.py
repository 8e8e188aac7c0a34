"""Guards: what people have watched, as fingerprints; hits; what is to be looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "guard_erasure",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_erasure")),
    )
    op.create_table(
        "guard_look",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_look")),
    )
    op.create_table(
        "apart_vault",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("key_name", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("destroyed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apart_vault")),
    )
    op.create_index(op.f("ix_apart_vault_key_name"), "apart_vault", ["key_name"], unique=False)
    op.create_table(
        "guard",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("ticket", sa.String(length=20), nullable=False),
        sa.Column("pin_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("lang", sa.String(length=5), nullable=False),
        sa.Column("owner_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("by_platform", sa.Boolean(), nullable=False),
        sa.Column("letters", sa.Boolean(), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("renewed_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["vault_id"], ["apart_vault.id"], name=op.f("fk_guard_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard")),
        sa.UniqueConstraint("ticket", name=op.f("uq_guard_ticket")),
    )
    op.create_index("ix_guard_erase_at", "guard", ["erase_at"])
    op.create_index("ix_guard_expires_at", "guard", ["expires_at"])
    op.create_index("ix_guard_vault_id", "guard", ["vault_id"])
    op.create_table(
        "guard_event",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("guard_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["guard_id"], ["guard.id"], name=op.f("fk_guard_event_guard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_event")),
    )
    op.create_index("ix_guard_event_case_id", "guard_event", ["case_id"])
    op.create_index("ix_guard_event_guard_id", "guard_event", ["guard_id"])
    op.create_table(
        "guard_value",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("guard_id", sa.String(length=26), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("proof", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("waits_until", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["guard_id"], ["guard.id"], name=op.f("fk_guard_value_guard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_value")),
    )
    op.create_index("ix_guard_value_guard_id", "guard_value", ["guard_id"])
    op.create_index("ix_guard_value_state", "guard_value", ["state", "proof", "id"])
    op.create_index("ix_guard_value_waits_until", "guard_value", ["state", "waits_until"])
    op.create_table(
        "guard_code",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("guard_id", sa.String(length=26), nullable=False),
        sa.Column("value_id", sa.String(length=26), nullable=False),
        sa.Column("number_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("code_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["guard_id"], ["guard.id"], name=op.f("fk_guard_code_guard_id")),
        sa.ForeignKeyConstraint(["value_id"], ["guard_value.id"], name=op.f("fk_guard_code_value_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_code")),
    )
    op.create_index("ix_guard_code_asked_at", "guard_code", ["asked_at"])
    op.create_index("ix_guard_code_guard_id", "guard_code", ["guard_id"])
    op.create_index("ix_guard_code_number_print", "guard_code", ["number_print"])
    op.create_index("ix_guard_code_state_asked", "guard_code", ["state", "asked_at"])
    op.create_index("ix_guard_code_value_id", "guard_code", ["value_id"])
    op.create_table(
        "guard_hit",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("guard_id", sa.String(length=26), nullable=False),
        sa.Column("value_id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("post_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["guard_id"], ["guard.id"], name=op.f("fk_guard_hit_guard_id")),
        sa.ForeignKeyConstraint(["value_id"], ["guard_value.id"], name=op.f("fk_guard_hit_value_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_hit")),
        sa.UniqueConstraint("value_id", "post_print", name=op.f("uq_guard_hit_value_id_post_print")),
    )
    op.create_index("ix_guard_hit_at", "guard_hit", ["at"])
    op.create_index("ix_guard_hit_case_id", "guard_hit", ["case_id"])
    op.create_index("ix_guard_hit_guard_id", "guard_hit", ["guard_id"])
    op.create_table(
        "guard_print",
        sa.Column("print", sa.LargeBinary(length=16), nullable=False),
        sa.Column("value_id", sa.String(length=26), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["value_id"], ["guard_value.id"], name=op.f("fk_guard_print_value_id")),
        sa.PrimaryKeyConstraint("print", "value_id", "part", name=op.f("pk_guard_print")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_guard_print_value_id", "guard_print", ["value_id"])


def downgrade() -> None:
    """Take it back. What is watched is lost: nothing of it could be made again."""
    op.drop_table("guard_print")
    op.drop_table("guard_hit")
    op.drop_table("guard_code")
    op.drop_table("guard_value")
    op.drop_table("guard_event")
    op.drop_table("guard")
    op.drop_table("apart_vault")
    op.drop_table("guard_look")
    op.drop_table("guard_erasure")
