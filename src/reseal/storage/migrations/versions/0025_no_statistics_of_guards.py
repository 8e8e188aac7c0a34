"""PostgreSQL keeps no samples of what guards and keys are: its statistics would hold them when the rows are gone."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COLUMNS = {
    "guard": ("ticket", "pin_print", "owner_print", "sealed"),
    "guard_value": ("sealed",),
    "guard_print": ("print",),
    "guard_code": ("number_print", "code_print"),
    "guard_hit": ("post_print",),
    "vault": ("wrapped",),
    "apart_vault": ("wrapped",),
}
AS_USUAL = -1


def upgrade() -> None:
    """Let ANALYZE pass over them. They are only ever looked up whole, for which it is not asked."""
    _statistics(0)


def downgrade() -> None:
    """As it was."""
    _statistics(AS_USUAL)


def _statistics(target: int) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS {target}')
