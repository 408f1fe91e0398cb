"""Portals made by the number: pages of one size and kind, however many, for measuring how cost grows."""

import random
from collections.abc import Sequence
from pathlib import Path

COLUMNS = (
    "政务动态",
    "通知公告",
    "政策文件",
    "政策解读",
    "财政信息",
    "人事信息",
    "规划计划",
    "统计信息",
    "重点领域",
    "公共服务",
)
PER_LIST = 20
SENTENCES = 40
CLAUSES = (
    "各有关单位按照职责分工抓好落实",
    "现将有关事项公布如下",
    "进一步完善工作机制",
    "按期公开办理结果",
    "接受社会监督",
    "明确责任分工和完成时限",
    "加强统筹协调",
    "做好资料整理和归档",
    "具体办法由主管部门另行制定",
    "自公布之日起施行",
    "定期通报工作进展",
    "及时回应群众关切",
    "严格遵守有关规定",
    "如遇特殊情况应当说明理由",
)
HEAD = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
    "<title>{title}-示范县人民政府</title></head><body>"
)
FOOT = (
    '<div class="footer"><p>主办单位：示范县人民政府办公室</p>'
    "<p>网站标识码：0000000001</p></div></body></html>"
)


def parts_of(pages: int) -> tuple[int, int]:
    """Articles and lists of a portal of exactly so many pages: a home page and the columns besides."""
    rest = pages - 1 - len(COLUMNS)
    if rest < 2:
        raise ValueError(f"a portal has {len(COLUMNS) + 3} pages or more, not {pages}")
    lists = -(-rest // (PER_LIST + 1))
    return rest - lists, lists


def article_path(number: int) -> str:
    return f"/c{number // PER_LIST % len(COLUMNS)}/{number // 1000:03}/t{number:07}.html"


def navigation() -> str:
    links = "".join(f'<li><a href="/c{index}/">{name}</a></li>' for index, name in enumerate(COLUMNS))
    return f'<div class="nav"><ul><li><a href="/">首页</a></li>{links}</ul></div>'


def article(number: int, last: int) -> str:
    """An article with a body of its own and links to its neighbours; about 6 kB."""
    chance = random.Random(number)
    lines = ["，".join(chance.sample(CLAUSES, 3)) for _ in range(SENTENCES)]
    numbered = enumerate(lines, 1)
    body = "".join(f"<p>（{index}）{line}，文号第{number}-{index}号。</p>" for index, line in numbered)
    near = [each for each in (number - 1, number + 1) if 0 <= each <= last]
    links = "".join(f'<a href="{article_path(each)}">相邻第{each}号</a> ' for each in near)
    title = f"关于第{number}号事项的通知"
    return (
        f"{HEAD.format(title=title)}{navigation()}<h1>{title}</h1><div>发布时间：2026-{1 + number % 9:02}-"
        f"{1 + number % 28:02}</div><div class='content'>{body}</div><p>{links}</p>{FOOT}"
    )


def page_of_links(title: str, links: Sequence[tuple[str, str]]) -> str:
    """The home page, a column, or a list."""
    items = "".join(f'<li><a href="{path}">{text}</a><span>2026-09-01</span></li>' for path, text in links)
    return f"{HEAD.format(title=title)}{navigation()}<ul>{items}</ul>{FOOT}"


def put(root: Path, path: str, text: str) -> None:
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def write_portal(root: Path, pages: int) -> None:
    """A portal of exactly so many pages, three clicks deep at most. Raises ValueError for too few."""
    articles, count = parts_of(pages)
    lists: dict[int, list[tuple[str, str]]] = {index: [] for index in range(len(COLUMNS))}
    for number in range(count):
        column, begin = number % len(COLUMNS), number * PER_LIST
        path = f"/c{column}/list{number}.html"
        lists[column].append((path, f"第{number}页"))
        rows = range(begin, min(begin + PER_LIST, articles))
        links = [(article_path(each), f"关于第{each}号事项的通知") for each in rows]
        put(root, path, page_of_links(f"{COLUMNS[column]}第{number}页", links))
    for number in range(articles):
        put(root, article_path(number), article(number, articles - 1))
    for column, name in enumerate(COLUMNS):
        put(root, f"/c{column}/index.html", page_of_links(name, lists[column]))
    put(root, "/index.html", page_of_links("首页", []))


def write_flood(root: Path, pages: int, links: int, *, distinct: bool) -> None:
    """Pages that each name as many further addresses: ones of its own, or the same on every page.

    Each page is read alike; only how many different addresses they name together is another number.
    """
    names = [f"/p/t{number:07}.html" for number in range(pages)]
    put(root, "/index.html", page_of_links("首页", [(name, name) for name in names]))
    for number, name in enumerate(names):
        first = number * links if distinct else 0
        further = [(f"/further/2026/t{first + each:09}.html", "另见") for each in range(links)]
        put(root, name, page_of_links(f"第{number}号", further))
