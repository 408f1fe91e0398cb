"""The score sheet: narrow, losses first, plain where piped."""

import io
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from tests.test_reports.report_sample import sample_audit
from xunjian.model.audit import AuditIndicator, IndicatorStatus
from xunjian.reports.terminal import plain_lines, print_score_sheet

FILES = (Path("/tmp/out/report.html"), Path("/tmp/out/audit.json"))


def _print(*, terminal: bool, width: int = 160, many: int = 0) -> str:
    audit = sample_audit()
    if many:
        more = tuple(
            AuditIndicator(
                id=f"m{n}",
                path=(),
                name="很长的指标名称" * 9,
                points=1,
                awarded=0,
                status=IndicatorStatus.FAIL,
            )
            for n in range(many)
        )
        audit = audit.model_copy(update={"indicators": audit.indicators + more})
    stream = io.StringIO()
    print_score_sheet(
        audit, FILES, Console(file=stream, force_terminal=terminal, width=width, color_system=None)
    )
    return stream.getvalue()


def test_no_wider_than_a_hundred_columns() -> None:
    lines = _print(terminal=True, many=60).splitlines()
    assert max(map(cell_len, lines)) <= 100
    assert max(map(cell_len, _print(terminal=True, width=60, many=3).splitlines())) <= 60


def test_losses_come_first_then_what_is_open_then_the_files() -> None:
    for terminal in (True, False):
        said = _print(terminal=terminal)
        order = [
            "53.8–72.8 分",
            "单项否决",
            "栏目更新",
            "其他页面链接",
            "预决算公开",
            "双公示",
            "report.html",
        ]
        places = [said.index(word) for word in order]
        assert places == sorted(places)


def test_states_have_sign_and_word() -> None:
    said = _print(terminal=True)
    for words in ("✘ 不通过", "✘ 部分得分", "◐ 待人工确认", "? 未能判定", "✔ 通过 6 项", "– 不适用 1 项"):
        assert words in said


def test_piped_output_has_no_box_and_no_escape() -> None:
    said = _print(terminal=False)
    assert "\x1b" not in said
    assert not set(said) & set("─│┃━")
    assert "✘ 部分得分 栏目更新：得分 9，失分 6，问题 3" in said.splitlines()
    assert said.splitlines()[-1] == str(FILES[-1])


def test_an_unfinished_run_says_so() -> None:
    assert "未完成：看到第 5000 页时用完了页数限额。" in _print(terminal=False)
    assert "怎样看全：加大 --max-pages 再看。" in _print(terminal=False)


def test_markup_in_names_is_text() -> None:
    audit = sample_audit()
    name = "[red]名称[/red] [/]"
    changed = audit.indicators[2].model_copy(update={"name": name})
    stream = io.StringIO()
    print_score_sheet(
        audit.model_copy(update={"indicators": (changed,)}),
        (),
        Console(file=stream, force_terminal=True, width=100, color_system=None),
    )
    assert name in stream.getvalue()


def test_what_the_table_leaves_out_is_counted() -> None:
    assert "另有 29 项见报告" in _print(terminal=True, many=60)


def test_what_was_not_seen_does_not_fill_the_table() -> None:
    audit = sample_audit()
    unknown = next(each for each in audit.indicators if each.status is IndicatorStatus.UNKNOWN)
    blind = tuple(unknown.model_copy(update={"id": f"u{number}"}) for number in range(55))
    lines = list(plain_lines(audit.model_copy(update={"indicators": blind})))
    assert sum(line.startswith("? 未能判定") for line in lines) == 12
    assert "另有 43 项见报告" in lines
