"""A pack that uses the whole format, and one that extends it, for the tests of packs."""

from collections.abc import Iterator
from pathlib import Path

from xunjian.model.finding import Finding
from xunjian.model.site import Clock
from xunjian.packs.extend import PackText
from xunjian.packs.load import LoadedPack, load_pack
from xunjian.plugin import CheckParams, check, ok

FOLDER = Path(__file__).parent / "mistakes"
TEXTS = {name: (FOLDER / f"{name}.yaml").read_text("utf-8") for name in ("good", "overlay")}
CIRCLE = 'schema: 1\nid: circle\nversion: "1"\nextends: ours\n'


class Params(CheckParams):
    max_days: int = 14


CLASSES = {"home": "首页", "other": "其他页面", "blank": "空白", "图标": "缺图标", "信息": "缺信息"}


@check("demo.age", title="示例", classes=CLASSES)
def demo_age(clock: Clock, params: Params) -> Iterator[Finding]:
    """A check for these tests."""
    yield ok(f"{clock.as_of}{params.max_days}")


CHECKS = {demo_age.id: demo_age}


def load(name: str, text: str | None = None, **others: str) -> LoadedPack:
    """A pack of TEXTS, or another text under its name; `others`: packs that may be extended, by id."""
    whole = TEXTS[name] if text is None else text
    known = {"good": TEXTS["good"], "circle": CIRCLE, "ours": whole, **others}

    def find(pack_id: str) -> PackText | None:
        return PackText(f"{pack_id}.yaml", known[pack_id]) if pack_id in known else None

    return load_pack(whole, f"{name}.yaml", CHECKS, find)


def changed(name: str, *changes: tuple[str, str]) -> str:
    """A text of TEXTS with each old part replaced, once."""
    text = TEXTS[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
