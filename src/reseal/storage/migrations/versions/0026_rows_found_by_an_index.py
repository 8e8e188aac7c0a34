"""What is looked up for each notice, and whenever a vault or a notice goes, is found by an index.

A row that goes is looked for by the database in every table that may name it. Vaults are made together with what names
them, so these indexes grow at their end and cost next to nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NAMING_VAULTS = ("account", "answered", "appeal", "case", "claim_code", "delivery", "notice")


def upgrade() -> None:
    """Make them; a notice sent twice is found by its sender and its words together."""
    for table in NAMING_VAULTS:
        op.create_index(op.f(f"ix_{table}_vault_id"), table, ["vault_id"])
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index("ix_notice_merged", "notice", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    op.create_index("ix_notice_contact_content", "notice", ["contact_print", "content_print"])
    op.create_index("ix_notice_origin_content", "notice", ["origin_print", "content_print"])
    for column in ("contact_print", "origin_print", "content_print"):
        op.drop_index(op.f(f"ix_notice_{column}"), "notice")


def downgrade() -> None:
    """As it was."""
    for column in ("contact_print", "origin_print", "content_print"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column])
    for name in ("ix_notice_origin_content", "ix_notice_contact_content", "ix_notice_merged"):
        op.drop_index(name, "notice")
    for table in NAMING_VAULTS:
        op.drop_index(op.f(f"ix_{table}_vault_id"), table)
