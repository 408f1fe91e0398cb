"""From when until when a pack is in force."""

from datetime import date

from xunjian.packs.schema import Pack


def in_force(pack: Pack) -> str:
    """The days in words; empty where none is given."""
    since = f"{pack.effective.isoformat()} 起" if pack.effective else ""
    until = f"至 {pack.until.isoformat()} 止" if pack.until else ""
    return "，".join(filter(None, (since, until)))


def not_in_force(pack: Pack, day: date) -> str | None:
    """What to say where a pack judges a day on which it is not in force."""
    if pack.effective is not None and day < pack.effective:
        when = f"自 {pack.effective.isoformat()} 起施行，检查日期 {day.isoformat()} 在此之前"
    elif pack.until is not None and day > pack.until:
        when = f"施行到 {pack.until.isoformat()} 为止，检查日期 {day.isoformat()} 在此之后"
    else:
        return None
    return f"指标体系“{pack.title}”{when}，结果只供参考。"
