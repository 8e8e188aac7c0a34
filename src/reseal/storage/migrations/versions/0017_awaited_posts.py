"""Posts that notices name and nobody has handed in yet; of those before, what was given as it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "awaited_post",
        sa.Column("ref_print", sa.LargeBinary(length=32), nullable=False),
        sa.Column("notice_id", sa.String(length=26), nullable=False),
        sa.Column("named_print", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_awaited_post_notice_id_notice")),
        sa.PrimaryKeyConstraint("ref_print", "notice_id", name=op.f("pk_awaited_post")),
    )
    op.create_index(op.f("ix_awaited_post_notice_id"), "awaited_post", ["notice_id"])
    op.execute(
        "INSERT INTO awaited_post (ref_print, notice_id, named_print) "
        "SELECT DISTINCT noticed_post.ref_print, noticed_post.notice_id, noticed_post.ref_print "
        "FROM noticed_post JOIN notice ON notice.id = noticed_post.notice_id "
        "WHERE noticed_post.snapshot_id IS NULL AND notice.merged_into IS NULL"
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_awaited_post_notice_id"), "awaited_post")
    op.drop_table("awaited_post")
