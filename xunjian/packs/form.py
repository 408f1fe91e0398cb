"""The JSON Schema of pack files, for editors: made from the models, described in Chinese."""

import json
from collections.abc import Iterator

from xunjian.packs.key_words import CONFIDENCE_LEGEND, KEY_WORDS
from xunjian.packs.schema import Pack

JsonObject = dict[str, object]
_OWN = ("schema", "id", "version")
"""What every pack writes itself, one that extends another too."""


def pack_schema() -> JsonObject:
    """The schema (JSON Schema 2020-12)."""
    made: JsonObject = Pack.model_json_schema(by_alias=True)
    for name, part in _parts(made):
        _describe(name, part)
    made.update(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "巡检指标体系",
            "description": "一个指标体系（YAML）。写法见 docs/write-a-pack.md。",
            "required": list(_OWN),
            "if": {"required": ["extends"], "properties": {"extends": {"type": "string"}}},
            "then": {"not": {"required": ["items"]}},
            "else": {"required": ["title", "source", "unit_types", "items"], "not": {"required": ["patch"]}},
        }
    )
    return made


def _parts(made: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    yield "Pack", made
    definitions = made.get("$defs")
    assert isinstance(definitions, dict)
    yield from definitions.items()


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _describe(name: str, part: JsonObject) -> None:
    """Chinese titles and descriptions instead of those of the code."""
    part.pop("description", None)
    part.pop("title", None)
    properties = part.get("properties")
    if isinstance(properties, dict) and "kind" in properties:
        part["required"] = ["kind", *_texts(part.get("required"))]
    for key, value in properties.items() if isinstance(properties, dict) else ():
        short, text = KEY_WORDS[name][key]
        value["title"], value["description"] = short, text
        if key == "confidence" or (name, key) == ("Cite", "points"):
            value["description"] = f"{text}{CONFIDENCE_LEGEND}。"


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
