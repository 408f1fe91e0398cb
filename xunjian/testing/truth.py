"""What an audit of a portal must say, told from its construction alone (contract: checks.md).

Truth never reads the HTML: it knows what was put on each page and how each address answers.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from xunjian.testing import accounts, history_defects, inspections, interpretations, opinions
from xunjian.testing.expected import FAIL, NOT_APPLICABLE, PASS, REVIEW, SILENT, UNKNOWN, Expected, Truth
from xunjian.testing.site import PageRecord, Route, Site, chain_end
from xunjian.testing.spec import ITEMS, Column, ColumnKind, PortalSpec, State, Story

REQUIRED = {
    "gkzn": "政府信息公开指南",
    "gkzd": "政府信息公开制度",
    "fdzdgk": "法定主动公开内容",
    "gknb": "政府信息公开年报",
    "ysqgk": "依申请公开",
    "yjs": "预决算",
    "ssj": "双随机",
    "zcjd": "政策解读",
    "tzgg": "通知公告",
    "hdjl": "互动交流",
}
"""Slug of the column that answers to a name -> the name that the pack `core` asks for."""
_ONLY_GOVERNING = ("ssj", "zcjd")
_LETTERS = ("xzxx", "jzxx", "zxjd")
"""Columns that hold letters of the public."""
_ONLY_WITH = dict.fromkeys(
    ("interaction.reply_time", "interaction.reply_fields", "interaction.unanswered"), _LETTERS
) | {"disclosure.service_guide": ("bszn",)}
"""Check -> the columns without which there is nothing to judge."""
_OF_GOVERNMENTS = ("disclosure.meeting", "disclosure.solicitation")
_DUTIES = (("gkzn", "disclosure.guide"), ("ysqgk", "disclosure.on_request"), ("hdjl", "interaction.channel"))
_CENTRAL = ("conac.cn", "beian.gov.cn", "beian.miit.gov.cn", "zfwzgl.www.gov.cn")


def truth(spec: PortalSpec, site: Site, *, painted: bool = False) -> Truth:
    """The truth of a built portal, for a run without a browser, or with one that looks at it (`painted`)."""
    if spec.shielded:
        return Truth((), {check: frozenset({UNKNOWN, NOT_APPLICABLE}) for check in CHECKS})
    judge = _Judge(spec, site, painted=painted)
    said = tuple(each for each in judge.findings() if painted or not _by_browser(each))
    findings = tuple(each for each in said if each.status != SILENT)
    decoys = tuple(each for each in said if each.status == SILENT)
    return Truth(findings, {check: judge.status(check, findings) for check in CHECKS}, decoys)


_BROWSER = ("site.render", "site.accessibility")
"""Checks that say nothing without a browser."""


def _by_browser(expected: Expected) -> bool:
    """Whether only a browser tells it; that an entry does nothing is one of these things."""
    return expected.check in _BROWSER or (expected.check, expected.status) == (
        "site.accessibility_entry",
        REVIEW,
    )


CHECKS = (
    *(f"footer.{item}" for item in ITEMS),
    *(f"links.{name}" for name in ("home", "inner", "external", "attachment", "soft_404")),
    *(f"column.{name}" for name in ("required", "blank", "mismatch")),
    *(f"update.{name}" for name in ("home", "column", "blank_month", "future_date")),
    "site.page_labels",
    "site.error_report",
    "site.accessibility_entry",
    *_BROWSER,
    *history_defects.CHECKS,
    "site.tls",
    "site.ipv6",
    *(
        f"content.{name}"
        for name in ("blank_page", "privacy", "picture_only", "restricted", "wrong_expression", "hidden_spam")
    ),
    "disclosure.on_request",
    "interpretation.column",
    *(f"interaction.{name}" for name in ("channel", "reply_time", "reply_fields", "unanswered")),
    "disclosure.guide",
    "disclosure.service_guide",
    "disclosure.meeting",
    "disclosure.annual_report",
    "disclosure.annual_report_arithmetic",
    "disclosure.solicitation",
    "disclosure.random_inspection",
    *interpretations.CHECKS,
    "disclosure.double_publicity",
    "disclosure.budget",
    "search.first_page",
)
"""Those without a rule of their own below live by the claims of what was put on the portal."""


class _Judge:
    def __init__(self, spec: PortalSpec, site: Site, *, painted: bool) -> None:
        self.spec, self.site, self.painted = spec, site, painted
        self.pages = [page for page in site.pages if self._comes_to(page)]
        self.read = {page.url for page in self.pages}
        self.home = frozenset({site.home, site.home_page})
        self.undecided_links: set[str] = set()
        self.attached: set[str] = set()
        self.away = False
        """Whether pages other than the home page link to other sites."""
        self.hidden = any(column.robots or column.state is State.SHIELD for column in spec.walk())
        self.scripted = any(column.kind is ColumnKind.XHR for column in spec.walk())

    def findings(self) -> Iterator[Expected]:
        yield from self._footers()
        yield from self._links()
        yield from self._columns()
        yield from self._updates()
        yield from self._labels()
        yield from self._blank_pages()
        yield from self._claims()
        yield from self._interpretations()
        home = self.home
        if self.spec.error_report in ("none", "comment"):
            yield Expected("site.error_report", FAIL, home)
        if self.spec.host:
            yield Expected("site.tls", FAIL, home, about=self.spec.tls or "not offered")
        if self.spec.accessibility in ("none", "comment"):
            yield Expected("site.accessibility_entry", FAIL, home)

    def status(self, check: str, findings: tuple[Expected, ...]) -> frozenset[str]:
        """The statuses that are right for a check."""
        if check in ("site.tls", "site.ipv6") and not self.spec.host:
            return frozenset({NOT_APPLICABLE})  # an address, not a name, and a port of its own
        if check == "site.ipv6":
            return frozenset({UNKNOWN})  # no name server knows an invented name
        if check in _BROWSER and not self.painted:
            return frozenset({UNKNOWN})
        governing = self.spec.unit_type in ("city", "county", "department")
        if check in _OF_GOVERNMENTS and self.spec.unit_type not in ("city", "county"):
            return frozenset({NOT_APPLICABLE})
        owed_by_offices = ("interpretation.", "disclosure.double_publicity", "disclosure.random_inspection")
        if check.startswith(owed_by_offices) and not governing:
            return frozenset({NOT_APPLICABLE})
        said = {each.status for each in findings if each.check == check}
        if FAIL in said:
            return frozenset({FAIL})
        if REVIEW in said:
            return frozenset({REVIEW})
        if (right := history_defects.statuses(check, self.spec)) is not None:
            return right
        if check in self.spec.statuses:
            return frozenset(self.spec.statuses[check])
        if check == "disclosure.double_publicity":
            unseen = {UNKNOWN} if self.hidden or self.scripted else set()
            return frozenset({NOT_APPLICABLE, *unseen})
        if check.startswith("disclosure.annual_report"):
            return self._reports(check)
        if check in interpretations.CHECKS:
            right = interpretations.statuses(check, self.spec, self._is_seen)
            # A scripted list is not seen, but policies lead to what stands in it.
            return frozenset({PASS, UNKNOWN}) if self.hidden or self.scripted else right
        if check == "disclosure.random_inspection":
            return frozenset({UNKNOWN} if self._unseen("ssj") else {PASS})
        if check == "disclosure.solicitation":
            return opinions.statuses(self.spec, in_doubt=self.hidden or self.scripted)
        if check in _ONLY_WITH and not any(each.slug in _ONLY_WITH[check] for each in self.spec.walk()):
            return frozenset({NOT_APPLICABLE, UNKNOWN})
        if check == "links.external" and not self.away:
            return frozenset({NOT_APPLICABLE, *({UNKNOWN} if self.hidden or self.scripted else ())})
        if check == "links.attachment" and not self.attached:
            return frozenset({NOT_APPLICABLE})
        if check == "interpretation.column" and self._unseen("zcjd"):
            return frozenset({UNKNOWN})
        if check in self.undecided_links and check.startswith("links."):
            return frozenset({UNKNOWN})
        on_columns = check.startswith(("update.", "column.")) and not check.endswith((".home", ".required"))
        if (self.scripted or self.hidden) and on_columns:
            # What lies in the unread column may be anything; a check that needs none of it may still pass.
            surely = check in ("column.blank", "update.column")
            return frozenset({UNKNOWN}) if surely else frozenset({PASS, UNKNOWN})
        if self.hidden or self.scripted:
            whole = check.startswith(("footer.", "links.", "content.")) or check == "site.page_labels"
            return frozenset({PASS, UNKNOWN}) if whole else frozenset({PASS})
        if check == "links.inner" and self.undecided_links:
            return frozenset({PASS, UNKNOWN})
        return frozenset({PASS})

    def _reports(self, check: str) -> frozenset[str]:
        """Sound reports pass where they were seen; that all of them add up only a whole crawl tells."""
        if all(column.slug != "gknb" for column in self.spec.walk()):
            return frozenset({NOT_APPLICABLE, UNKNOWN})
        if self._unseen("gknb"):
            return frozenset({UNKNOWN, NOT_APPLICABLE})
        in_doubt = check.endswith("arithmetic") and (self.hidden or self.scripted)
        return frozenset({PASS, UNKNOWN}) if in_doubt else frozenset({PASS})

    # -- pages

    def _comes_to(self, page: PageRecord) -> bool:
        path = _path(page.url)
        return not any(path.startswith(rule) for rule in self.site.robots)

    def _footers(self) -> Iterator[Expected]:
        for item in ITEMS:
            bare = frozenset(page.url for page in self.pages if item in page.footer_missing)
            if bare:
                yield Expected(f"footer.{item}", FAIL, bare, about=f"{len(bare)} pages lack it")

    def _labels(self) -> Iterator[Expected]:
        groups: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
        for page in self.pages:
            if page.labels_missing:
                kind = "column" if page.kind == "hub" else str(page.kind)
                groups[kind, page.labels_missing].add(page.url)
        for (kind, labels), urls in groups.items():
            subjects = frozenset(urls)
            yield Expected("site.page_labels", FAIL, subjects, labels[0], about=f"{kind} lacks {labels}")

    def _blank_pages(self) -> Iterator[Expected]:
        for page in self.pages:
            if page.blank:
                yield Expected("content.blank_page", FAIL, frozenset({page.url}), about=page.title)

    def _claims(self) -> Iterator[Expected]:
        """What was said where it was made, as far as the pages can be seen."""
        for claim in self.spec.claims:
            where = frozenset({self.site.hosts.absolute(claim.to)}) if claim.to else self.home
            yield Expected(claim.check, claim.status, where, claim.mentions, claim.about)
        for column in self.spec.walk():
            for claim in column.claims:
                if claim.on == "home" or claim.status == SILENT or self._open(column):
                    where = (
                        self.home if claim.on == "home" else frozenset({self.site.column_urls[column.slug]})
                    )
                    yield Expected(claim.check, claim.status, where, claim.mentions, claim.about)
            for story in column.stories:
                for claim in story.claims:
                    url = self.site.story_urls[story.key]
                    where = {
                        "home": self.home,
                        "column": frozenset({self.site.column_urls[column.slug]}),
                        "file": frozenset(self.site.files_on(url)),
                    }.get(claim.on, frozenset({url}))
                    if claim.on not in ("story", "file") or self._is_seen(story):
                        yield Expected(
                            claim.check, claim.status, where, claim.mentions, claim.about or story.title
                        )

    def _interpretations(self) -> Iterator[Expected]:
        if self.spec.unit_type in ("city", "county", "department"):
            for check, status, story, about in interpretations.expected(self.spec, self._is_seen):
                where = frozenset({self.site.story_urls[story.key]}) if story else self.home
                yield Expected(check, status, where, about=about)

    def _is_seen(self, story: Story) -> bool:
        url = self.site.story_urls[story.key]
        return url in self.read or (story.state is State.CHAIN and chain_end(url) in self.read)

    # -- links

    def _links(self) -> Iterator[Expected]:
        found_on: dict[str, set[str]] = defaultdict(set)
        for placing in self.site.placings:
            if placing.page in self.read:
                found_on[placing.target].add(placing.page)
                if placing.kind == "attachment":
                    self.attached.add(placing.target)
        for target, pages in found_on.items():
            state = self._answer(target)
            home = self.site.home_page in pages
            own = target.startswith(self.site.hosts.own + self.spec.prefix)
            owner = "links.home" if home else "links.inner" if own else "links.external"
            self.away |= owner == "links.external" and state != "recognised"
            if state in ("sound", "recognised"):
                continue
            if state == "unknown":
                self.undecided_links.add(owner)
                continue
            if target in self.attached:
                owner = "links.attachment"
            elif state == "soft":
                owner = "links.soft_404"
            if owner in CHECKS:
                status = REVIEW if state == "review" else FAIL
                yield Expected(owner, status, frozenset({target}), about=f"on {len(pages)} pages")

    def _answer(self, target: str) -> str:
        """sound, soft, broken, review, unknown or recognised."""
        for _ in range(11):
            parts = urlsplit(target)
            base = f"{parts.scheme}://{parts.netloc}"
            if any((parts.hostname or "").endswith(name) for name in _CENTRAL):
                return "recognised"
            own = base == self.site.hosts.own
            if base == self.site.hosts.closed or (not own and (parts.hostname or "").endswith(".invalid")):
                return "broken"
            inside = own and parts.path.startswith(self.spec.prefix)
            if own and any(parts.path.startswith(rule) for rule in self.site.robots):
                return "unknown"
            route = self._route(own, _path(target))
            if route.shield:
                return "unknown"
            if route.reset:
                return "broken"
            if route.location:
                target = route.location
                continue
            if route.status >= 400:
                mild = route.status in (401, 403, 405, 429) or route.status >= 500
                return "review" if mild and not inside else "broken"
            if route.soft:
                return "soft"
            return "broken" if route.spoilt else "sound"
        return "broken"

    def _route(self, own: bool, path: str) -> Route:
        routes = self.site.own if own else self.site.other
        route = routes.get(path)
        if route is None:
            plain = routes.get(path.partition("?")[0])
            route = plain if plain is not None and plain.any_query else None
        if route is not None:
            return route
        return self.site.missing if own else Route(status=404)

    # -- columns

    def _columns(self) -> Iterator[Expected]:
        home = self.home
        have = {column.slug for column in self.spec.walk()}
        governing = self.spec.unit_type in ("city", "county", "department")
        for slug, name in REQUIRED.items():
            if slug not in have and (governing or slug not in _ONLY_GOVERNING):
                yield Expected("column.required", FAIL, home, name)
        if "gknb" not in have:
            yield Expected("disclosure.annual_report", FAIL, home, "没有发布")
        for slug, check in _DUTIES:
            if slug not in have:
                yield Expected(check, FAIL, home)
        if "yjs" not in have or self._blank(self.spec.column("yjs")):
            for element in accounts.ELEMENTS:
                yield Expected("disclosure.budget", FAIL, home, element)
        if "ssj" not in have and governing:
            for element in inspections.ELEMENTS:
                yield Expected("disclosure.random_inspection", FAIL, home, element)
        if governing:
            bare = "zcjd" not in have
            if bare or self._blank(self.spec.column("zcjd")):
                subjects = home if bare else home | {self.site.column_urls["zcjd"]}
                yield Expected("interpretation.column", FAIL, subjects)
        for column in self.spec.walk():
            if self._blank(column):
                yield Expected("column.blank", FAIL, frozenset({self.site.column_urls[column.slug]}))

    def _unseen(self, slug: str) -> bool:
        """Whether the items of a column cannot be known in this run."""
        column = self.spec.column(slug)
        return column.kind is ColumnKind.XHR or not self._open(column)

    def _blank(self, column: Column) -> bool:
        bare = not column.stories and not column.shows
        return column.kind is ColumnKind.LIST and bare and self._open(column)

    def _open(self, column: Column) -> bool:
        return self.site.column_urls[column.slug] in self.read

    def _updates(self) -> Iterator[Expected]:
        as_of = self.spec.as_of
        ahead = as_of + timedelta(days=1)
        shown = [day for text in self.site.home_days if (day := date.fromisoformat(text)) <= ahead]
        if shown and max(shown) < as_of - timedelta(days=14):
            yield Expected("update.home", FAIL, self.home)
        every: set[tuple[int, int]] = set()
        for column in self.spec.walk():
            days = [story.day for story in column.stories if story.day]
            if column.kind in (ColumnKind.LIST, ColumnKind.SINGLE) and self._open(column):
                every |= {(day.year, day.month) for day in days}
            current = [day for day in days if day <= ahead]
            listed = column.kind is ColumnKind.LIST and column.limit is not None and self._open(column)
            if listed and current and max(current) < as_of - timedelta(days=column.limit or 0):
                yield Expected("update.column", FAIL, frozenset({self.site.column_urls[column.slug]}))
            for story in column.stories:
                listed_future = column.kind is ColumnKind.LIST and self._open(column)
                if story.day and story.day > ahead and listed_future:
                    yield Expected("update.future_date", FAIL, frozenset({self.site.story_urls[story.key]}))
        first = min(every, default=(9999, 1))
        for year, month in _months(as_of, 12):
            if (year, month) not in every and (year, month) >= first:
                yield Expected("update.blank_month", FAIL, self.home, f"{year}-{month:02d}")


def _months(as_of: date, count: int) -> Iterator[tuple[int, int]]:
    last = as_of.year * 12 + as_of.month - 1
    for back in range(count, 0, -1):
        yield (last - back) // 12, (last - back) % 12 + 1


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
