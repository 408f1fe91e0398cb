"""What a page leads to, taken from the crawl before this one where its bytes are the same.

What a page led to depends on its bytes, its address, its type, the unit's scope, and the code that reads;
where all of these are what they were, it leads where it led. The scripts of a page are fetched and read by
themselves. Of an address that had been seen when the page was read, no more is known than that: where it is
new this time, the page is read again.
"""

import hashlib
from functools import cache
from pathlib import Path

import lxml.etree

import crawler.discover
import crawler.targets
import xunjian.html
import xunjian.model.unit
from crawler.before import Before
from crawler.discover import Discoverer, Found, Leads
from crawler.net.answer import Answer
from crawler.seen import Seen
from storage.snapshot import SnapshotWriter
from storage.snapshot_finds import MET, Find
from xunjian.model.plan import CrawlPlan


class Finder(Discoverer):
    """Reads pages, and keeps what they lead to."""

    def __init__(self, plan: CrawlPlan, seen: Seen, before: Before, writer: SnapshotWriter) -> None:
        super().__init__(plan.scope, plan.focus, seen)
        self._before = before
        self._writer = writer
        self._rules = rules_of(plan)
        writer.reset_finds(self._rules)

    def read_kept(self, answer: Answer, *, keep: bool) -> Leads:
        """The same as `read`; `keep`: it is a page as it was served."""
        if not keep:
            return self.read(answer)
        digest = hashlib.sha256(answer.body)
        finds = self._before.finds(answer, digest.hexdigest(), self._rules)
        if finds is None or not self._suffices(finds):
            leads = self.read(answer)
            finds = [*((f.url, f.role, f.rank) for f in leads.found), *((*way, MET) for way in leads.met)]
        else:
            leads = Leads([Found(*find) for find in finds if find[2] != MET])
        if not leads.left_out:
            self._writer.keep_finds(answer.url, digest.digest(), finds)
        return leads

    def _suffices(self, finds: list[Find]) -> bool:
        return all(rank != MET or self.has_seen((url, role)) for url, role, rank in finds)


def rules_of(plan: CrawlPlan) -> str:
    """Stands for everything but the page that decides what it leads to."""
    said = f"{_code()} {plan.scope!r} {plan.focus!r}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _code() -> str:
    """Digest of the code that reads addresses off pages."""
    modules = (crawler.discover, crawler.targets, xunjian.model.unit)
    files = [Path(str(module.__file__)) for module in modules]
    files += sorted(Path(xunjian.html.__path__[0]).glob("*.py"))
    digest = hashlib.sha256(repr((lxml.etree.LXML_VERSION, lxml.etree.LIBXML_VERSION)).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
