"""Nobody looks posts up by author or target, and each of these indexes costs a page a post."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_COLUMNS = ("author_print", "target_print")


def upgrade() -> None:
    """Apply."""
    for column in _COLUMNS:
        op.drop_index(f"ix_post_{column}", "post")


def downgrade() -> None:
    """Take it back."""
    for column in _COLUMNS:
        op.create_index(f"ix_post_{column}", "post", [column])
