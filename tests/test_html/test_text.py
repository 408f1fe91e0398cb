"""One width, one script, one kind of blank (standards.md T24, T44, T51; stack.md P9)."""

import pytest

from xunjian.html.text import compact, fold, normalise, squeeze


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("發布時間：２０２１", "发布时间:2021"),
        ("雲溪縣人民政府網站", "云溪县人民政府网站"),
        ("行政復議", "行政复议"),
        ("⼈⺠政府⽹站⻔户", "人民政府网站门户"),
        ("plain ASCII", "plain ASCII"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_normalise_leaves_the_script_alone() -> None:
    assert normalise("發布：１") == "發布:1"


def test_t44_every_kind_of_blank() -> None:
    assert squeeze("\u3000通\u00a0 知\n\t公\u200b告\ufeff ") == "通 知 公告"
    assert compact("\u3000通\u00a0知\u200b") == "通知"
    assert squeeze(None) == ""
