"""What the crawl process is told on its standard input."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from xunjian.model.plan import CrawlPlan


class Job(BaseModel):
    """One phase of one crawl."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan: CrawlPlan
    snapshot: Path
    phase: Literal["pages", "render"] = "pages"
    targets: tuple[str, ...] = ()
    """Addresses to render."""
    resume: bool = False
    locked: bool = False
    """Whether who gave the job holds the lock of the snapshot, and handed it down."""
