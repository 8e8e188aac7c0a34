"""A case is found by the post that first said a text in it, not by each of its copies: one text may be a whole hunt."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Leave copies word by word out of what is looked up."""
    first = sa.text("how <> 'exact'")
    op.create_index("ix_snapshot_first_text", "snapshot", ["text_print"], sqlite_where=first, postgresql_where=first)
    op.drop_index(op.f("ix_snapshot_text_print"), "snapshot")
    op.execute("DELETE FROM snapshot_key WHERE snapshot_id IN (SELECT id FROM snapshot WHERE how = 'exact')")


def downgrade() -> None:
    """As it was; what copies were looked up by is not made again: those that they are copies of are found."""
    op.create_index(op.f("ix_snapshot_text_print"), "snapshot", ["text_print"])
    op.drop_index("ix_snapshot_first_text", "snapshot")
