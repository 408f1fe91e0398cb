"""However a pack is spoilt, it loads or is refused with file and line: nothing else."""

import random
import re

import jsonschema
import pytest

from tests.test_packs.sample import TEXTS, load
from xunjian.errors import ConfigError
from xunjian.packs.form import pack_schema
from xunjian.yaml_document import parse_yaml

SCHEMA = jsonschema.Draft202012Validator(pack_schema())
VALUES = (
    "null", "true", "-1", "0", "1e999", ".inf", ".nan", '"x"', "[]", "{}", "[1]", "{a: 1}", "2026-13-01",
    "*a", "&a", "!!binary x", '"\\u0000"', "{kind: veto}", "{kind: given}", "{kind: rank}",
    "99999999999999999999", "? ", "- - -", "[v.1]", "[county, county]", "{<<: {a: 1}}", "0.00000001",
)  # fmt: skip
MARKS = ("{", "}", "[", "]", ":", '"', "'", "#", "&x ", "*x ", ",", "\t", "\0", "\u2028")


def spoilt(seed: int) -> tuple[str, str]:
    """A sample pack after one to three random blows."""
    chance = random.Random(seed)
    base = chance.choice(sorted(TEXTS))
    lines = TEXTS[base].splitlines()
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(lines))
        other = chance.choice(lines)
        match chance.randrange(7):
            case 0:
                del lines[at]
            case 1:
                lines.insert(chance.randrange(len(lines)), lines[at])
            case 2:
                lines[at] = f"{lines[at].split(':')[0]}: {chance.choice(VALUES)}"
            case 3:
                lines[at] = f"  {lines[at]}"
            case 4:
                lines[at] = lines[at][2:]
            case 5:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + chance.choice(MARKS) + lines[at][cut:]
            case _:
                lines[at] = f"{lines[at].split(':')[0]}:{other.partition(':')[2]}"
    return base, "\n".join(lines) + "\n"


def refusal(base: str, text: str) -> str | None:
    try:
        load(base, text)
    except ConfigError as error:
        return f"{error.message} {error.hint}"
    return None


@pytest.mark.parametrize("block", range(4))
def test_any_pack_loads_or_is_refused_with_its_line(block: int) -> None:
    refused = 0
    for seed in range(block * 250, block * 250 + 250):
        base, text = spoilt(seed)
        said = refusal(base, text)
        if said is None:
            SCHEMA.validate(parse_yaml(text, "a.yaml").data)  # an editor marks nothing that is right
            continue
        refused += 1
        assert f"{base}.yaml" in said or "good.yaml" in said, (seed, said)
        assert "行" in said or "不允许的字符" in said, (seed, said)
        assert not re.search(r"[A-Z]?[a-z]+ (should|must|to|be) ", said), (seed, said)
    assert 100 < refused < 250  # the blows are neither feathers nor all the same
