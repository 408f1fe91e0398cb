"""Posts in new media: imported, kept once, taken into the snapshot."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine
from typer.testing import CliRunner

from storage.database import open_database
from storage.newmedia import list_accounts
from storage.units import save_units
from tests.test_crawler.loopback import Site, links, serving
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.newmedia import ImportedPosts, import_posts
from xunjian.app.score import ScoreRequest, run_score
from xunjian.cli.verbs import app
from xunjian.errors import ConfigError, UsageError
from xunjian.model.newmedia import Post
from xunjian.model.unit import Unit

UNTIL = date(2026, 11, 20)
HEAD = "单位,平台,账号,发布日期,标题,网址\n"
ROWS = (
    "a,微信,某县发布,2026-11-19,今天的事,http://mp.example/2\n"
    "某县,微信,某县发布,2026年11月1日,从前的事,\n"
    "a,微博,某县发布,,,\n"
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    opened = open_database(f"sqlite:///{tmp_path}/x.db")
    save_units(opened, [Unit("a", "某县", "county", "http://a.example/")])
    return opened


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/": links("/a.html"), "/a.html": "<html>文章</html>"}) as running:
        yield running


def sheet(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "posts.csv"
    path.write_text(text, "utf-8-sig")
    return path


def test_posts_are_kept_once(engine: Engine, tmp_path: Path) -> None:
    path = sheet(tmp_path, HEAD + ROWS)
    assert import_posts(engine, path, UNTIL) == ImportedPosts(2, 2, 2)
    assert import_posts(engine, path, UNTIL) == ImportedPosts(2, 2, 0)
    weixin, weibo = list_accounts(engine, "a")
    assert (weibo.platform, weibo.posts, weibo.known_until) == ("微博", (), UNTIL)
    assert weixin.posts == (
        Post(date(2026, 11, 19), "今天的事", "http://mp.example/2"),
        Post(date(2026, 11, 1), "从前的事"),
    )
    (recent, _) = list_accounts(engine, "a", since=date(2026, 11, 10))
    assert len(recent.posts) == 1


def test_an_older_file_does_not_take_knowledge_back(engine: Engine, tmp_path: Path) -> None:
    import_posts(engine, sheet(tmp_path, HEAD + ROWS), UNTIL)
    import_posts(engine, sheet(tmp_path, HEAD + "a,微信,某县发布,2026-10-01,更早的事,\n"), date(2026, 10, 2))
    weixin, _ = list_accounts(engine, "a")
    assert weixin.known_until == UNTIL
    assert len(weixin.posts) == 3


def test_a_workbook(engine: Engine, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["某县政务新媒体发布情况"])
    book.active.append(["序号", "单位名称", "平台", "账号名称", "发布时间", "标题"])
    book.active.append([1, "某县", "抖音", "某县文旅", datetime(2026, 11, 18, 9, 30), "视频"])
    book.save(tmp_path / "posts.xlsx")
    import_posts(engine, tmp_path / "posts.xlsx", UNTIL)
    (account,) = list_accounts(engine, "a")
    assert account.posts == (Post(date(2026, 11, 18), "视频"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "b,微信,x,2026-11-19,,\n", "第 2 行：登记表里没有单位“b”"),
        (HEAD + "a,微信,x,昨天,,\n", "第 2 行：日期“昨天”不对"),
        (HEAD + "a,微信,x,2026-13-01,,\n", "第 2 行：日期“2026-13-01”不对"),
        (HEAD + "a,微信,x,2026-11-21,,\n", "晚于数据截止日 2026-11-20"),
        (HEAD + "a,微信,,2026-11-19,,\n", "第 2 行：缺少“账号”"),
        ("平台,账号,发布日期\n微信,x,2026-11-19\n", "缺少表头“单位”"),
        ("甲,乙\n1,2\n", "没有找到表头"),
        (HEAD, "表头下面没有内容"),
    ],
)
def test_a_fault_is_named_with_its_line(engine: Engine, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        import_posts(engine, sheet(tmp_path, text), UNTIL)
    assert said in caught.value.message
    assert list_accounts(engine, "a") == ()


def test_data_of_a_day_to_come_are_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        import_posts(engine, sheet(tmp_path, HEAD + ROWS), date(2126, 1, 1))


def test_the_verbs(engine: Engine, tmp_path: Path) -> None:
    database = ["--database", str(engine.url)]
    path = sheet(tmp_path, HEAD + ROWS)
    done = CliRunner().invoke(app, ["newmedia", "import", str(path), "--until", "2026-11-20", *database])
    assert done.stdout == "2 个账号，2 条记录，其中新增 2 条。\n"
    listed = CliRunner().invoke(app, ["newmedia", "list", *database]).stdout.splitlines()
    assert listed == [
        "a\t微信\t某县发布\t最近 2026-11-19 今天的事\t数据到 2026-11-20",
        "a\t微博\t某县发布\t没有记录\t数据到 2026-11-20",
    ]


def test_the_snapshot_alone_repeats_the_verdict(engine: Engine, site: Site, tmp_path: Path) -> None:
    save_units(engine, [Unit("a", "某县", "county", site.url + "/", newmedia=("微信/某县发布",))])
    import_posts(engine, sheet(tmp_path, HEAD + "a,微信,某县发布,2026-10-20,从前的事,\n"), UNTIL)
    request = AuditRequest(
        "a", as_of=UNTIL, delay=0.0, allow_private=True, browser=False, out=tmp_path / "out",
        database=str(engine.url),
    )  # fmt: skip
    first = run_audit(request).audit
    (tmp_path / "x.db").unlink()
    again = run_score(ScoreRequest(str(tmp_path / "out"), out=tmp_path / "again", record=False)).audit
    for audit in (first, again):
        (finding,) = [each for each in audit.findings if each.check == "newmedia.updated"]
        assert finding.status.value == "fail"
        assert "已 31 天未更新" in finding.message
