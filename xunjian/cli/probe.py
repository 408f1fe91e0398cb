"""`xunjian probe`: one availability round."""

import json
from typing import Annotated

import typer

from xunjian.cli.options import AllowPrivateOption, DatabaseOption, FormatOption, OutputFormat

_WORDS = {"ok": "打得开", "failed": "打不开", "blocked": "被拦截", "unknown": "未能判定"}


def probe(
    group: Annotated[str | None, typer.Option("--group", metavar="分组", help="只看这个分组。")] = None,
    witness: Annotated[
        list[str] | None,
        typer.Option(
            "--witness",
            metavar="网址",
            help="对照网站：它打得开，才说明本机的网络是通的；单位少时至少写一个，可重复。",
        ),
    ] = None,
    allow_private: AllowPrivateOption = False,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """给每个登记单位的首页采一次可用性样本：只取首页一次，15 秒为限，结果记入数据库，供检查时判断。"""
    from xunjian.app.availability import ProbeRequest, run_round

    seen = run_round(ProbeRequest(group, tuple(witness or ()), allow_private, database))
    if format is OutputFormat.JSON:
        rows = [
            {
                "unit": unit.id,
                "name": unit.name,
                "url": unit.home_url,
                "at": sample.at.isoformat(timespec="seconds"),
                "outcome": sample.outcome.value,
                "code": sample.code,
                "status": sample.status,
                "seconds": round(sample.seconds, 2),
            }
            for unit, sample in seen.samples
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for unit, sample in seen.samples:
        if sample.outcome.value != "ok":
            word = _WORDS[sample.outcome.value]
            typer.echo(f"{unit.id}\t{unit.name}\t{word}：{sample.words}（{sample.seconds:.1f} 秒）")
    told = "，".join(f"{_WORDS[outcome.value]} {count}" for outcome, count in sorted(seen.counts.items()))
    typer.echo(f"采样 {len(seen.samples)} 个单位：{told}。")
    if not witness and all(sample.code == "line" for _, sample in seen.samples):
        typer.echo("不能确定是不是本机网络不通，都不计入；用 --witness 网址 指定一个对照网站。")
