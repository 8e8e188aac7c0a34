"""Notices in use: tries by ticket whether it exists or not, pictures, requests for codes that all look alike."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("pin_tries")
        notice.drop_column("locked_until")
        notice.add_column(sa.Column("about", sa.String(length=40), nullable=False, server_default="doxxing"))
        notice.add_column(sa.Column("reporter_print", sa.LargeBinary(length=32), nullable=True))
    with op.batch_alter_table("notice") as notice:
        notice.alter_column("about", server_default=None, existing_type=sa.String(length=40), existing_nullable=False)
    with op.batch_alter_table("noticed_post") as noticed:
        noticed.add_column(sa.Column("case_id", sa.String(length=26), nullable=True))
        noticed.create_index(op.f("ix_noticed_post_case_id"), ["case_id"])
    op.create_table(
        "ticket_tries",
        sa.Column("ticket_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=False),
        sa.Column("erase_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_print", name=op.f("pk_ticket_tries")),
    )
    op.create_index(op.f("ix_ticket_tries_erase_at"), "ticket_tries", ["erase_at"])
    op.create_table(
        "notice_picture",
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_picture_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", "place", name=op.f("pk_notice_picture")),
    )
    op.create_index(op.f("ix_notice_picture_content_print"), "notice_picture", ["content_print"])
    op.drop_table("claim_code")
    op.create_table(
        "claim_code",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("ticket_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("value_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("code_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_claim_code_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_code")),
    )
    op.create_index(op.f("ix_claim_code_ticket_print"), "claim_code", ["ticket_print"])
    op.create_index(op.f("ix_claim_code_value_print"), "claim_code", ["value_print"])
    op.create_index(op.f("ix_claim_code_asked_at"), "claim_code", ["asked_at"])
    op.create_index(op.f("ix_claim_code_sent_at"), "claim_code", ["sent_at"])
    op.create_index("ix_claim_code_state_asked", "claim_code", ["state", "asked_at"])


def downgrade() -> None:
    """Take it back. Codes that are under way are lost; they last minutes."""
    op.drop_table("claim_code")
    op.create_table(
        "claim_code",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("value_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_claim_code_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_code")),
    )
    op.create_index(op.f("ix_claim_code_notice_id"), "claim_code", ["notice_id"])
    op.create_index(op.f("ix_claim_code_sent_at"), "claim_code", ["sent_at"])
    op.create_index(op.f("ix_claim_code_value_print"), "claim_code", ["value_print"])
    op.drop_table("notice_picture")
    op.drop_table("ticket_tries")
    with op.batch_alter_table("noticed_post") as noticed:
        noticed.drop_index(op.f("ix_noticed_post_case_id"))
        noticed.drop_column("case_id")
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("reporter_print")
        notice.drop_column("about")
        notice.add_column(sa.Column("pin_tries", sa.Integer(), nullable=False, server_default="0"))
        notice.add_column(sa.Column("locked_until", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("notice") as notice:
        notice.alter_column("pin_tries", server_default=None, existing_type=sa.Integer(), existing_nullable=False)
