"""Budgets and final accounts by their titles: which of the two, of which year, whose."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

BUDGET, FINAL = "预算", "决算"

_TRADITIONAL = str.maketrans("預決縣區鎮鄉", "预决县区镇乡")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_WRITTEN = re.compile(r"二[〇○零0O][〇○零一二三四五六七八九]{2}(?=年)")
_WRITTEN_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_EITHER = re.compile(rf"({BUDGET}|{FINAL})(?!执行|绩效|管理|调整|法|评审|金额|项目|单位会议|内投资)")
_ABOUT = re.compile(
    r"绩效|审计|编制(?!说明)|办法|制度|预算法|培训|会议|批复|布置|部署|采购|招标|中标|评审|控制价|整改|检查"
    r"|通知|方案|决议|审查|解读|座谈|调整"
)
"""What a title about budgets holds that is none."""
_ABOUT_IN_COLUMN = re.compile(r"绩效|审计|采购|招标|办法|制度|培训|会议")
_THREE = re.compile(r"三公")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,24}?(?:委员会|办公室|人民政府|管理局|街道|管理处|公司|学校|大学|学院|中学|小学|医院|法院|检察院|中心|协会"
    r"|联合会|[局厅委办院会馆站所队镇乡])(?=[^\u4e00-\u9fff]|部门|单位|本级|财政|年度|关于|公开|$)"
)
_PLACE = re.compile(r"[省市县区州盟旗乡镇]")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Account:
    """What a title tells. `year`: none where nobody tells it."""

    kind: str
    year: int | None


def accounts_of(title: str, day: date | None, column: str = "") -> list[Account]:
    """The budgets and final accounts that a title names; of a title without a year the year of its day.

    `column`: name of the column of budgets that it stands in; empty: it stands elsewhere. There a title that
    names neither is what the column's name says.
    """
    if not column and "算" not in title:
        return []
    plain = _plain(title)
    if (_ABOUT_IN_COLUMN if column else _ABOUT).search(plain) and "草案" not in plain:
        return []
    kinds = [(found[1], found.start()) for found in _EITHER.finditer(plain)]
    if not kinds and column and not _THREE.search(plain) and "算" not in plain:
        named = {found[1] for found in _EITHER.finditer(_plain(column))}
        kinds = [(kind, len(plain)) for kind in named] if len(named) == 1 else []
    return [Account(kind, _year(plain, place) or _year_of_day(kind, day)) for kind, place in kinds]


def year_in(title: str) -> int | None:
    """The newest year in a title."""
    return max((int(found[1]) for found in _YEAR.finditer(_plain(title))), default=None)


def names_three_public(text: str) -> bool:
    """Whether a text speaks of 三公经费, by this name or by what it consists of."""
    bare = re.sub(r"[\s“”\"'‘’「」《》]", "", text)
    return bool(re.search(r"三公|因公出[国國]", bare))


def is_of_others(title: str, unit: str) -> bool:
    """Whether a title names a body, and not this one."""
    names = [_after_place(found[0]) for found in _BODY.finditer(_plain(title))]
    own = _after_place(_plain(unit))
    return bool(names) and not any(
        _abbreviates(part, full) or (full != own[0] and _abbreviates(full, part))
        for parts in names
        for part in parts
        for full in own
    )


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name is another's, whole or cut short: 住建局 of 住房和城乡建设局."""
    rest = iter(full)
    return len(short) >= _SHORTEST_NAME and all(mark in rest for mark in short)


def _after_place(name: str) -> list[str]:
    """A name with and without the places that it begins with: 某县教育局, 教育局."""
    name = re.sub(r"^(?:关于|公布|公开)", "", name)
    rests = [name[found.end() :] for found in _PLACE.finditer(name)]
    # Every place has a 人民政府: only with its place it names one.
    return [name, *(rest for rest in rests if rest not in ("人民政府", "政府"))]


def _year(title: str, place: int) -> int | None:
    years = [(found.start(), int(found[1])) for found in _YEAR.finditer(title)]
    before = [year for at, year in years if at < place]
    return before[-1] if before else years[0][1] if years else None


def _year_of_day(kind: str, day: date | None) -> int | None:
    """A budget comes out in its year, final accounts in the year after theirs."""
    return None if day is None else day.year - (kind == FINAL)


def may_be_account(title: str) -> bool:
    """Whether a title in a column of budgets may be one of them without saying so."""
    plain = _plain(title)
    return bool(re.search(r"部门|单位|收支|财务|财政", plain)) and not re.search(
        r"算|三公|债务|资金|绩效|采购|补贴|制度|通知", plain
    )


def _plain(title: str) -> str:
    text = normalize("NFKC", title).translate(_TRADITIONAL)
    text = _WRITTEN.sub(lambda found: "2" + found[0][1:].translate(_WRITTEN_DIGITS), text)
    return re.sub(r"预(?=、?(?:和|与)?决算)", BUDGET, text)
