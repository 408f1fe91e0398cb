"""Opening: a new database sets itself up, a wrong one says so in one line."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text

from storage.database import BUSY_SECONDS, connect, open_database, upgrade_database, writing
from storage.tables import Base, UnitRow
from storage.units import list_units, save_units
from xunjian.errors import StorageError
from xunjian.model.unit import Unit

UNIT = Unit("a", "甲局", "department", "http://a.example/")


def test_an_empty_database_is_set_up(engine: Engine) -> None:
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
    save_units(engine, [UNIT])
    assert list_units(engine) == (UNIT,)


def test_opening_again_keeps_what_is_there(address: str) -> None:
    first = open_database(address)
    save_units(first, [UNIT])
    first.dispose()
    again = open_database(address)
    assert list_units(again) == (UNIT,)
    again.dispose()


def test_several_may_open_a_new_database_at_once(address: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(open_database, [address] * 4))
    for opened in engines:
        assert list_units(opened) == ()
        opened.dispose()


@pytest.mark.parametrize(
    ("found", "said"), [("0000_of_another", "更新版本"), ("", "旧版")], ids=["unknown", "older"]
)
def test_another_version_is_refused_with_the_command(
    address: str, found: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(address).dispose()
    if found:
        engine = connect(address)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": found})
        engine.dispose()
    else:
        monkeypatch.setattr("storage.schema.HEAD", "9999")
    with pytest.raises(StorageError) as caught:
        open_database(address)
    assert said in caught.value.message
    assert "xunjian db upgrade" in caught.value.hint
    assert caught.value.exit_code == 2


def test_upgrade_refuses_a_newer_database(address: str) -> None:
    open_database(address).dispose()
    engine = connect(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    engine.dispose()
    with pytest.raises(StorageError, match="更新版本"):
        upgrade_database(address)


def test_tables_of_another_program_are_left_alone(address: str) -> None:
    engine = connect(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE poems (line text)"))
    for act in (open_database, upgrade_database):
        with pytest.raises(StorageError, match="不是巡检的数据库"):
            act(address)
    assert inspect(engine).get_table_names() == ["poems"]
    engine.dispose()


def test_sqlite_is_set_as_the_design_says(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/new/folder/x.db")
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": BUSY_SECONDS * 1000,
        "foreign_keys": 1,
    }


def test_a_writing_transaction_excludes_another_writer(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/x.db")
    with writing(engine).begin() as connection:
        connection.execute(select(UnitRow.id))
        other = sqlite3.connect(tmp_path / "x.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_locked_database_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0)
    engine = open_database(f"sqlite:///{tmp_path}/x.db")
    holder = sqlite3.connect(tmp_path / "x.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="占用"):
        save_units(engine, [UNIT])
    holder.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("此致敬礼。" * 500)
    with pytest.raises(StorageError, match="不是数据库文件"):
        open_database(f"sqlite:///{file}")
    assert file.read_text().startswith("此致敬礼")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="打不开"):
        open_database(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="不能建立"):
        open_database(f"sqlite:///{tmp_path}/file/x.db")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "不是数据库地址"),
        ("postgresql://clerk:secret@host:port/x", "不是数据库地址"),
        ("mysql://host/x", "不支持"),
        ("sqlite://", "缺少文件名"),
        ("sqlite:///:memory:", "缺少文件名"),
        ("postgresql://clerk:secret@127.0.0.1:1/x", "拒绝连接"),
    ],
)
def test_a_wrong_address_is_one_chinese_line(address: str, said: str) -> None:
    with pytest.raises(StorageError, match=said) as caught:
        open_database(address)
    assert "\n" not in caught.value.message
    assert "secret" not in caught.value.message + caught.value.hint


def test_a_missing_postgresql_database(postgresql: object, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgresql")
    if server.url is None:
        pytest.skip(server.reason)
    with pytest.raises(StorageError, match="没有这个数据库"):
        open_database(server.url.set(database="nowhere").render_as_string(hide_password=False))
