"""Made-up addresses: how does a site answer for what does not exist? (soft 404, T18)

One per host, and one per kind of address that the site uses (depth of folder and suffix), in the folder
with most pages of that kind. The names depend on the seed alone, so a run can be repeated.
"""

import hashlib
from collections import Counter, defaultdict
from urllib.parse import urlsplit

from crawler.targets import suffix_of
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.model.observation import Role
from xunjian.model.plan import CrawlPlan

_MOST_PER_HOST = 8


def made_up_items(writer: SnapshotWriter, plan: CrawlPlan) -> list[Waiting]:
    """The probes of a crawl whose pages are in the snapshot."""
    folders: dict[str, dict[tuple[int, str], Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for fetch in writer.fetches(Role.PAGE):
        if fetch.code != "ok":
            continue
        parts = urlsplit(fetch.url)
        folder = parts.path.rpartition("/")[0] + "/"
        kind = (folder.count("/"), suffix_of(fetch.url))
        folders[f"{parts.scheme}://{parts.netloc}"][kind][folder] += 1
    word = hashlib.sha256(f"{plan.seed}:{plan.home_url}".encode()).hexdigest()[:16]
    prefix = next((p for p in sorted(plan.prefixes, key=len) if p.endswith("/")), "/")
    items: dict[str, Waiting] = {}
    for origin, kinds in folders.items():
        urls = [f"{origin}{prefix}xunjian-{word}.html"]
        for (_, suffix), names in sorted(kinds.items(), key=lambda pair: -pair[1].total()):
            folder = min(names, key=lambda name: (-names[name], name))
            urls.append(f"{origin}{folder}xunjian-{word}" + (f".{suffix}" if suffix else "/"))
        for url in list(dict.fromkeys(urls))[:_MOST_PER_HOST]:
            items[url] = Waiting(url, Role.PROBE, 0)
    return list(items.values())
