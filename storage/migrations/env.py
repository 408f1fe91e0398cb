"""How Alembic reaches the database: a connection handed over by storage.schema.

For writing a new migration: `XUNJIAN_DATABASE_URL=sqlite:////tmp/x.db alembic revision --autogenerate -m "…"`
with a database that is at the newest revision.
"""

import os
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from storage.database import connect
from storage.tables import Base


def render_plainly(kind: str, item: object, autogenerate: AutogenContext) -> str | Literal[False]:
    """Own column types are written as what they are in the database: a migration must not follow our code."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if type(item).__name__ == "Json":
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return f"sa.{item.impl!r}"


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    engine = connect(os.environ["XUNJIAN_DATABASE_URL"])
    with engine.begin() as own:
        run(own)
