"""Private values in attachments."""

from dataclasses import dataclass
from typing import ClassVar

from xunjian.model.page import PrivateValue
from xunjian.model.site import Fact, Need


@dataclass(frozen=True, slots=True)
class PrivateFile:
    """One attachment with values that should have been masked."""

    url: str
    title: str
    found_on: str
    """The page that it hangs on."""
    values: tuple[PrivateValue, ...]


@dataclass(frozen=True, slots=True)
class PrivateFiles(Fact):
    """Attachments that may hold lists of people, as far as they could be read."""

    need: ClassVar[Need] = Need.PAGES
    files: tuple[PrivateFile, ...] = ()
    looked_at: int = 0
    unread: tuple[str, ...] = ()
    """Titles of lists of people that hold no readable words."""
