"""Answers 401 and 403 that say why: the visitor's address is not among those allowed.

Such a notice is a restricted page and no broken link (contract, Small print).
"""

from xunjian.facts.page import read_page
from xunjian.facts.sniff import is_html
from xunjian.model.observation import Fetch, Outcome, Snapshot
from xunjian.model.page import Closing

_REFUSED = (401, 403)


def refusal(snapshot: Snapshot, fetch: Fetch) -> str:
    """The words of the notice; empty where the answer is none of these or does not say so."""
    if fetch.outcome is not Outcome.FAILED or fetch.status not in _REFUSED:
        return ""
    body = snapshot.body(fetch)
    if not body or not is_html(fetch, body):
        return ""
    closed = read_page(body, fetch.url, fetch.content_type).closed
    return closed[1] if closed is not None and closed[0] is Closing.RANGE else ""
