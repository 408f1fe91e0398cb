"""The expected faults. Raised anywhere, shown only by the handler at the edge of the command line.

What the network does is never an exception: it is an outcome in the snapshot.
"""


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
