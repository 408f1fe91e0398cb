"""Sentences are punctuated full width (look.md): no half-width comma or colon between characters."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("checks", "storage", "xunjian/app", "xunjian/cli", "xunjian/packs")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”¤][,;:!][\u4e00-\u9fff“]|[\u4e00-\u9fff”][,;:!]¤")
_ADDRESS = re.compile(r"\w+://\S+")


def said(tree: ast.AST) -> list[str]:
    """Texts of the program, with `¤` where a value is put in."""
    whole = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in whole for part in node.values}
    texts = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "¤" for part in node.values)
        for node in whole
    ]
    plain = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in parts)
    return texts + [node.value for node in plain if isinstance(node.value, str)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_half_width_punctuation_in_sentences(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()} in {text[:60]}"
        for path in files
        for text in said(ast.parse(path.read_text("utf-8")))
        for found in [_HALF_WIDTH.search(_ADDRESS.sub("", text))]
        if found
    ]
    assert not wrong
