"""The page of each shipped pack in docs/packs/, made from the pack and from docs/packs/notes/ID.md.

A note says by hand what no program knows: what differs from the document or from an estimate, and why. A
test compares what is committed with what is made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xunjian.app.coverage import coverage_of
from xunjian.app.packs import open_pack
from xunjian.catalog import load_catalog
from xunjian.model.unit import UNIT_TYPE_NAMES
from xunjian.packs.item import Item, Role
from xunjian.packs.rule import Veto
from xunjian.packs.schema import Pack
from xunjian.packs.totals import full_points, owes, role_of
from xunjian.packs.way import WAY_WORDS, Way, hardest, way_of
from xunjian.packs.words import COMBINE_WORDS, CONFIDENCE_WORDS, plain, rule_words
from xunjian.paths import config_dir
from xunjian.plugin import Check

_ROLES: tuple[tuple[Role, str], ...] = (("score", "计分"), ("bonus", "加分"), ("veto", "单项否决"))
_ZERO = Decimal(0)
_HEAD = "本页由 `make docs` 从指标体系的文件和 `docs/packs/notes/` 的说明生成，请勿手工修改。"


@dataclass(frozen=True, slots=True)
class Point:
    """What is counted as one: a leaf, or a group of which only the best or worst counts."""

    role: Role
    way: Way
    points: Decimal


def shipped() -> tuple[str, ...]:
    """Ids of the packs of this distribution that follow a document; `core` is the checks themselves."""
    names = sorted(path.stem for path in (config_dir() / "packs").glob("*.yaml"))
    return tuple(name for name in names if name != "core")


def points_in(pack: Pack, kind: str, checks: Mapping[str, Check]) -> Iterator[Point]:
    """Every point of assessment of a type of unit."""

    def walk(item: Item, scale: Decimal) -> Iterator[Point]:
        if not owes(item, kind):
            return
        if item.children and item.combine == "sum":
            for child in item.children:
                yield from walk(child, scale)
            return
        leaves = [leaf for leaf in item.leaves() if owes(leaf, kind)]
        role = role_of(leaves[0], item.role or "score")
        way = hardest(way_of(leaf, checks, pack) for leaf in leaves)
        yield Point(role, way, full_points(item, kind, role, role) * scale)

    for top in pack.items:
        full = full_points(top, kind)
        yield from walk(top, top.weight / full if top.weight and full else Decimal(1))


def render(pack: Pack, note: str) -> str:
    """One pack as a page in Chinese Markdown. `pack` is resolved."""
    checks = load_catalog().checks
    lines = [f"# {pack.title}（{pack.id}）", "", _HEAD, "", *_facts(pack), "", "## 由谁判定", ""]
    lines += [*_ways(pack, checks), ""]
    if note:
        lines += [note.strip(), ""]
    lines += ["## 各项指标", ""]
    for item in pack.items:
        lines += [*_section(item, pack, checks), ""]
    return "\n".join(lines).rstrip() + "\n"


def render_index(packs: Mapping[str, Pack]) -> str:
    """The list of all packs with what of each is decided without a person."""
    checks = load_catalog().checks
    rows = []
    for pack in packs.values():
        for row in coverage_of(pack):
            kinds = (row.variant,) if row.variant else pack.unit_types
            counted = [each for each in points_in(pack, kinds[0], checks) if each.role == "score"]
            alone = row.shares["crawler"] + row.shares["browser"]
            cells = (
                f"[{pack.id}]({pack.id}.md)",
                pack.title,
                _kinds(kinds),
                str(len(counted)),
                plain(row.total),
                plain(row.bonus_total) if row.bonus_total else "",
                f"{plain(round(alone / row.total * 100, 1))}%" if row.total else "—",
                CONFIDENCE_WORDS[pack.source.confidence],
            )
            rows.append(_row(cells))
    return "\n".join(
        [
            "# 指标体系",
            "",
            _HEAD + "写法见 [写一个指标体系](../write-a-pack.md)。",
            "",
            "“自动占比”是自动和浏览器两类的分值占总分（不含加分）的比例。"
            "依据未与原件核对的，得分都是测算分，不是正式得分。"
            "另有 core：逐项运行全部自动检查，每项 1 分，见 [检查目录](../checks/README.md)。",
            "",
            _row(("编号", "名称", "单位类型", "计分项", "分值", "另有加分", "自动占比", "依据")),
            _row(("---",) * 8),
            *rows,
            "",
        ]
    )


def make_pages(notes: Path) -> dict[str, str]:
    """File name -> text of all pages. `notes`: folder of what was written by hand."""
    packs = {name: open_pack(name).pack for name in shipped()}
    pages = {"README.md": render_index(packs)}
    for name, pack in packs.items():
        by_hand = notes / f"{name}.md"
        pages[f"{name}.md"] = render(pack, by_hand.read_text("utf-8") if by_hand.is_file() else "")
    return pages


def write_pages(folder: Path, notes: Path) -> None:
    """Write all pages; those of packs that are gone are removed."""
    pages = make_pages(notes)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")


def _facts(pack: Pack) -> Iterator[str]:
    source = pack.source
    printed = "".join(filter(None, (source.issuer, f"（{source.number}）" if source.number else "")))
    title = f"《{source.title}》"
    yield f"- 依据：{printed}{title}，{CONFIDENCE_WORDS[source.confidence]}。{source.note}"
    yield "- 适用单位：" + _kinds(pack.unit_types)
    if pack.graded_only:
        yield f"- 只评等次、不出分数：{_kinds(pack.graded_only)}"
    if pack.levels:
        yield "- 层次：" + " → ".join(pack.levels)
    if pack.sum_exception:
        yield f"- 分数加不拢：{pack.sum_exception}"
    if pack.periods:
        yield "- 时段：" + "，".join(f"{each.name} {plain(each.weight)}%" for each in pack.periods)
    if pack.note:
        yield f"- 说明：{pack.note}"


def _ways(pack: Pack, checks: Mapping[str, Check]) -> Iterator[str]:
    yield _row(("单位类型", "性质", *WAY_WORDS.values(), "合计"))
    yield _row(("---",) * (3 + len(WAY_WORDS)))
    same: dict[tuple[str, ...], list[str]] = {}
    for kind in pack.unit_types:
        counted = list(points_in(pack, kind, checks))
        for role, word in _ROLES:
            mine = [each for each in counted if each.role == role]
            if mine:
                by_way = [[each for each in mine if each.way == way] for way in WAY_WORDS]
                same.setdefault((word, *(_sum(each) for each in (*by_way, mine))), []).append(kind)
    for cells, kinds in same.items():
        yield _row((_kinds(kinds), *cells))
    if any(item.weight for item in pack.items):
        yield ""
        yield "分值已按各组的权重折算。"


def _kinds(kinds: Iterable[str]) -> str:
    return "、".join(UNIT_TYPE_NAMES.get(kind, kind) for kind in kinds)


def _sum(points: list[Point]) -> str:
    if not points:
        return "—"
    if points[0].role == "veto":
        return f"{len(points)} 项"
    return f"{len(points)} 项 {plain(sum((each.points for each in points), _ZERO))} 分"


def _section(top: Item, pack: Pack, checks: Mapping[str, Check]) -> Iterator[str]:
    points = f"，{plain(top.points)} 分" if top.points is not None else ""
    weight = f"，权重 {plain(top.weight)}%" if top.weight is not None else ""
    yield f"### {top.id} {top.title}{points}{weight}"
    yield ""
    if about := "。".join(filter(None, (top.text.rstrip("。"), top.note.rstrip("。"), *_who(top, None)))):
        yield f"{about}。"
        yield ""
    yield _row(("编号", "指标", "分值", "适用", "判定", "检查或问题", "赋分", "出处", "把握"))
    yield _row(("---",) * 9)
    below = top.children or (top,)
    for item in below:
        yield from _rows(item, top if top.children else None, pack, checks)


def _who(item: Item, above: Item | None) -> Iterator[str]:
    """Departments and way of assessment, where they are not those of the group above."""
    if item.responsible and (above is None or item.responsible != above.responsible):
        yield f"牵头：{'、'.join(item.responsible)}"
    if item.method:
        yield f"方式：{item.method}"


def _rows(item: Item, above: Item | None, pack: Pack, checks: Mapping[str, Check]) -> Iterator[str]:
    if item.children:
        how = COMBINE_WORDS[item.combine] if item.combine != "sum" else ""
        points = f"**{plain(item.points)}**" if item.points is not None else ""
        title = _lines(f"**{item.title}**", item.text)
        yield _row((item.id, title, points, "", "", _lines(*_who(item, above), item.note), how, "", ""))
        for child in item.children:
            yield from _rows(child, item, pack, checks)
        return
    kinds = item.unit_types if set(item.unit_types) != set(pack.unit_types) else ()
    applies = _kinds(kinds)
    if item.unless:
        applies += f"（{'、'.join(item.unless)}除外）"
    asked = f"[{item.check}](../checks/{item.check}.md)" if item.check else ""
    question = item.confirm or (item.manual.ask if item.manual else "")
    cite = item.cite
    assert cite is not None  # the pack is resolved
    sure = [CONFIDENCE_WORDS[cite.confidence or "own"]]
    if not isinstance(item.rule, Veto) and cite.points != cite.confidence:
        sure.append(f"分值{CONFIDENCE_WORDS[cite.points or 'own']}")
    points = plain(item.points) if item.points is not None else "否决"
    way = way_of(item, checks, pack)
    yield _row(
        (
            item.id,
            _lines(item.title, item.text),
            points,
            applies,
            WAY_WORDS[way],
            _lines(asked, question, *_who(item, above), item.note),
            rule_words(item, checks),
            cite.clause,
            "，".join(sure),
        )
    )


def _lines(*parts: str) -> str:
    return "<br>".join(filter(None, parts))


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
