"""The migrations lead to exactly the tables that the program works with, and back."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from storage import schema
from storage.database import connect


def test_head_is_the_newest_migration() -> None:
    script = ScriptDirectory.from_config(schema.alembic_config(None))
    assert script.get_heads() == [schema.HEAD]


def test_the_tables_are_those_of_the_migrations(engine: Engine) -> None:
    with schema.changing(engine) as connection:
        command.check(schema.alembic_config(connection))  # raises where autogenerate finds a difference


@pytest.fixture
def empty(address: str) -> Engine:
    return connect(address)


def test_up_and_down_and_up_again(empty: Engine) -> None:
    assert schema.upgrade(empty) == (None, schema.HEAD)
    assert schema.upgrade(empty) == (schema.HEAD, schema.HEAD)
    schema.downgrade(empty, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]
    assert schema.upgrade(empty) == (None, schema.HEAD)
    assert "runs" in inspect(empty).get_table_names()
    empty.dispose()


def test_a_failing_migration_leaves_nothing_behind(empty: Engine) -> None:
    def break_off() -> None:
        with schema.changing(empty) as connection:
            command.upgrade(schema.alembic_config(connection), "head")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        break_off()
    assert inspect(empty).get_table_names() == []
    empty.dispose()
