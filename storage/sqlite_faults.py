"""What SQLite says when it fails, in Chinese; and every fault that ends the writing of a snapshot."""

import sqlite3

from xunjian.errors import XunjianError, system_fault

_KNOWN = (
    ("file is not a database", "不是数据库文件。", "请换一个位置（--database），或移走这个文件。"),
    ("unable to open", "打不开。", "请检查路径和读写权限。"),
    ("readonly", "只能读，不能写。", "请检查文件和所在文件夹的写权限。"),
    ("locked", "一直被别的程序占用。", "请等它结束后再试。"),
    ("busy", "一直被别的程序占用。", "请等它结束后再试。"),
    ("full", "所在的磁盘已满。", "请腾出空间后再试。"),
    ("malformed", "已损坏。", "请用备份恢复，或移走这个文件。"),
    ("i/o error", "读写出错。", "请检查磁盘；数据库不要放在网络文件夹里。"),
)
"""Part of its message -> what is wrong with the file, and what helps."""


def explained(error: BaseException) -> tuple[str, str] | None:
    """What is wrong with the file, and what helps; None where it is not the file."""
    said = str(error).lower()
    return next(((message, hint) for words, message, hint in _KNOWN if words in said), None)


def fault_in_words(error: BaseException) -> str:
    """Why a snapshot cannot be written on; without a stop, to be part of a sentence."""
    if isinstance(error, XunjianError):
        return error.message.rstrip("。")
    if isinstance(error, OSError):
        return system_fault(error)
    known = explained(error) if isinstance(error, sqlite3.Error) else None
    if known is not None:
        return f"快照文件{known[0].rstrip('。')}"
    before = error.__context__  # a transaction that cannot be ended hides why it could not be written
    if before is not None:
        return fault_in_words(before)
    return "快照文件用不了" if isinstance(error, sqlite3.Error) else "采集程序出错"
