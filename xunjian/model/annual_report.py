"""Annual reports on disclosure (政府信息公开工作年度报告), as they were read."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from xunjian.model.site import Fact, Need, Page


class ReportFormat(StrEnum):
    """The generations of the format (standards.md §3)."""

    F2009 = "2009"
    F2013 = "2013"
    F2014 = "2014-2018"
    F2019 = "2019"
    F2021 = "2021"
    NONE = ""
    """Words without any of these tables."""


class ReportTable(StrEnum):
    """The tables of the formats since 2019, and the one statistics table before."""

    DISCLOSED = "主动公开政府信息情况表"
    APPLICATIONS = "收到和处理政府信息公开申请情况表"
    DISPUTES = "行政复议、行政诉讼情况表"
    STATISTICS = "政府信息公开情况统计表"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report."""

    value: Decimal
    where: str
    """Row and column by their names: 「（一）予以公开」行「自然人」列."""
    raw: str = ""
    """As printed."""
    blank: bool = False
    """The cell is empty or holds a dash: taken for 0."""
    noted: bool = False
    """A remark stands at it (不含…, footnote): what it counts may differ from its neighbours."""
    step: Decimal = Decimal(0)
    """What the last printed digit is worth, where it is rounded (8.2万); 0: exact."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides that should agree, each with its numbers and where they stand."""

    rule: str
    """T3-1, S-4, 增减幅度 …: a key of `annual_relations.RELATIONS`."""
    name: str
    """Chinese, the relation in words."""
    left: str
    """“…”行“…”列 446 ＋ … 8 ＝ 454."""
    right: str
    holds: bool
    difference: Decimal = Decimal(0)
    cells: frozenset[str] = frozenset()
    """The cells on both sides, by `Figure.where`."""
    quote: str = ""
    """Of a narrative figure: the words around it."""


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """One report, read from its page and the files attached to it."""

    title: str
    year: int
    """The calendar year it reports on; of a university the year in which the school year ends."""
    url: str
    page: Page | None = None
    """The page it stands on; None where it is a file that a list links to."""
    published: date | None = None
    foreign: bool = False
    """Its title names another office."""
    format: ReportFormat = ReportFormat.NONE
    parts: frozenset[int] = frozenset()
    """Numbers of the six parts (1 总体情况 … 6 其他需要报告的事项) whose heading was found."""
    empty_parts: frozenset[int] = frozenset()
    """Parts with a heading and nothing below it."""
    tables: frozenset[ReportTable] = frozenset()
    """Tables that are there, whether their figures could be read or not."""
    unread: tuple[str, ...] = ()
    """Chinese, what of it could not be read: a file that is a scan, a table whose cells were not sure."""
    hidden: tuple[str, ...] = ()
    """Chinese, what may hold parts or tables that were not seen (pictures, files that could not be read)."""
    figures: int = 0
    """Figures of tables that were read."""
    comparisons: tuple[Comparison, ...] = ()
    likeness: float | None = None
    """How much of its words, numbers apart, is in the report of the year before (0–1); None: not known."""
    before: str = ""
    """The address of that report."""
    letters: int = 0
    """Letters of its words, of both reports the fewer, that were so compared."""
    periods: tuple[str, ...] = ()
    """The periods that it gives for its figures, as printed, where none is the year it reports on."""
    disclosed: Figure | None = None
    """How many pieces of information its words say were disclosed."""
    untold: tuple[str, ...] = ()
    """Chinese, what should identify it and was not found: 单位名称, 统计期限, 联系方式, 标题中的年度."""


@dataclass(frozen=True, slots=True)
class AnnualReports(Fact):
    """All annual reports of the site that were found, newest year first."""

    need: ClassVar[Need] = Need.PAGES
    reports: tuple[AnnualReport, ...] = ()
    listed: tuple[tuple[int, str, str], ...] = field(default=())
    """Year, title and address of reports that a list names and that were not read."""
