"""CPU of all checks over a snapshot of 2,000 pages, against parsing those pages once with lxml.

.venv/bin/python -m benchmarks.judging [PAGES | SNAPSHOT]

One process, one run: the ratio is what counts. “Facts” is what is made of the readings of the pages (columns,
letters, reports …); “checks” is what the check functions take, the words of pages that they ask for included.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import lxml.html

from storage.snapshot import SnapshotFile
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.lexicon import load_lexicon
from xunjian.app.packs import open_pack
from xunjian.catalog import load_catalog
from xunjian.engine import judge
from xunjian.facts.site import SiteReader
from xunjian.facts.sniff import is_html
from xunjian.html.decode import decode_html
from xunjian.model.observation import Role
from xunjian.testing.portals.case import AS_OF, county_trs
from xunjian.testing.server import serve
from xunjian.testing.spec import Column, PortalSpec
from xunjian.testing.tree import STEADY, Grower

ROUNDS = 3


def big_portal(pages: int) -> PortalSpec:
    """A county's portal with so many pages: more articles in more columns."""
    spec = county_trs(71)
    grower = Grower(AS_OF, 72, spec.name)
    count, columns = pages - 100, 24
    each = count * 15 // 16 // columns
    ages = [STEADY[0] + step * 380 // each for step in range(each)]
    lists: list[Column] = []
    for number in range(columns):
        kind = ("notice", "plain", "office")[number % 3]
        lists.append(grower.list(f"xl{number}", f"专项工作{number + 1}", kind, ages, 365))
    hub = next(column for column in spec.columns if column.slug == "zwgk")
    grown = replace(hub, children=(*hub.children, *lists))
    return replace(spec, columns=tuple(grown if c is hub else c for c in spec.columns))


def main(pages: int) -> None:
    with serve(big_portal(pages)) as running, tempfile.TemporaryDirectory() as folder:
        request = AuditRequest(
            target=running.home, unit_type="county", as_of=AS_OF, delay=0.0, browser=False,
            allow_private=True, record=False, out=Path(folder),
        )  # fmt: skip
        run_audit(request)
        with SnapshotFile.open(Path(folder) / "snapshot.sqlite") as snapshot:
            measure(snapshot)


def measure(snapshot: SnapshotFile) -> None:
    lexicon, loaded, catalog = load_lexicon(), open_pack("core"), load_catalog()
    unit = snapshot.plan.units[0]
    html = []
    for fetch in snapshot.fetches(Role.PAGE):
        body = snapshot.body(fetch)
        if body is not None and is_html(fetch, body):
            html.append((body, fetch.content_type))
    rows = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for body, kind in html:
            lxml.html.document_fromstring(decode_html(body, kind).text)
        parsed = time.process_time()
        site = SiteReader(snapshot, unit, lexicon)
        pages = [page for fetch in site.fetches() if (page := site.reader.read(fetch)) is not None]
        read = time.process_time()
        facts = site.facts(pages)
        told = time.process_time()
        judge(loaded, catalog.checks, facts, unit)
        rows.append((parsed - start, read - parsed, told - read, time.process_time() - told))
    parse, reading, facts_time, checks = (min(column) for column in zip(*rows, strict=True))
    print(f"pages {len(html)}; parse {parse:.2f} s, read {reading:.2f} s, facts {facts_time:.2f} s, ", end="")
    print(f"checks {checks:.2f} s of CPU; checks/parse {checks / parse:.2f}, ", end="")
    print(f"(facts+checks)/parse {(facts_time + checks) / parse:.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].isdecimal():
        with SnapshotFile.open(Path(sys.argv[1])) as stored:
            measure(stored)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
