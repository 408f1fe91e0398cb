"""How much of each answer is wanted."""

from dataclasses import replace

from crawler.discover import RANK_DOCUMENT
from crawler.net.answer import Answer, Limits
from storage.snapshot import Waiting
from xunjian.model.observation import Role
from xunjian.model.plan import CrawlPlan

_RESOURCE_BYTES = 1024 * 1024
_TARGET_BYTES = 256 * 1024
_DOCUMENT_BYTES = 16 * 1024 * 1024
_ALL_DOCUMENTS = 512 * 1024 * 1024
"""Of files that may be disclosures all is wanted; past this in one crawl only their heads."""


class Portions:
    """The limits of one crawl."""

    def __init__(self, plan: CrawlPlan) -> None:
        self.page = Limits(plan.first_byte_seconds, plan.first_byte_seconds, plan.body_seconds)
        self._resource = replace(self.page, html_bytes=_RESOURCE_BYTES, other_bytes=_RESOURCE_BYTES)
        self._target = replace(self.page, html_bytes=_TARGET_BYTES)
        self._document = replace(self._target, other_bytes=_DOCUMENT_BYTES)
        self._documents = 0

    def of(self, item: Waiting) -> Limits:
        """How much is read of an address, and how long."""
        if item.role in (Role.PAGE, Role.PROBE):
            return self.page
        if item.role is Role.RESOURCE:
            return self._resource
        wanted = item.rank == RANK_DOCUMENT and self._documents < _ALL_DOCUMENTS
        return self._document if wanted else self._target

    def count(self, item: Waiting, answer: Answer) -> None:
        """Take note of what a document took."""
        if item.rank == RANK_DOCUMENT:
            self._documents += answer.received
