"""Why a snapshot cannot be written on is said in Chinese."""

import errno
import sqlite3

import pytest

from storage.sqlite_faults import fault_in_words
from xunjian.errors import StorageError


def _after(error: Exception, before: Exception) -> Exception:
    error.__context__ = before
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (sqlite3.OperationalError("database or disk is full"), "快照文件所在的磁盘已满"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "快照文件只能读，不能写"),
        (sqlite3.DatabaseError("database disk image is malformed"), "快照文件已损坏"),
        (sqlite3.DatabaseError("something new"), "快照文件用不了"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (StorageError("找不到快照。", "请检查。"), "找不到快照"),
        (
            _after(
                sqlite3.OperationalError("cannot commit - no transaction is active"),
                sqlite3.OperationalError("database or disk is full"),
            ),
            "快照文件所在的磁盘已满",
        ),
        (KeyError("x"), "采集程序出错"),
    ],
)
def test_faults_of_writing(error: BaseException, words: str) -> None:
    assert fault_in_words(error) == words
