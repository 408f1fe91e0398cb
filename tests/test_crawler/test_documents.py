"""Files that may be disclosures are kept whole; of others the head tells what they are."""

from pathlib import Path

import pytest

from crawler.targets import is_document
from tests.test_crawler.loopback import Reply, crawl, serving
from xunjian.model.observation import Role

_LARGE = b"%PDF-1.4\n" + b"0" * 400_000


def test_a_disclosure_is_kept_whole_and_another_file_by_its_head(tmp_path: Path) -> None:
    pdf = Reply(_LARGE, headers={"Content-Type": "application/pdf"})
    links = '<a href="/a.pdf">2025年政府信息公开年报</a> <a href="/b.pdf">宣传册</a>'
    with serving({"/": f"<html><body>{links}</body></html>", "/a.pdf": pdf, "/b.pdf": pdf}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite")
        report, other = (snapshot.fetch(f"{site.url}/{name}.pdf", Role.TARGET) for name in "ab")
    assert report is not None
    assert other is not None
    assert (report.truncated, other.truncated) == (False, True)
    assert snapshot.body(report) == _LARGE


@pytest.mark.parametrize(
    ("url", "words", "said"),
    [
        ("http://a.invalid/x.pdf", "2025年部门预算公开表", True),
        ("http://a.invalid/x.xlsx", "下载 | 雙隨機抽查事項", True),
        ("http://a.invalid/x.docx", "拟聘用人员名单", True),
        ("http://a.invalid/x.xlsx", "资金拨付明细", True),
        ("http://a.invalid/x.pdf", "宣传册", False),
        ("http://a.invalid/x.rar", "2025年部门预算", False),
        ("http://a.invalid/x.jpg", "2025年部门预算", False),
    ],
)
def test_what_may_be_a_disclosure(url: str, words: str, said: bool) -> None:
    assert is_document(url, words) is said
