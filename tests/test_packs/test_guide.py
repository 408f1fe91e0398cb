"""docs/write-a-pack.md: every example loads, every key is told, the tables are fresh."""

import re
import textwrap
from pathlib import Path

import pytest

from xunjian.app.pack_keys import with_tables
from xunjian.app.packs import open_pack
from xunjian.packs.key_words import KEY_WORDS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "write-a-pack.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
FRAME = """\
schema: 1
id: frame
title: 示例
version: "1"
source: {title: 文件}
unit_types: [city, county]
items:
"""


@pytest.mark.parametrize("text", EXAMPLES, ids=[text.splitlines()[1].strip() for text in EXAMPLES])
def test_every_example_loads(text: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    whole = text.startswith("schema:")
    file.write_text(text if whole else FRAME + textwrap.indent(text, "  "), "utf-8")
    loaded = open_pack(str(file))
    assert sum(1 for _ in loaded.pack.leaves()) >= 1


def test_every_key_is_told_outside_of_the_tables() -> None:
    """The tables name each key by themselves; the examples must use them too."""
    examples = "\n".join(EXAMPLES)
    missing = [
        f"{part}.{key}"
        for part, keys in KEY_WORDS.items()
        for key in keys
        if not re.search(rf"\b{key}:", examples) and f"`{key}`" not in PAGE.split("## 全部的键")[0]
    ]
    assert missing == []


def test_the_tables_are_fresh_and_name_every_key() -> None:
    assert with_tables(PAGE) == PAGE, "run `make docs`"
    missing = [key for keys in KEY_WORDS.values() for key in keys if f"`{key}`" not in PAGE]
    assert missing == []
