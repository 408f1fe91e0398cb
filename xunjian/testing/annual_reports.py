"""Annual reports of made-up offices, in every format: figures that agree, as page, pasted text or file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape
from random import Random


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Rows = Sequence[Sequence[Cell]]

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"),
    ),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
)
NEW, CARRIED, DONE, NEXT = 0, 1, 23, 24
"""Rows of the table of applications, of 25."""
OUTCOMES = tuple(range(2, 23))
ENDS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@dataclass(frozen=True)
class Report:
    """The figures of one report since 2019. `applications`: 25 rows of 7; `disputes`: 15."""

    year: int
    applications: tuple[tuple[int, ...], ...]
    disputes: tuple[int, ...]
    rules: tuple[int, int, int] = (0, 0, 0)
    norms: tuple[int, int, int] = (0, 0, 0)
    decided: tuple[int, int, int] = (0, 0, 0)
    fee: str = "0"
    earlier: bool = False
    """The format of 2019: two lines less, and other columns in the first table."""
    words: tuple[str, ...] = field(default=())
    """Paragraphs of the first part, made of the figures as they were before anything was changed."""


def make_report(year: int, seed: int, before: Report | None = None) -> Report:
    """Figures that agree with each other, and with those of the year before."""
    random = Random(seed * 10_000 + year)
    outcomes = [[random.choice((0, 0, 0, 1)) for _ in range(6)] for _ in OUTCOMES]
    outcomes[0] = [random.randint(9, 60), random.randint(0, 4), 0, random.randint(0, 2), 0, 1]
    outcomes[1] = [random.randint(2, 9), 1, 0, 0, 0, 0]
    done = [sum(column) for column in zip(*outcomes, strict=True)]
    after = [random.randint(1, 4), random.randint(0, 1), 0, 0, 0, 0]
    carried = (
        list(before.applications[NEXT][:6]) if before is not None else [random.randint(0, 3), 0, 0, 0, 0, 0]
    )
    carried = [min(have, total) for have, total in zip(carried, done, strict=True)]
    new = [end + left - have for end, left, have in zip(done, after, carried, strict=True)]
    table = [[*row, sum(row)] for row in (new, carried, *outcomes, done, after)]
    disputes: list[int] = []
    for most in (6, 3, 2):
        parts = [random.randint(0, most) for _ in range(4)]
        disputes += [*parts, sum(parts)]
    made, ended = random.randint(2, 9), random.randint(0, 2)
    valid = before.norms[2] if before is not None else random.randint(40, 90)
    report = Report(
        year,
        tuple(map(tuple, table)),
        tuple(disputes),
        norms=(made, ended, valid + made - ended),
        decided=(random.randint(50, 900), random.randint(10, 300), random.randint(0, 20)),
        fee=f"{random.randint(0, 90)}.{random.randint(10, 99)}",
    )
    return replace(report, words=_words(report, before))


_FIRST = 2018
"""Before this year nobody is asked what was carried over."""


@cache
def report_of(seed: int, year: int) -> Report:
    """The report of an office, told by a number, on a year; it goes on from those before."""
    return make_report(year, seed, report_of(seed, year - 1) if year > _FIRST else None)


def _words(report: Report, before: Report | None) -> tuple[str, ...]:
    table, disputes = report.applications, report.disputes
    new, done, open_ = table[NEW][6], table[DONE][6], table[2][6]
    lines = [
        f"{report.year}年，本机关新收政府信息公开申请{new}件，上年结转{table[CARRIED][6]}件，"
        f"结转下年度继续办理{table[NEXT][6]}件。予以公开{open_}件，占办结总数的{share(open_, done)}%。",
        f"因政府信息公开引起的行政复议{disputes[4]}件，行政诉讼{disputes[9] + disputes[14]}件。",
    ]
    if before is not None and (base := before.applications[NEW][6]) and base != new:
        way = "增长" if new > base else "下降"
        lines.append(f"共收到申请{new}件，比上年的{base}件{way}{share(abs(new - base), base)}%。")
    return tuple(lines)


def share(part: int, whole: int) -> str:
    """A percentage with one decimal, rounded."""
    return f"{part * 100 / whole:.1f}"


def change(report: Report, row: int, column: int, by: int) -> Report:
    """One cell of the table of applications is wrong by so many; the words stay as they were."""
    rows = [list(each) for each in report.applications]
    rows[row][column] += by
    return replace(report, applications=tuple(map(tuple, rows)))


def change_dispute(report: Report, place: int, by: int) -> Report:
    """One of the fifteen numbers is wrong by so many."""
    numbers = list(report.disputes)
    numbers[place] += by
    return replace(report, disputes=tuple(numbers))


def change_words(report: Report, old: str, new: str) -> Report:
    """The words say something else. Raises ValueError where they do not say `old`."""
    if not any(old in line for line in report.words):
        raise ValueError(old)
    return replace(report, words=tuple(line.replace(old, new) for line in report.words))


# -- as tables


def disclosed_rows(report: Report) -> list[list[Cell]]:
    """Table 2."""
    rows: list[list[Cell]] = []

    def block(number: str, heads: Sequence[str], lines: Sequence[tuple[str, Sequence[object]]]) -> None:
        rows.append([Cell(f"第二十条第（{number}）项", 1, 4)])
        span = (4 - 1) // len(heads)
        rows.append([Cell("信息内容"), *(Cell(head, 1, span) for head in heads)])
        for name, values in lines:
            rows.append([Cell(name), *(Cell(str(value), 1, span) for value in values)])

    licences, penalties, coercion = report.decided
    if report.earlier:
        (made, _, valid), passed = report.norms, report.year - 2018
        changes = ("上一年项目数量", "本年增/减", "处理决定数量")
        block("一", ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
              (("规章", (0, 0, 0)), ("规范性文件", (f"{made}件", f"{made}件", f"{valid}件"))))  # fmt: skip
        block(
            "五",
            changes,
            (
                ("行政许可", (f"{700 - 5 * passed}项", "减少5项", licences)),
                ("其他对外管理服务事项", (40 + 2 * passed, "+2", 96)),
            ),
        )
        block("六", changes, (("行政处罚", (310, 0, penalties)), ("行政强制", (90 - passed, -1, coercion))))
        block("八", changes[:2], (("行政事业性收费", (6, 0)),))
        block("九", ("采购项目数量", "采购总金额"), (("政府集中采购", ("18笔", "2,704.62万元")),))
        return rows
    block("一", ("本年制发件数", "本年废止件数", "现行有效件数"),
          (("规章", report.rules), ("行政规范性文件", report.norms)))  # fmt: skip
    block("五", ("本年处理决定数量",), (("行政许可", (licences,)),))
    block("六", ("本年处理决定数量",), (("行政处罚", (penalties,)), ("行政强制", (coercion,))))
    block("八", ("本年收费金额（单位：万元）",), (("行政事业性收费", (report.fee,)),))
    return rows


def application_rows(report: Report, write: Callable[[int], str] = str) -> list[list[Cell]]:
    """Table 3; `write` prints a number."""
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows = [
        [Cell(note, 3, 3), Cell("申请人情况", 1, 7)],
        [Cell("自然人", 2), Cell("法人或其他组织", 1, 5), Cell("总计", 2)],
        [Cell(name) for name in APPLICANTS[1:6]],
    ]
    numbers = [[Cell(write(value)) for value in row] for row in report.applications]
    groups = _GROUPS[:3] if report.earlier else _GROUPS
    count = 2 + sum(len(names) for _, names in groups) + 1 + report.earlier
    rows.append([Cell("一、本年新收政府信息公开申请数量", 1, 3), *numbers[NEW]])
    rows.append([Cell("二、上年结转政府信息公开申请数量", 1, 3), *numbers[CARRIED]])
    rows.append([Cell("三、本年度办理结果", count), Cell("（一）予以公开", 1, 2), *numbers[2]])
    rows.append([Cell("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2), *numbers[3]])
    at = 4
    for head, names in groups:
        for number, name in enumerate(names):
            rows.append([*([Cell(head, len(names))] if number == 0 else []), Cell(name), *numbers[at]])
            at += 1
    if report.earlier:
        rows.append([Cell("（六）其他处理", 1, 2), *numbers[at]])
    rows.append([Cell("（七）总计", 1, 2), *numbers[DONE]])
    rows.append([Cell("四、结转下年度继续办理", 1, 3), *numbers[NEXT]])
    return rows


def to_earlier(report: Report) -> Report:
    """The report in the format of 2019: what the later one parts in three lines is one."""
    rows = [list(row) for row in report.applications]
    merged = [sum(column) for column in zip(*rows[20:23], strict=True)]
    rows[20:23] = [merged, [0] * 7, [0] * 7]
    return replace(report, applications=tuple(map(tuple, rows)), earlier=True)


def dispute_rows(report: Report) -> list[list[Cell]]:
    """Table 4."""
    return [
        [Cell("行政复议", 1, 5), Cell("行政诉讼", 1, 10)],
        [*(Cell(end, 2) for end in ENDS), Cell("未经复议直接起诉", 1, 5), Cell("复议后起诉", 1, 5)],
        [Cell(end) for end in ENDS * 2],
        [Cell(str(number)) for number in report.disputes],
    ]


# -- as pages, pasted text and files


def html_table(rows: Rows) -> str:
    def cell(each: Cell) -> str:
        down = f' rowspan="{each.rows}"' if each.rows > 1 else ""
        along = f' colspan="{each.columns}"' if each.columns > 1 else ""
        return f"<td{down}{along}><p>{escape(each.text)}</p></td>"

    lines = ("".join(map(cell, row)) for row in rows)
    return "<table border=1><tbody>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</tbody></table>"


def pasted_table(rows: Rows) -> str:
    """A table that lost its lines when it was pasted: a line for each cell, bars where cells ended."""
    return "".join(f"<p>{escape(each.text)} |</p>" for row in rows for each in row)


def plain_rows(rows: Rows) -> list[list[str]]:
    """Every row with as many cells; what a merged cell covers is empty."""
    placed: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for each in row:
            while (number, column) in placed:
                column += 1
            for down in range(each.rows):
                for along in range(each.columns):
                    placed[number + down, column + along] = "" if down or along else each.text
    width = max(column for _, column in placed) + 1
    return [[placed.get((number, column), "") for column in range(width)] for number in range(len(rows))]


HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
LAST_WORDS = "本机关没有收取信息处理费。没有其他需要报告的事项。"
_CLOSING = {
    4: "主动公开的深度还不够，政策解读形式还较单一。下一步将加强业务培训，改进公开方式。",
    5: LAST_WORDS,
}


def sections(report: Report) -> list[tuple[str, Sequence[str], Rows]]:
    """Heading, paragraphs and table of each part."""
    tables: dict[int, Rows] = {
        1: disclosed_rows(report),
        2: application_rows(report),
        3: dispute_rows(report),
    }
    paragraphs = {0: report.words, **{part: (words,) for part, words in _CLOSING.items()}}
    return [(head, paragraphs.get(part, ()), tables.get(part, ())) for part, head in enumerate(HEADINGS)]


def html_report(
    report: Report, table: Callable[[Rows], str] = html_table, leave_out: Sequence[int] = ()
) -> str:
    """The body of its page; `leave_out`: numbers of parts, from 1."""
    first = f"<p>本报告所列数据的统计期限为{report.year}年1月1日至{report.year}年12月31日。</p>"
    return first + "".join(
        f"<p><strong>{head}</strong></p>"
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + (table(rows) if rows else "")
        for number, (head, lines, rows) in enumerate(sections(report), 1)
        if number not in leave_out
    )


def text_lines(report: Report) -> list[str]:
    """The report as the lines of a file without tables, such as a PDF."""
    lines = [f"{report.year}年政府信息公开工作年度报告"]
    for head, paragraphs, rows in sections(report):
        lines += [head, *paragraphs]
        lines += [" ".join(cell.text for cell in row) for row in rows]
    return lines


def blocks(report: Report) -> list[str | list[list[str]]]:
    """Paragraphs and tables, for a text document."""
    found: list[str | list[list[str]]] = []
    for head, paragraphs, rows in sections(report):
        found += [head, *paragraphs]
        if rows:
            found.append(plain_rows(rows))
    return found
