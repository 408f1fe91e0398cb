"""Word lists: shipped ones load, wrong ones say where."""

import pytest

from xunjian.app.lexicon import load_lexicon
from xunjian.errors import ConfigError
from xunjian.facts.lexicon import Lexicon, fold_name
from xunjian.paths import config_dir

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in (config_dir() / "lexicon").glob("*.yaml")}


def test_shipped_lists_load() -> None:
    lexicon = load_lexicon()
    assert "预决算" in lexicon.columns.names
    assert lexicon.services.is_central("bszs.conac.cn")
    assert not lexicon.services.is_central("www.gov.cn")


@pytest.mark.parametrize("missing", ["columns", "rhythm", "soft404", "services"])
def test_a_missing_list(missing: str) -> None:
    texts = {name: text for name, text in TEXTS.items() if name != f"{missing}.yaml"}
    with pytest.raises(ConfigError, match=missing):
        Lexicon.parse(texts)


def test_a_wrong_list_names_file_and_line() -> None:
    with pytest.raises(ConfigError, match=r"services\.yaml 第 2 行"):
        Lexicon.parse(TEXTS | {"services.yaml": "hosts: [a.cn]\nwechats: [b.cn]\n"})
    with pytest.raises(ConfigError, match=r"rhythm\.yaml"):
        Lexicon.parse(TEXTS | {"rhythm.yaml": "static: {}\nnews: {}\nnotice: {}\nyear: '('\n"})


def test_no_name_stands_in_two_columns() -> None:
    """A name that is surely two columns would let one column stand for another."""
    owner: dict[str, str] = {}
    for name, synonyms in load_lexicon().columns.names.items():
        for each in (name, *synonyms.same):
            assert owner.setdefault(fold_name(each), name) == name, each


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("政務公開", "政务公开"),
        ("ＩＣＰ　备案", "icp备案"),
        ("“双随机、一公开”", "双随机一公开"),
        ("通 知 公\u3000告", "通知公告"),
        ("訊息公開", "信息公开"),
        ("MORE >>", "more"),
    ],
)
def test_fold_name(text: str, folded: str) -> None:
    assert fold_name(text) == folded
