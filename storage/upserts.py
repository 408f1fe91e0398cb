"""Inserts that may meet a row that is there already; each database has a statement of its own for them."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from storage.tables import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert


def insert_into(connection: Connection, table: type[Base]) -> "Insert | sqlite.Insert":
    """An insert with `on_conflict_do_nothing`, `on_conflict_do_update` and `excluded`."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # takes a while to load, and is seldom the one

        return postgresql.insert(table)
    return sqlite.insert(table)
