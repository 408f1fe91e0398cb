"""Writes docs/accuracy.md, in a checkout."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import xunjian
from xunjian.app.accuracy import CaseResult, figures
from xunjian.app.accuracy_pages import PagesAccuracy
from xunjian.app.accuracy_rows import CHECK_HEAD, PAGE_HEAD, check_rows, page_rows, shortfalls

_INTRO = """# 准确率

本页由 `xunjian accuracy` 生成，不要手改。

每一项检查都在随程序附带的虚构网站上测过：网站由程序按说明搭建，缺陷是有意埋下的，
该报什么、不该报什么在搭建时就已确定，不靠人工标注。

- “应报”是埋下的缺陷数；“误报”包括对干扰项（看似有问题、其实没有的内容）的报告。
- 括号内是 95% 置信区间（Wilson 法）。
- “状态判对”是该检查在多少个网站上给出了正确的结论（通过、不通过、待人工确认、未能判定、不适用）。
"""


def checkout_docs() -> Path | None:
    """The folder docs/ of the checkout that the program runs from; none where it is installed."""
    root = Path(xunjian.__file__).resolve().parent.parent
    return root / "docs" if (root / "pyproject.toml").is_file() else None


def write_report(folder: Path, results: Sequence[CaseResult], pages: PagesAccuracy | None) -> Path:
    """The page as a file; what it says of labelled pages is kept where this run did not measure them."""
    target = folder / "accuracy.md"
    kept = _kept_pages(target) if pages is None else _pages_part(pages)
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join([_checks_part(results), kept]).rstrip() + "\n", encoding="utf-8")
    return target


def _checks_part(results: Sequence[CaseResult]) -> str:
    wrong = [f"- {line}" for line in shortfalls(results)] or ["没有。"]
    cases = [
        (result.case, str(result.pages), str(sum(len(o.hits) + len(o.missed) for o in result.outcomes)))
        for result in results
    ]
    return "\n".join(
        [
            _INTRO,
            "## 各项检查\n",
            *_table(CHECK_HEAD, check_rows(figures(results))),
            "\n## 所用的网站\n",
            *_table(("网站", "页数", "埋下的缺陷"), cases),
            "\n## 没有测对的\n",
            *wrong,
            "",
        ]
    )


_PAGES_TITLE = "## 读页"


def _pages_part(pages: PagesAccuracy) -> str:
    how = f"在 {pages.pages} 个有人工标注的真实网页上逐字段比较（`xunjian accuracy --pages`）。"
    return "\n".join([f"{_PAGES_TITLE}\n\n{how}\n", *_table(PAGE_HEAD, page_rows(pages)), ""])


def _kept_pages(target: Path) -> str:
    if not target.is_file():
        return ""
    _, title, rest = target.read_text(encoding="utf-8").partition(_PAGES_TITLE)
    return title + rest


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]
