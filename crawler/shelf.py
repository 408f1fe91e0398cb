"""What of a fetch is kept, and beside what it lies."""

from crawler.net.answer import Answer
from crawler.targets import is_attachment
from storage.snapshot import Waiting
from xunjian.model.observation import Fetch, Observation, Role

_EXAMPLES = 20


def stores_body(item: Waiting, fetch: Fetch, answer: Answer) -> bool:
    """Whether the body of an answer goes into the snapshot."""
    if fetch.code == "redirect":
        return False
    if item.role is not Role.TARGET:
        return True
    return is_attachment(item.url) and bool(fetch.attempts) and fetch.attempts[-1].method == "GET"


def family_of(url: str) -> str:
    """Pages of one folder and suffix mostly share a template."""
    base = url.partition("?")[0]
    folder, _, name = base.rpartition("/")
    parts = folder.split("/")
    return "/".join(parts[:4]) + ("." if "." in name else "")


def top_of(url: str) -> str:
    """Host and first folder of an address."""
    return "/".join(url.partition("?")[0].split("/")[:4])


def cut_of(reason: str, urls: list[str], at: str) -> Observation:
    """What is said of addresses that were left for one reason: how many, and some of them."""
    # One of every folder first: a calendar must not hide that there were others.
    firsts = list({top_of(url): url for url in reversed(urls)}.values())[::-1]
    examples = list(dict.fromkeys((*firsts, *urls)))[:_EXAMPLES]
    return Observation("cut", reason, {"count": len(urls), "examples": examples}, at)
