"""The tables of keys in docs/write-a-pack.md, made from the words that the schema uses."""

from collections.abc import Mapping

from xunjian.packs.key_words import CONFIDENCE_LEGEND, KEY_WORDS

START, END = "<!-- 以下各表由 make docs 生成 -->", "<!-- 生成的表到此为止 -->"
_HEADS = {
    "Pack": "顶层",
    "Source": "`source`",
    "Item": "每一项",
    "Cite": "`cite`",
    "Manual": "`manual`",
    "BonusRule": "`bonus`",
    "Outcome": "`outcome`",
    "Band": "`outcome.bands` 的每一等",
    "Period": "`periods` 的每一段",
    "Rounding": "`rounding`",
    "Patch": "`patch` 的每一条",
}
_RULES = {
    "AllOrNothing": "all_or_nothing",
    "Deduct": "deduct",
    "Balance": "balance",
    "Tiers": "tiers",
    "Tier": "",
    "Reach": "reach",
    "Ratio": "ratio",
    "Parts": "parts",
    "Veto": "veto",
    "Rank": "rank",
    "Place": "",
    "Given": "given",
}


def with_tables(page: str) -> str:
    """The page with its tables renewed."""
    before, rest = page.split(START, 1)
    return f"{before}{START}\n\n{key_tables()}\n{END}{rest.split(END, 1)[1]}"


def key_tables() -> str:
    """Every key, by the part of the file where it stands."""
    parts = [_table(f"### {head}", KEY_WORDS[name]) for name, head in _HEADS.items()]
    parts.append("### `rule`\n\n| `kind` | 含义 | 其他键 |\n|---|---|---|\n" + "".join(_rules()))
    parts.append(f"`confidence` 的值：{CONFIDENCE_LEGEND}。\n")
    return "\n".join(parts)


def _table(head: str, words: Mapping[str, tuple[str, str]]) -> str:
    rows = (
        f"| `{key}` | {text if short in text else f'{short}：{text}'} |\n"
        for key, (short, text) in words.items()
    )
    return f"{head}\n\n| 键 | 含义 |\n|---|---|\n" + "".join(rows)


def _rules() -> list[str]:
    rows = []
    for name, kind in _RULES.items():
        if not kind:
            continue
        words = KEY_WORDS[name]
        keys = [f"`{key}` {text}" for key, (_, text) in words.items() if key != "kind"]
        inner = {"Tiers": "Tier", "Rank": "Place"}.get(name)
        keys += [f"`{key}` {text}" for key, (_, text) in KEY_WORDS[inner].items()] if inner else []
        rows.append(f"| `{kind}` | {words['kind'][1]} | {'<br>'.join(keys)} |\n")
    return rows
