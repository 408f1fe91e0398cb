"""How well pages are read: each labelled field of saved pages, right, wrong or missed.

The folder holds `labels.jsonl`, one record a line, and beside it the pages (see its README.md).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from xunjian.errors import ConfigError
from xunjian.facts.column_names import CLOSING_WORDS
from xunjian.facts.page import read_page
from xunjian.html.text import compact, squeeze
from xunjian.html.urls import resolve
from xunjian.model.page import PageKind, PageReading

# `operator_chengban` stands in the labels but is left out: the reader does not read who operates a site.
_FOOTER = {
    "icp": "icp",
    "gongan": "police",
    "site_id_code": "site_code",
    "sponsor_zhuban": "sponsor",
    "phone": "contact",
    "conac_badge": "party_badge",
    "jiucuo": "error_report",
}
_FLAGS = {"conac_badge", "jiucuo"}
_KINDS = {**{str(kind): str(kind) for kind in PageKind}, "list": str(PageKind.COLUMN)}
"""A record's word for its page, and the kind it stands for; other words (an annual report) are not judged."""
_TITLES = "\t \u3000•·●■"


@dataclass(slots=True)
class FieldScore:
    """One field over all pages. `examples`: page, what was expected, what was read, of what was not right."""

    name: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    """A wrong value where one was expected counts here too: recall is of what should have been read."""
    expected: int = 0
    examples: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        said = self.right + self.wrong
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        return self.right / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class PagesAccuracy:
    fields: tuple[FieldScore, ...]
    pages: int

    @property
    def total(self) -> FieldScore:
        whole = FieldScore("全部字段")
        for score in self.fields:
            whole.right += score.right
            whole.wrong += score.wrong
            whole.missed += score.missed
            whole.expected += score.expected
        return whole


def measure_pages(folder: Path) -> PagesAccuracy:
    """Reads every labelled page of a folder, compares field by field. ConfigError where none is there."""
    labels = folder / "labels.jsonl"
    if not labels.is_file():
        raise ConfigError(f"没有找到标注文件：{labels}。", "请用 --pages 指明含 labels.jsonl 的目录。")
    scores: dict[str, FieldScore] = {}
    pages = 0
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            body = (folder / record["file"]).read_bytes()
        except (ValueError, KeyError, OSError) as fault:
            raise ConfigError(f"{labels} 第 {number} 行无法使用：{fault}") from fault
        reading = read_page(body, record["base_url"])
        pages += 1
        _compare(record, reading, scores)
    return PagesAccuracy(tuple(scores.values()), pages)


def _compare(record: Mapping[str, object], reading: PageReading, scores: dict[str, FieldScore]) -> None:
    labels = _mapping(record.get("labels"))
    either = _mapping(record.get("either"))
    page = str(record.get("id", ""))
    base = str(record.get("base_url", ""))
    if labels.keys() != {"footer"}:
        _kind(page, record, either, reading, scores)
    if "article" in labels:
        _article(page, base, _mapping(labels["article"]), either, reading, scores)
    if "footer" in labels:
        _footer(page, _mapping(labels["footer"]), either, reading, scores)
    if "meta" in labels:
        expected = {name.lower(): str(value) for name, value in _mapping(labels["meta"]).items()}
        asked = _SITE_LABELS | expected.keys()
        got = {name.lower(): value for name, value in reading.labels.items() if name.lower() in asked}
        _many(scores, "meta", page, [expected.items()], got.items())
    if "list" in labels:
        _list(page, base, _mapping(labels["list"]), either, reading, scores)
    if "nav" in labels:
        choices = [labels["nav"], *_listed(either.get("nav"))]
        expected_nav = [
            [(compact(str(entry["name"])), _address(base, str(entry["href"]))) for entry in _records(choice)]
            for choice in choices
        ]
        _many(scores, "nav", page, expected_nav, _level(reading, expected_nav))


def _level(reading: PageReading, expected: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The columns of the level that was labelled: a label gives one level, complete, or all of them."""

    def names(level: int | None) -> list[tuple[str, str]]:
        links = (link for link in reading.columns if level is None or link.level == level)
        return [(compact(link.name), link.url) for link in links]

    def fit(got: list[tuple[str, str]]) -> float:
        return max(
            2 * sum(entry in got for entry in choice) / max(1, len(got) + len(choice)) for choice in expected
        )

    return max((names(None), names(1), names(2)), key=fit)


def _kind(
    page: str,
    record: Mapping[str, object],
    either: Mapping[str, object],
    reading: PageReading,
    scores: dict[str, FieldScore],
) -> None:
    """The word before `+` in the record's `kind`, where it is a kind of page that the reader tells."""
    word = str(record.get("kind", "")).partition("+")[0].strip()
    if word in _KINDS:
        choices = [word, *_listed(either.get("kind"))]
        _one(scores, "kind", page, [_KINDS.get(str(choice)) for choice in choices], str(reading.kind))


_SITE_LABELS = {"sitename", "sitedomain", "siteidcode", "columnname", "columntype"}


def _article(
    page: str,
    base: str,
    expected: Mapping[str, object],
    either: Mapping[str, object],
    reading: PageReading,
    scores: dict[str, FieldScore],
) -> None:
    article = reading.article
    published = _moment(article.published) if article else None
    got: dict[str, str | None] = {
        "title": article.title if article else None,
        "publish_date": published,
        "source": article.source if article else None,
        "meta_pubdate": reading.labels.get("PubDate") or None,
        "column": next((entry for entry in reversed(reading.breadcrumb) if entry not in CLOSING_WORDS), None),
    }
    if got["column"] in {"首页", "网站首页"}:
        got["column"] = None
    for name, value in got.items():
        if name in expected:
            choices = [expected[name], *_listed(either.get(f"article.{name}"))]
            wanted = [_text(choice) for choice in choices]
            if name in {"publish_date", "meta_pubdate"}:
                wanted = [_iso(choice) for choice in wanted]
                value = _iso(value)
            _one(scores, f"article.{name}", page, wanted, value)
    if "breadcrumbs" in expected:
        choices = [expected["breadcrumbs"], *_listed(either.get("article.breadcrumbs"))]
        trails = [" > ".join(_strings(choice)) for choice in choices]
        wanted = [trail or None for trail in (*trails, *(each.removesuffix(" > 正文") for each in trails))]
        _one(scores, "article.breadcrumbs", page, wanted, " > ".join(reading.breadcrumb) or None)
    if "attachments" in expected:
        choices = [expected["attachments"], *_listed(either.get("article.attachments"))]
        wanted_files = [
            [(squeeze(str(entry["text"])), _address(base, str(entry["href"]))) for entry in _records(choice)]
            for choice in choices
        ]
        files = [(squeeze(entry.title), entry.url) for entry in article.attachments] if article else []
        _many(scores, "article.attachments", page, wanted_files, files)


def _footer(
    page: str,
    expected: Mapping[str, object],
    either: Mapping[str, object],
    reading: PageReading,
    scores: dict[str, FieldScore],
) -> None:
    for name, attribute in _FOOTER.items():
        if name not in expected:
            continue
        item = getattr(reading.footer, attribute)
        choices = [expected[name], *_listed(either.get(f"footer.{name}"))]
        if name in _FLAGS:
            _one(
                scores,
                f"footer.{name}",
                page,
                ["是" if choice else None for choice in choices],
                "是" if item else None,
            )
        else:
            wanted = [compact(str(choice)) if choice is not None else None for choice in choices]
            _one(scores, f"footer.{name}", page, wanted, compact(item.value) if item else None)


def _list(
    page: str,
    base: str,
    expected: Mapping[str, object],
    either: Mapping[str, object],
    reading: PageReading,
    scores: dict[str, FieldScore],
) -> None:
    if "column" in expected:
        wanted = [_text(choice) for choice in (expected["column"], *_listed(either.get("list.column")))]
        _one(scores, "list.column", page, wanted, reading.heading or None)
    if "items" in expected:
        choices = [expected["items"], *_listed(either.get("list.items"))]
        # Of a row the day is read; a label may keep the printed time behind it.
        rows = [
            [
                (_title(str(row["title"])), str(row.get("date") or "")[:10], _address(base, str(row["href"])))
                for row in _records(choice)
            ]
            for choice in choices
        ]
        got = [
            (_title(item.title), item.date.isoformat() if item.date else "", item.url)
            for item in reading.items
        ]
        best = _many(scores, "list.items", page, rows, got)
        _order(scores, "list.order", page, best, got)
    if "pagination" in expected:
        _next_page(page, base, expected["pagination"], reading, scores)


def _next_page(
    page: str, base: str, pager: object, reading: PageReading, scores: dict[str, FieldScore]
) -> None:
    """A pager whose next page is not labelled (only a call is) says nothing of the address."""
    if pager and "next" not in _mapping(pager):
        return
    raw = str(_mapping(pager).get("next") or "") if pager else ""
    _one(scores, "list.next_page", page, [(_address(base, raw) or None) if raw else None], reading.next_page)


def _one(
    scores: dict[str, FieldScore], name: str, page: str, wanted: list[str | None], got: str | None
) -> None:
    score = scores.setdefault(name, FieldScore(name))
    if got in wanted:
        score.right += got is not None
        score.expected += got is not None
        return
    expects = wanted[0] is not None
    score.expected += expects
    score.wrong += got is not None
    score.missed += expects
    score.examples.append((page, str(wanted[0]), str(got)))


def _many(
    scores: dict[str, FieldScore],
    name: str,
    page: str,
    wanted: Sequence[Iterable[object]],
    got: Iterable[object],
) -> list[object]:
    """Compares sets of entries with the choice that fits best, and says which that was."""
    score = scores.setdefault(name, FieldScore(name))
    have = list(got)
    options = [list(choice) for choice in wanted]
    best = max(options, key=lambda choice: (sum(entry in have for entry in choice), -len(choice)))
    right = [entry for entry in best if entry in have]
    extra = [entry for entry in have if entry not in best]
    lacking = [entry for entry in best if entry not in have]
    score.right += len(right)
    score.expected += len(best)
    score.wrong += len(extra)
    score.missed += len(lacking)
    score.examples += [(page, "(无)", str(entry)) for entry in extra] + [
        (page, str(entry), "(无)") for entry in lacking
    ]
    return best


def _order(
    scores: dict[str, FieldScore], name: str, page: str, wanted: Sequence[object], got: Sequence[object]
) -> None:
    """One mark a page: whether the entries read right stand as on the page. Fewer than two have no order."""
    expected = [str(entry) for entry in dict.fromkeys(wanted) if entry in got]
    found = [str(entry) for entry in dict.fromkeys(got) if entry in wanted]
    if len(expected) > 1:
        _one(scores, name, page, [" | ".join(expected)], " | ".join(found))


def _moment(value: date | datetime | None) -> str | None:
    return (
        None if value is None else value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    )


def _iso(value: str | None) -> str | None:
    """To the minute; seconds are kept only where they are not zero."""
    if value is None:
        return None
    value = value.replace("T", " ").replace("/", "-")
    return value[:-3] if value.count(":") == 2 and value.endswith(":00") else value


def _title(text: str) -> str:
    return compact(text.strip(_TITLES))


def _address(base: str, href: str) -> str:
    return base if not href.strip() else resolve(base, href) or ""


def _text(value: object) -> str | None:
    return squeeze(str(value)) if value is not None else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> Iterator[object]:
    if isinstance(value, list):
        yield from value


def _strings(value: object) -> list[str]:
    return [str(entry) for entry in _listed(value)]


def _records(value: object) -> list[Mapping[str, object]]:
    return [_mapping(entry) for entry in _listed(value)]
