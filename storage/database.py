"""Opening the database: SQLite by default, PostgreSQL by address, the same tables in both."""

import os
import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.faults import explain
from storage.schema import prepare, upgrade
from xunjian.errors import StorageError, system_fault
from xunjian.paths import data_dir

ENVIRONMENT = "XUNJIAN_DATABASE_URL"

BUSY_SECONDS = 15
"""How long a writer waits for another one."""

_WRITE_FIRST = "BEGIN IMMEDIATE"
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_EXAMPLES = "写法如 sqlite:////var/lib/xunjian/xunjian.db 或 postgresql://用户:口令@主机:5432/库名。"


def default_address() -> str:
    """`XUNJIAN_DATABASE_URL`, else a SQLite file in the user's data folder."""
    return os.environ.get(ENVIRONMENT) or f"sqlite:///{data_dir().absolute()}/xunjian.db"


def open_database(address: str | None = None) -> Engine:
    """The database at an address (none: the default one), its schema current; an empty one is set up here.

    Raises StorageError where it cannot be reached, is no database of ours, or is of another version.
    """
    engine = connect(address or default_address())
    prepare(engine)
    return engine


def upgrade_database(address: str | None = None) -> tuple[str | None, str]:
    """Bring the schema up to date. Returns the revision before (none: new) and after."""
    engine = connect(address or default_address())
    try:
        return upgrade(engine)
    finally:
        engine.dispose()


def connect(address: str) -> Engine:
    """An engine with our settings; nothing is read or written yet beyond the folder of a SQLite file."""
    url = _known(address)
    try:
        if url.get_backend_name() == "sqlite":
            _make_folder(url)
            # One connection per use: children and threads never inherit an open file.
            engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError:
        raise StorageError(
            "使用 PostgreSQL 需要 psycopg，本机没有安装。", "请运行 pip install 'xunjian[postgresql]'。"
        ) from None
    event.listen(engine, "handle_error", lambda context: explain(context, url))
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once: for reading, then writing."""
    return engine.execution_options(sqlite_begin=_WRITE_FIRST)


def _known(address: str) -> URL:
    try:
        url = make_url(address)
        url.port  # noqa: B018  # a wrong port shows only when read
    except (ArgumentError, ValueError):
        raise StorageError(f"“{_without_password(address)}”不是数据库地址。", _EXAMPLES) from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise StorageError(f"不支持数据库“{url.drivername}”，可用 sqlite 和 postgresql。", _EXAMPLES)
    if driver == "sqlite+pysqlite" and url.database in (None, "", ":memory:"):
        raise StorageError("SQLite 地址缺少文件名，内存数据库不能保存结果。", _EXAMPLES)
    return url.set(drivername=driver)


def _without_password(address: str) -> str:
    head, at, tail = address.rpartition("@")
    return f"{head.split('://')[0]}://…@{tail}" if at else address


def _make_folder(url: URL) -> None:
    folder = Path(str(url.database)).absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"不能建立数据库所在的文件夹 {folder}：{system_fault(error)}。",
            "请换一个可写的位置（--database）。",
        ) from None


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself (below), so that DDL is undone as well
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    for pause in (0.05, 0.2, 0.5, 1.0, 0.0):
        # The change to WAL does not wait for other connections as a write does.
        try:
            if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not pause:
                raise
            time.sleep(pause)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("sqlite_foreign_keys", True) is False:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # without effect once a transaction runs
    connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))
