"""Portals that are looked at in a browser: small ones, for a browser takes its time."""

from dataclasses import replace

from xunjian.testing import browser_defects
from xunjian.testing.planting import Planted, plant
from xunjian.testing.portals.case import department


def painted_sound() -> Planted:
    """Nothing to find, whatever it looks like."""
    spec = replace(department(51, "modern"), prefix="/")
    return plant(spec, browser_defects.working_entry, browser_defects.harmless_in_a_browser)


def painted_faulty() -> Planted:
    """It shows itself, yet not to everybody, and a script of it is gone."""
    spec = replace(department(52, "modern"), prefix="/")
    return plant(
        spec,
        browser_defects.lose_script("/static/js/menu.js"),
        browser_defects.break_rules(),
        browser_defects.dead_entry(),
    )


def painted_blank() -> Planted:
    """A curtain that is never lifted."""
    spec = replace(department(53, "modern"), prefix="/")
    return plant(spec, browser_defects.working_entry, browser_defects.cover_home())


def painted_old() -> Planted:
    """Pages as they were written before anybody thought of this; an error page in the place of a script."""
    spec = replace(department(54, "table"), prefix="/")
    return plant(
        spec,
        browser_defects.replace_script("/script/menu.js"),
        browser_defects.dead_entry(),
        browser_defects.claim_rules(
            ("html-has-lang", "必须有一个 lang 属性"),
            ("image-alt", "图像必须有替代文本"),
            ("input-image-alt", "图像按钮必须有替代文本"),
            ("label", "表单元素必须有标签"),
            ("link-name", "链接必须有可辨识的文本"),
            ("select-name", "select 元素必须有一个可访问的名称"),
        ),
    )


PAINTED = {
    "painted-sound": painted_sound,
    "painted-faulty": painted_faulty,
    "painted-blank": painted_blank,
    "painted-old": painted_old,
}
