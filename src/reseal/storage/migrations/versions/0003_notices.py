"""Notices."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "reporter",
        sa.Column("contact_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("disagreed", sa.Integer(), nullable=False),
        sa.Column("unfounded", sa.Integer(), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("slowed_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("contact_print", name=op.f("pk_reporter")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("ticket", sa.String(length=20), nullable=False),
        sa.Column("pin_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("pin_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=True),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("lang", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("threat", sa.Boolean(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("vault_id", sa.String(length=26), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("contact_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("origin_print", sa.LargeBinary(length=32), nullable=True),
        sa.Column("content_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.String(length=26), nullable=True),
        sa.Column("merged_into", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("first_viewed_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("erase_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["notice.id"], name=op.f("fk_notice_merged_into")),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_notice_vault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("ticket", name=op.f("uq_notice_ticket")),
    )
    op.create_index(op.f("ix_notice_case_id"), "notice", ["case_id"], unique=False)
    op.create_index(op.f("ix_notice_contact_print"), "notice", ["contact_print"], unique=False)
    op.create_index(op.f("ix_notice_content_print"), "notice", ["content_print"], unique=False)
    op.create_index(op.f("ix_notice_due_at"), "notice", ["due_at"], unique=False)
    op.create_index(op.f("ix_notice_erase_at"), "notice", ["erase_at"], unique=False)
    op.create_index(op.f("ix_notice_origin_print"), "notice", ["origin_print"], unique=False)
    op.create_index("ix_notice_state_created", "notice", ["state", "created_at"], unique=False)
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
    op.create_index(op.f("ix_claim_code_notice_id"), "claim_code", ["notice_id"], unique=False)
    op.create_index(op.f("ix_claim_code_sent_at"), "claim_code", ["sent_at"], unique=False)
    op.create_index(op.f("ix_claim_code_value_print"), "claim_code", ["value_print"], unique=False)
    op.create_table(
        "helper_link",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("link_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_helper_link_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_link")),
        sa.UniqueConstraint("link_print", name=op.f("uq_helper_link_link_print")),
    )
    op.create_index(op.f("ix_helper_link_notice_id"), "helper_link", ["notice_id"], unique=False)
    op.create_table(
        "notice_event",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_event_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_event")),
    )
    op.create_index(op.f("ix_notice_event_notice_id"), "notice_event", ["notice_id"], unique=False)
    op.create_table(
        "noticed_post",
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ref_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("snapshot_id", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_noticed_post_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", "place", name=op.f("pk_noticed_post")),
    )
    op.create_index(op.f("ix_noticed_post_ref_print"), "noticed_post", ["ref_print"], unique=False)
    op.create_index(op.f("ix_noticed_post_snapshot_id"), "noticed_post", ["snapshot_id"], unique=False)


def downgrade() -> None:
    """Take them back."""
    op.drop_index(op.f("ix_noticed_post_snapshot_id"), table_name="noticed_post")
    op.drop_index(op.f("ix_noticed_post_ref_print"), table_name="noticed_post")
    op.drop_table("noticed_post")
    op.drop_index(op.f("ix_notice_event_notice_id"), table_name="notice_event")
    op.drop_table("notice_event")
    op.drop_index(op.f("ix_helper_link_notice_id"), table_name="helper_link")
    op.drop_table("helper_link")
    op.drop_index(op.f("ix_claim_code_value_print"), table_name="claim_code")
    op.drop_index(op.f("ix_claim_code_sent_at"), table_name="claim_code")
    op.drop_index(op.f("ix_claim_code_notice_id"), table_name="claim_code")
    op.drop_table("claim_code")
    op.drop_index("ix_notice_state_created", table_name="notice")
    op.drop_index(op.f("ix_notice_origin_print"), table_name="notice")
    op.drop_index(op.f("ix_notice_erase_at"), table_name="notice")
    op.drop_index(op.f("ix_notice_due_at"), table_name="notice")
    op.drop_index(op.f("ix_notice_content_print"), table_name="notice")
    op.drop_index(op.f("ix_notice_contact_print"), table_name="notice")
    op.drop_index(op.f("ix_notice_case_id"), table_name="notice")
    op.drop_table("notice")
    op.drop_table("reporter")
