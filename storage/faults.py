"""What databases say when they fail, in one Chinese line each."""

import sqlite3

from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import OperationalError

from storage.sqlite_faults import explained
from xunjian.errors import StorageError

_POSTGRESQL = (
    ("password authentication failed", "用户名或口令不对。"),
    ("no password supplied", "需要口令。"),
    ("no pg_hba.conf entry", "服务器不允许本机连接。"),
    ("does not exist", "服务器上没有这个数据库或用户。"),
    ("resolve", "主机名无法解析。"),
    ("name or service not known", "主机名无法解析。"),
    ("refused", "服务器拒绝连接，可能没有启动。"),
    ("no such file", "服务器没有启动。"),
    ("timeout", "服务器没有应答。"),
    ("timed out", "服务器没有应答。"),
    ("starting up", "服务器正在启动。"),
    ("shut", "服务器已停止。"),
    ("closed the connection", "服务器断开了连接。"),
    ("too many", "服务器的连接数已满。"),
)


def shown(url: URL) -> str:
    """The address without its password; of SQLite the file."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def explain(context: ExceptionContext, url: URL) -> None:
    """Raises StorageError for a fault of the database itself; a fault of a statement stays what it is."""
    error = context.original_exception
    if isinstance(error, sqlite3.DatabaseError):
        if (known := explained(error)) is not None:
            raise StorageError(f"数据库文件 {shown(url)} {known[0]}", known[1]) from error
    elif isinstance(context.sqlalchemy_exception, OperationalError):
        said = str(error).lower()
        reason = next((message for words, message in _POSTGRESQL if words in said), "服务器报告故障。")
        raise StorageError(
            f"数据库 {shown(url)} 用不了：{reason}", "请检查地址、口令和服务器（--database）。"
        ) from error
