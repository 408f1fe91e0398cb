"""A good pack with one mistake at a time: each is refused at its line, with words that help."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml

from tests.test_packs.sample import CIRCLE, FOLDER, TEXTS, load
from xunjian.errors import ConfigError


@dataclass(frozen=True)
class Mistake:
    base: str
    text: str
    file: str
    line: int
    say: str
    new: str


def mistakes() -> Iterator[Mistake]:
    table = yaml.safe_load((FOLDER / "mistakes.yaml").read_text("utf-8"))
    for base, rows in table.items():
        for row in rows:
            text = TEXTS[base]
            for change in (row, row.get("also")):
                if change:
                    assert change["old"] in text, change
                    text = text.replace(change["old"], change["new"], 1)
            file = row.get("in", base)
            where = CIRCLE if file == "circle" else text
            start = -1
            for _ in range(row.get("nth", 0) + 1):
                start = where.index(row.get("at", row["new"]), start + 1)
            yield Mistake(base, text, file, where.count("\n", 0, start) + 1, row["say"], row["new"])


MISTAKES = tuple(mistakes())


def test_there_are_a_hundred_of_them() -> None:
    assert len(MISTAKES) >= 100
    assert len({each.text for each in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("base", ["good", "overlay"])
def test_the_packs_are_good_without_them(base: str) -> None:
    assert load(base, TEXTS[base]).pack.id == {"good": "good", "overlay": "ours"}[base]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{each.base}: {each.new[:40]!r}" for each in MISTAKES])
def test_each_mistake_is_refused_at_its_line(mistake: Mistake) -> None:
    with pytest.raises(ConfigError) as caught:
        load(mistake.base, mistake.text)
    said = f"{caught.value.message} {caught.value.hint}"
    assert said.startswith(f"{mistake.file}.yaml 第 {mistake.line} 行"), said
    assert mistake.say in said, said
    assert caught.value.hint or re.search("应|要有|要按|要在|要一起|只写|只用|补上", said), f"no cure: {said}"
