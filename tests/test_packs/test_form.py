"""The published schema is the one of the program, and says the same as the loader."""

from itertools import chain

import jsonschema
import pytest

from tests.test_packs.sample import TEXTS
from tests.test_packs.test_mistakes import MISTAKES, Mistake
from xunjian.app.packs import pack_texts
from xunjian.packs.form import pack_schema, schema_text
from xunjian.packs.key_words import KEY_WORDS
from xunjian.paths import config_dir
from xunjian.yaml_document import parse_yaml

SCHEMA = jsonschema.Draft202012Validator(pack_schema())


def test_the_published_schema_is_fresh() -> None:
    text = (config_dir() / "pack.schema.json").read_text("utf-8")
    assert text == schema_text(), "run `make docs`"


@pytest.mark.parametrize("text", [*TEXTS.values(), *(text for _, text in pack_texts().values())])
def test_good_packs_follow_it(text: str) -> None:
    SCHEMA.validate(parse_yaml(text, "a.yaml").data)


def test_it_knows_no_key_that_the_words_lack_and_none_less() -> None:
    parts = dict(chain([("Pack", pack_schema())], pack_schema()["$defs"].items()))  # type: ignore[attr-defined]
    keys = {name: set(part["properties"]) for name, part in parts.items() if "properties" in part}
    assert keys == {name: set(words) for name, words in KEY_WORDS.items()}


@pytest.mark.parametrize(
    "mistake", [each for each in MISTAKES if "不认识" in each.say], ids=lambda each: each.new
)
def test_misspelt_keys_are_marked_in_an_editor(mistake: Mistake) -> None:
    if "params" in mistake.text.splitlines()[mistake.line - 1]:
        return  # parameters belong to the checks
    assert not SCHEMA.is_valid(parse_yaml(mistake.text, "a.yaml").data)


@pytest.mark.parametrize("count", [0, 1_000_001])
def test_counts_out_of_range_are_marked_in_an_editor(count: int) -> None:
    text = TEXTS["good"].replace("at_least: 3, warn_at: 2", f"at_least: {count}")
    assert text != TEXTS["good"]
    assert not SCHEMA.is_valid(parse_yaml(text, "a.yaml").data)
