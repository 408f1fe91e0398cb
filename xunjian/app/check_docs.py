"""The page of each check in docs/checks/, made from the check itself: docstring, parameters, clause.

`python -m xunjian.app.check_docs DIR` writes them; a test compares what is committed with what is made.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic.fields import FieldInfo

from xunjian.app.accuracy_record import Record, checkout_docs, read_record, share
from xunjian.catalog import load_catalog
from xunjian.model.site import Need
from xunjian.model.unit import UNIT_TYPE_NAMES
from xunjian.plugin import Check

_NEEDS: Mapping[Need, str] = {
    Need.PAGES: "网页",
    Need.HTTP: "链接探测",
    Need.BROWSER: "浏览器",
    Need.DNS: "域名与证书观测",
}


def render(check: Check, record: Record | None = None) -> str:
    """One check as a page in Chinese Markdown, with what was measured of it."""
    needs = "、".join(word for need, word in _NEEDS.items() if need in check.needs) or "无"
    who = "全部单位"
    if check.unit_types is not None:
        who = "、".join(name for kind, name in UNIT_TYPE_NAMES.items() if kind in check.unit_types)
    lines = [
        f"# {check.title}（{check.id}）",
        "",
        check.doc,
        "",
        f"- 依据：{check.clause or '检查目录'}",
        f"- 适用单位：{who}",
        f"- 需要采集：{needs}",
        "",
        "## 参数",
        "",
        *_params(check),
        *_classes(check),
        *(("", check.notes) if check.notes else ()),
        *_measured(check.id, record),
    ]
    return "\n".join(lines) + "\n"


def render_index(checks: Mapping[str, Check]) -> str:
    """The list of all checks."""
    rows = [f"| [{id}]({id}.md) | {check.title} |" for id, check in sorted(checks.items())]
    head = [
        "# 检查目录",
        "",
        "本目录由程序生成，请勿手工修改；做法见 [写一个检查](../write-a-check.md)。",
        "",
    ]
    return "\n".join([*head, "| 编号 | 名称 |", "|---|---|", *rows]) + "\n"


def make_pages(checks: Mapping[str, Check]) -> dict[str, str]:
    """File name -> text of all pages."""
    record = read_record(checkout_docs())
    pages = {f"{id}.md": render(check, record) for id, check in checks.items()}
    return {"README.md": render_index(checks), **pages}


def write_pages(checks: Mapping[str, Check], folder: Path) -> list[Path]:
    """Write all pages; pages of checks that are gone are removed. Gives the files written."""
    pages = make_pages(checks)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in sorted(pages)]


def own_checks() -> dict[str, Check]:
    """The checks of this distribution; those of plugins are documented by their authors."""
    return {
        id: check for id, check in load_catalog().checks.items() if check.run.__module__.startswith("checks.")
    }


def _params(check: Check) -> list[str]:
    fields = check.params.model_fields if check.takes_params else {}
    if not fields:
        return ["没有参数。"]
    rows = [f"| `{name}` | {field.description or ''} | {_default(field)} |" for name, field in fields.items()]
    return ["| 名称 | 含义（单位） | 默认值 |", "|---|---|---|", *rows]


def _classes(check: Check) -> list[str]:
    """Classes of fault that a pack may price apart; nothing where there are none."""
    if not check.classes:
        return []
    rows = [f"| `{kind}` | {words} |" for kind, words in check.classes.items()]
    told = "指标体系可以按类别定价（`each`、`zero_on`、`shares`），见 [写一个指标体系](../write-a-pack.md)。"
    return ["", "## 问题的类别", "", told, "", "| 类别 | 是什么 |", "|---|---|", *rows]


_MEASURED_HEAD = ("埋下的缺陷", "报对", "漏报", "误报", "干扰项", "查准率", "查全率", "状态判对")


def _measured(check: str, record: Record | None) -> list[str]:
    """Its figures on the bundled portals; nothing where none were recorded."""
    each = record.checks.get(check) if record is not None else None
    if each is None:
        return []
    cells = (
        *map(str, (each.planted, each.found, each.planted - each.found, each.false, each.decoys)),
        share(each.found, each.found + each.false),
        share(each.found, each.planted),
        f"{each.right}/{each.portals}",
    )
    return [
        "",
        "## 测得的准确率",
        "",
        "在随程序附带的虚构网站上测得，括号内是 95% 置信区间（Wilson 法）；"
        "做法和全部结果见 [准确率](../accuracy.md)。",
        "",
        "| " + " | ".join(_MEASURED_HEAD) + " |",
        "|" + "---|" * len(_MEASURED_HEAD),
        "| " + " | ".join(cells) + " |",
    ]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "无，必须写明"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return "是" if value else "否"
    if value == () or value == {}:
        return "空"
    if isinstance(value, tuple):
        return "、".join(str(each) for each in value)
    if isinstance(value, Mapping):
        return f"`{json.dumps(value, ensure_ascii=False)}`"
    return f"`{value}`"


if __name__ == "__main__":
    write_pages(own_checks(), Path(sys.argv[1] if len(sys.argv) > 1 else "docs/checks"))
