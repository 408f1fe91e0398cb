"""What a crawl is told to do. It crosses a process border as JSON, hence pydantic."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, field_validator

from xunjian.model.hours import Hours
from xunjian.model.unit import Scope, Unit


class CrawlPlan(BaseModel):
    """One crawl of one unit's part of a site."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home_url: str
    hosts: tuple[str, ...]
    prefixes: tuple[str, ...] = ("/",)
    exclude: tuple[str, ...] = ()
    as_of: date
    seed: int = 0
    max_pages: int = Field(default=5000, ge=1)
    """Page budget; what lies beyond it is unknown."""
    concurrency: int = Field(default=4, ge=1, le=64)
    """Requests at once per host."""
    delay: float = Field(default=0.1, ge=0)
    """Seconds between two requests to one host."""
    max_requests: int = Field(default=100_000, ge=1)
    """Requests of every kind (pages, links, pictures, probes, repeated tries); beyond it: unknown."""
    hours: str = ""
    """Hours of the day in which the site may be asked, as `22:00-06:00` (Asia/Shanghai); empty: any."""
    max_depth: int = Field(default=16, ge=0)
    deadline_seconds: float = Field(default=3 * 3600, gt=0)
    first_byte_seconds: float = Field(default=15, gt=0)
    """No first byte within this time is a failed try (contract: 15 s)."""
    body_seconds: float = Field(default=120, gt=0)
    """A body may take this long to come; what came until then is kept, and the rest was not seen."""
    user_agent: str
    allow_private: bool = False
    resolve: dict[str, str] = Field(default_factory=dict)
    """`host[:port]` -> `address[:port]`, as curl's --resolve."""
    focus: tuple[str, ...] = ()
    """Names of columns to walk first."""
    browser: str | None = None
    """Executable of the browser used for rendering; none: pages are read as served."""
    browser_sandbox: bool = True
    second_browser: str | None = None
    """Executable of a Firefox that looks at the home page too; none: one browser alone decides."""
    max_rendered: int = Field(default=40, ge=0)
    max_painted: int = Field(default=5, ge=0)
    """Pages beside the home page whose accessibility is looked at in the browser."""

    since: str | None = None
    """Path of an earlier snapshot: what it holds is asked for on the condition that it changed."""

    units: tuple[Unit, ...] = ()
    """The units that this crawl is for: a snapshot alone reproduces its verdicts."""

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, text: str) -> str:
        return str(Hours.parse(text)) if text else ""

    @property
    def scope(self) -> Scope:
        return Scope(frozenset(self.hosts), self.prefixes, self.exclude)
