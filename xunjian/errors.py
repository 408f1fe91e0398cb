"""The expected faults. Raised anywhere, shown only by the handler at the edge of the command line.

What the network does is never an exception: it is an outcome in the snapshot.
"""

import errno

_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "同名的文件已经存在",
    errno.ENAMETOOLONG: "名称太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENOMEM: "内存不足",
    errno.EIO: "磁盘读写错误",
}


def system_fault(error: OSError) -> str:
    """What the operating system refused, in Chinese."""
    known = _SYSTEM.get(error.errno or 0)
    return known or f"系统错误 {error.errno}" if error.errno else "系统错误"


class XunjianError(Exception):
    """An expected fault: one clear Chinese line, and what to do about it."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(XunjianError):
    """The command was called wrongly."""


class ConfigError(XunjianError):
    """A pack, unit or settings file is wrong; the message names file, line and what to write instead."""


class PluginError(XunjianError):
    """A check or pack of a distribution cannot be used; the message names distribution and entry point."""


class StorageError(XunjianError):
    """A database or snapshot cannot be used."""


class CollectError(XunjianError):
    """The crawl could not begin or could not be finished; what was seen is kept."""

    exit_code = 3
