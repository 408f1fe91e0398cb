"""YAML with lines: an error points at the line, and says what to write instead."""

import pytest
from pydantic import BaseModel, ConfigDict

from xunjian.errors import ConfigError
from xunjian.yaml_document import parse_yaml


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    points: int
    title: str = ""


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    items: list[Inner]


GOOD = "name: 甲\nitems:\n  - points: 1\n  - points: 2\n    title: 乙\n"


def test_a_good_document_becomes_a_model() -> None:
    model = parse_yaml(GOOD, "good.yaml").validate(Outer)
    assert [item.points for item in model.items] == [1, 2]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: 甲\nitems: [{points: 1}]\nname: 乙\n", 3, "重复"),
        ("name: 甲\nitems:\n  - points: 一\n", 3, "整数"),
        ("name: 甲\nitems:\n  - pints: 1\n", 3, "points"),
        ("name: 甲\nitems:\n  - points: 1\n    titel: 乙\n", 4, "title"),
        ("name: 甲\n", 1, "items"),
        ("name: [甲\nitems: 1\n", 2, "YAML"),
        ("name: 甲\nitems:\n\t- points: 1\n", 3, "YAML"),
        ("", 1, "整个文件"),
        ("- 1\n- 2\n", 1, "一组"),
    ],
)
def test_an_error_names_file_line_and_cure(text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_yaml(text, "bad.yaml").validate(Outer)
    said = caught.value.message + caught.value.hint
    assert "bad.yaml" in said
    assert f"第 {line} 行" in said
    assert words in said


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        "[" * 60_000 + "]" * 60_000,
        "{a: " * 50_000,
        "- " * 50_000 + "甲",
        "name: &a [*a]\n",
        "name: &a {b: *a}\n",
        "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        + "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 9)),
    ],
    ids=["open", "closed", "mappings", "entries", "itself", "itself in itself", "a thousand laughs"],
)
def test_what_has_no_end_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="太深"):
        parse_yaml(text, "deep.yaml")


def test_tags_that_build_objects_are_refused() -> None:
    with pytest.raises(ConfigError):
        parse_yaml("name: !!python/object/apply:os.getcwd []\nitems: []\n", "evil.yaml").validate(Outer)
