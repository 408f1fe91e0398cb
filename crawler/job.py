"""What the crawl process is told on its standard input: one line of JSON for each order."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from xunjian.model.plan import CrawlPlan
from xunjian.model.search import Ask


class Painting(BaseModel):
    """What to look at in a browser, as a visitor would (`crawler.probes.painting`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: str
    """Address of the home page, where its redirects end."""
    pages: tuple[str, ...] = ()
    """Further pages whose accessibility is looked at."""
    entry: str = ""
    """Words of the accessibility entry of the home page, as found; empty: none to click."""


class Job(BaseModel):
    """One phase of one crawl."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan: CrawlPlan
    snapshot: Path
    key: str = ""
    """Stands in every line that the process says of this crawl."""
    phase: Literal["pages", "render", "probe", "close"] = "pages"
    """`probe`: what the snapshot does not hold yet and facts ask for, with a browser where there is one.
    `close`: nothing is asked for; what a crawl that died had left is written down as not fetched."""
    targets: tuple[str, ...] = ()
    """Addresses to render."""
    painting: Painting | None = None
    """For a probe."""
    searches: tuple[Ask, ...] = ()
    """For a probe: what to ask of the site's search."""
    resume: bool = False
    locked: bool = False
    """Whether who gave the job holds the lock of the snapshot, and handed it down."""


class Stop(BaseModel):
    """End one crawl politely; the others go on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stop: str
    """The key of its job."""


_ORDER: TypeAdapter[Job | Stop] = TypeAdapter(Job | Stop)


def read_order(line: str) -> Job | Stop:
    """Raises ValidationError."""
    return _ORDER.validate_json(line)
