"""How Alembic runs here: on the connection that `migrate` hands over, all migrations in one transaction."""

from alembic import context

from reseal.storage.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=context.config.attributes.get("batch", True),
    include_object=context.config.attributes.get("include_object"),
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
