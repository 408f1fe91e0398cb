"""The migrations lead to exactly the tables that the program works with, and back."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from storage import schema
from storage.database import connect
from storage.packs import find_pack
from storage.runs import list_runs
from storage.units import find_unit
from xunjian.model.unit import Unit


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


DAY, NOON = "'2026-01-01'", "'2026-01-01 12:00:00+00:00'"
OLD = (
    "INSERT INTO units (id, name, type, home_url, group_name, hosts, prefixes, columns, departments, "
    "registered, updated_at) VALUES "
    f"('a', '甲县', 'county', 'http://a.example/', '', '[]', '[]', '{{}}', '{{}}', true, {NOON})",
    f"INSERT INTO snapshots (id, sha256, path, pages, taken_at) VALUES (1, 's', '/s.sqlite', 3, {NOON})",
    "INSERT INTO runs (id, unit_id, snapshot_id, pack_id, pack_version, as_of, seed, started_at, "
    "finished_at, complete, pages_fetched, requests_failed, awarded, lost, pending, maximum, bonus, vetoes, "
    "failing) VALUES "
    f"('r', 'a', 1, 'mine', '1', {DAY}, 0, {NOON}, {NOON}, true, 3, 0, 1, 0, 0, 1, 0, '[]', 0)",
    "INSERT INTO run_documents (run_id, schema_id, content) VALUES ('r', 'xunjian.audit/1', '')",
)
"""Rows as revision 0004 wrote them."""


def test_an_older_database_keeps_its_rows(empty: Engine) -> None:
    """Its units have no traits, its runs no pack; and back again."""
    schema.upgrade(empty, "0004")
    with empty.begin() as connection:
        for row in OLD:
            connection.execute(text(row))
    assert schema.upgrade(empty) == ("0004", schema.HEAD)
    assert find_unit(empty, "a") == Unit("a", "甲县", "county", "http://a.example/")
    assert [run.id for run in list_runs(empty)] == ["r"]
    assert find_pack(empty, "r") is None
    schema.downgrade(empty, "0004")
    with empty.connect() as connection:
        for table in ("units", "runs", "run_documents"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1
    assert "traits" not in {each["name"] for each in inspect(empty).get_columns("units")}
    empty.dispose()
