"""The home page and some others as a visitor sees them (for `site.render`, `site.accessibility`)."""

from typing import TYPE_CHECKING

from storage.snapshot import SnapshotWriter

if TYPE_CHECKING:
    from crawler.site import Site


async def paint(site: "Site", writer: SnapshotWriter) -> None:
    """Look at what the job names."""
    if site.job.painting is None:
        return
