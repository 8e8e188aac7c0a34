"""On what a case is held: a person, or notices that corroborate each other."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; of what is held now it is told by whether notices held it and nobody since."""
    with op.batch_alter_table("case") as table:
        table.add_column(sa.Column("hold_basis", sa.String(length=40), nullable=True))
    case = sa.table(
        "case", sa.column("state"), sa.column("hold_basis"), sa.column("hold_until"), sa.column("auto_held_at")
    )
    day = 24 * 3600 * 1000
    corroborated = sa.case((case.c.auto_held_at == case.c.hold_until - day, "corroborated"), else_="person")
    op.execute(case.update().where(case.c.state == "held").values(hold_basis=corroborated))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("case") as table:
        table.drop_column("hold_basis")
