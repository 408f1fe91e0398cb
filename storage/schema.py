"""Which schema a database has, and bringing it to ours with the migrations shipped beside this file."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from storage.faults import shown
from xunjian.errors import StorageError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
"""The revision that this program works with; a test compares it with the newest migration."""

_LOCK_KEY = 0x78756E6A69616E  # "xunjian": the advisory lock of PostgreSQL under which a schema changes


def prepare(engine: Engine) -> None:
    """Set up an empty database; refuse one that is not ours or has another version (StorageError)."""
    with engine.connect() as connection:
        found = revision(connection)
        if found == HEAD:
            return
        empty = found is None and not _tables(connection)
    if empty:
        upgrade(engine)
        return
    name = shown(engine.url)
    if found is None:
        raise StorageError(
            f"{name} 里是别的程序的表，不是巡检的数据库。", "请换一个空的数据库（--database）。"
        )
    if found not in known_revisions():
        raise StorageError(
            f"数据库 {name} 由更新版本的巡检建立（结构 {found}，本程序 {HEAD}）。",
            "请先升级本程序，再运行 xunjian db upgrade。",
        )
    raise StorageError(
        f"数据库 {name} 的结构是旧版（{found}，本程序需要 {HEAD}）。", "请先备份，再运行 xunjian db upgrade。"
    )


def upgrade(engine: Engine, target: str = "head") -> tuple[str | None, str]:
    """Bring the schema to a revision. Returns the revision before (none: it was empty) and after."""
    from alembic import command

    with changing(engine) as connection:
        before = revision(connection)
        if before is None and _tables(connection):
            raise StorageError(
                f"{shown(engine.url)} 里是别的程序的表，不是巡检的数据库。",
                "请换一个空的数据库（--database）。",
            )
        if before is not None and before not in known_revisions():
            raise StorageError(
                f"数据库 {shown(engine.url)} 由更新版本的巡检建立（结构 {before}），不能倒退。",
                "请先升级本程序。",
            )
        command.upgrade(alembic_config(connection), target)
        return before, revision(connection) or ""


def downgrade(engine: Engine, target: str) -> None:
    """Take the schema back to an older revision; `base` empties the database."""
    from alembic import command

    with changing(engine) as connection:
        command.downgrade(alembic_config(connection), target)


def revision(connection: Connection) -> str | None:
    """The revision that a database has; none where it is not ours or still empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _tables(connection: Connection) -> list[str]:
    return [name for name in inspect(connection).get_table_names() if name != "alembic_version"]


def known_revisions() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(alembic_config(None))
    return frozenset(step.revision for step in script.walk_revisions())


def alembic_config(connection: Connection | None) -> "Config":
    from alembic.config import Config

    config = Config(stdout=io.StringIO())  # Alembic talks to the terminal, we do not
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """One transaction, alone: two programs that meet an empty database set it up once."""
    options = {"sqlite_begin": "BEGIN IMMEDIATE", "sqlite_foreign_keys": False}
    with engine.execution_options(**options).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        yield connection
