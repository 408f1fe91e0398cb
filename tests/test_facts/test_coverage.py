"""Why a site was not seen whole, in words that a person can act on."""

import pytest

from checks._seen import gap
from xunjian.app.next_step import next_step
from xunjian.cli.requests import result_in_words
from xunjian.facts import coverage
from xunjian.facts.coverage import read_coverage
from xunjian.facts.fetches import FetchIndex
from xunjian.model.observation import Fetch, Observation, Outcome, Role
from xunjian.testing.memory import MemorySnapshot

HOME = "http://www.example.gov.cn/"


def snapshot(reason: str = "finished", detail: str = "", **outcomes: int) -> MemorySnapshot:
    """A crawl that ended so, with as many pages read (`ok`) or not, by their code, as the words say."""
    made = MemorySnapshot.of(HOME)
    made.meta = {
        "complete": "1" if reason == "finished" else "0",
        "finish_reason": reason,
        "finish_detail": detail,
    }
    kinds = {"ok": Outcome.OK, "shield": Outcome.BLOCKED, "http_404": Outcome.FAILED}
    for code, count in outcomes.items():
        for number in range(count):
            outcome = kinds.get(code, Outcome.UNKNOWN)
            made.rows.append(Fetch(f"{HOME}{code}/{number}", Role.PAGE, outcome, code, depth=1))
    return made


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ({"ok": 7, "robots": 13}, "13 个没有看到（robots.txt 不允许抓取），只读到 7 个"),
        ({"ok": 1, "shield": 2, "robots": 1}, "3 个没有看到"),
        ({"ok": 7, "robots": 7}, ""),
        ({"ok": 2, "http_404": 9}, ""),  # anybody misses them
        ({"ok": 2, "not_fetched": 900}, ""),  # an endless calendar
    ],
)
def test_a_site_of_which_most_was_shut_to_us_is_not_taken_for_seen(pages: dict[str, int], words: str) -> None:
    made = snapshot(**pages)
    read = read_coverage(made, FetchIndex(made), made.plan.scope, 1)
    assert read.complete
    assert (words in gap(read)) if words else not gap(read)


@pytest.mark.parametrize(
    ("reason", "detail", "told", "step"),
    [
        ("finished", "", "", ""),
        ("stopped", "", "中途停止", "--resume"),
        ("max_pages", "", "达到页数上限", "--max-pages"),
        ("max_requests", "", "达到请求数上限", "路径"),
        ("hours", "", "不在规定的检查时段内", "下一个时段"),
        ("deadline", "", "达到时间上限", "--resume"),
        ("blocked", "shield", "加入白名单", "怎样放行本程序"),
        ("blocked", "http_403", "站点拒绝本程序访问（403）", "怎样放行本程序"),
        ("blocked", "refused", "采集中途起站点拒绝本程序访问（403）", "怎样放行本程序"),
        ("blocked", "login", "需要登录才能查看", "由人到网站上核实"),
        ("blocked", "robots", "robots.txt 不允许抓取", "User-agent: Xunjian"),
        ("unreachable", "refused", "站点无法访问：拒绝连接", "xunjian doctor"),
        ("unreachable", "http_503", "首页没有看到：对方说明暂停服务", "过一段时间重新检查"),
        ("unreachable", "gone", "采集中途起站点不再应答", "--resume"),
        ("unreachable", "busy", "站点要求放慢或稍后再来", "--delay"),
    ],
)
def test_every_end_is_told_with_what_to_do(reason: str, detail: str, told: str, step: str) -> None:
    made = snapshot(reason, detail, ok=3)
    made.rows.append(Fetch(HOME, Role.PAGE, Outcome.UNKNOWN, detail))
    assert told in read_coverage(made, FetchIndex(made), made.plan.scope, 1).reason
    assert step in next_step(made)
    assert bool(next_step(made)) is bool(step)


def test_a_broken_robots_file_is_to_be_mended_and_no_rule_of_it() -> None:
    made = snapshot("blocked", "robots")
    made.seen.append(Observation("robots", "www.example.gov.cn", {"status": 503, "rule": "forbidden"}, ""))
    assert "404" in next_step(made)


def test_a_site_that_wants_long_pauses_is_told_to_be_slow() -> None:
    made = snapshot("deadline", ok=3)
    rules = {"status": 200, "rule": "obeyed", "pause": 30}
    made.seen.append(Observation("robots", "www.example.gov.cn", rules, ""))
    assert "间隔 30 秒，一小时最多看 120 个地址" in next_step(made)
    made.seen[:] = [Observation("robots", "www.other.gov.cn", rules, "")]
    assert "robots.txt" not in next_step(made)


def test_no_result_is_told_by_its_code() -> None:
    codes = {
        *coverage._REASONS,
        *coverage._FAULTS,
        "ok",
        "redirect",
        "unchanged",
        "no_resolver",
        "self_signed",
    }
    assert [code for code in codes if result_in_words(code) == code] == []
