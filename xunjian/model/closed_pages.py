"""Pages that should be public and ask for a login, or say that the visitor may not see them."""

from dataclasses import dataclass
from typing import ClassVar

from xunjian.model.observation import Fetch
from xunjian.model.page import Closing
from xunjian.model.site import Fact, Need


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """One page that is closed though it stands in public."""

    url: str
    """As it is linked; where it leads may be the login page of another host."""
    closing: Closing
    title: str
    fetch: Fetch | None = None
    """Of the page that says so; None where it stands on another site."""
    quote: str = ""
    column: str = ""
    """The public column that lists it; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class ClosedPages(Fact):
    need: ClassVar[Need] = Need.PAGES
    pages: tuple[ClosedPage, ...] = ()
    looked_at: int = 0
    """Pages that were read."""
