"""`xunjian rank`: the units of a group compared."""

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat
from xunjian.cli.show import readers_may_leave, say_beside
from xunjian.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from xunjian.app.ranking import Part, Ranking
    from xunjian.model.audit import Audit


def rank(
    runs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="结果…", help="运行编号、audit.json，或放着许多结果的文件夹；不写就比较登记的单位。"
        ),
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="分组", help="只比较登记的这一组单位。")
    ] = None,
    period: Annotated[
        list[str] | None,
        typer.Option(
            "--period",
            metavar="时段=结果",
            help="指标体系里的一个时段和它的结果文件夹；可重复，权重按指标体系。",
        ),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part", metavar="权重=结果", help="一个组成部分占百分之几，和它的结果文件夹；可重复。"
        ),
    ] = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """比较一组单位：名次、按名次的得分、按最高分折算、时段和部分的权重、等次名额。

    同分同名次，后面的名次顺延；同分跨名额线的都不占名额，另行列出。还有待定分的，名次和等次写成范围或待定。
    """
    from storage.database import open_database
    from xunjian.app.ranking import rank_audits
    from xunjian.cli.rank_text import print_ranking

    engine = open_database(database)
    rankings = rank_audits(_parts(runs or [], group, period or [], part or [], engine))
    with readers_may_leave():
        if format is OutputFormat.JSON:
            typer.echo(json.dumps([as_plain(each) for each in rankings], ensure_ascii=False, indent=2))
        else:
            for each in rankings:
                print_ranking(each)


def _parts(
    runs: list[str], group: str | None, periods: list[str], parts: list[str], engine: "Engine"
) -> "Sequence[Part]":
    from xunjian.app.ranking_runs import gather, gather_group

    if sum(map(bool, (runs or group, periods, parts))) > 1:
        raise UsageError("结果、--period 和 --part 只用一种。", "时段用 --period，组成部分用 --part。")
    if not periods and not parts:
        audits = gather(runs, engine) if runs else gather_group(engine, group)
        return [_part("", Decimal(100), audits, engine)]
    if parts:
        named = [_pair(each, "--part", "70=结果文件夹") for each in parts]
        found = [
            _part(f"占 {weight}%", _weight(weight), gather([place], engine), engine)
            for weight, place in named
        ]
    else:
        found = _periods(periods, engine)
    if sum(each.weight for each in found) != 100:
        raise UsageError(f"权重合计 {sum(each.weight for each in found)}，应为 100。")
    return found


def _periods(periods: list[str], engine: "Engine") -> "list[Part]":
    from xunjian.app.ranking_runs import gather
    from xunjian.app.run_pack import pack_of_run

    named = [_pair(each, "--period", "年末=结果文件夹") for each in periods]
    found = {name: gather([place], engine) for name, place in named}
    first = next(iter(found.values()))[0]
    pack = pack_of_run(engine, first.run.id, first.pack.id).loaded.pack
    known = {each.name: each.weight for each in pack.periods}
    strange = [name for name in found if name not in known]
    if strange:
        raise UsageError(
            f"指标体系“{pack.id}”没有时段“{strange[0]}”。",
            f"可写：{'、'.join(known)}。" if known else "这个指标体系不分时段，可改用 --part。",
        )
    missing = [name for name in known if name not in found]
    if missing:
        raise UsageError(f"还缺时段“{missing[0]}”的结果。", "每个时段写一个 --period。")
    return [_part(name, known[name], found[name], engine) for name in known]


def _part(name: str, weight: Decimal, audits: "tuple[Audit, ...]", engine: "Engine") -> "Part":
    from xunjian.app.ranking import Part
    from xunjian.app.run_pack import pack_of_runs

    used = pack_of_runs(engine, audits)
    say_beside(used.note)
    return Part(name, weight, audits, used.loaded)


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    name, mark, place = text.partition("=")
    if not mark or not name or not place:
        raise UsageError(f"{option} 的值“{text}”不对。", f"应写作 {example}。")
    return name, place


def _weight(text: str) -> Decimal:
    try:
        weight = Decimal(text)
    except InvalidOperation:
        weight = Decimal(0)
    if not 0 < weight <= 100:
        raise UsageError(f"--part 的权重“{text}”不对。", "应写作 70=结果文件夹，权重是百分数。")
    return weight


def as_plain(ranking: "Ranking") -> dict[str, object]:
    """A ranking for other programs."""
    return {
        "pack": {"id": ranking.pack.id, "version": ranking.pack.version},
        "unit_type": ranking.unit_type,
        "scaled": ranking.scaled,
        "ties": [{"grade": grade, "units": list(units)} for grade, units in ranking.ties],
        "units": [
            {
                "unit": each.unit_id,
                "name": each.name,
                "place": [each.place.best, each.place.worst],
                "score": [float(each.score.low), float(each.score.high)],
                "raw": [float(each.raw.low), float(each.raw.high)],
                "grade": each.grade,
                "out": each.out,
                "by_rank": {item: [float(ends.low), float(ends.high)] for item, ends in each.by_rank.items()},
                "parts": {
                    name: None if ends is None else [float(ends.low), float(ends.high)]
                    for name, ends in each.parts.items()
                },
                "unconfirmed": each.unconfirmed,
            }
            for each in ranking.standings
        ],
    }
