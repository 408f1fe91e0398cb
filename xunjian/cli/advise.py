"""`xunjian advise`: what to mend first."""

import json
from typing import Annotated

import typer

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat
from xunjian.cli.show import readers_may_leave, say_beside
from xunjian.wrapped import print_lines


def advise(
    run: Annotated[str, typer.Argument(metavar="运行", help="运行编号、结果文件夹或 audit.json。")],
    most: Annotated[int, typer.Option("--most", min=1, max=100, help="最多列出多少步。")] = 15,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """先改什么：按每改一处能拿回多少分排序，同一原因的问题算一件事。

    每一步都是去掉这些问题后重新计分得出的，封顶、加分门槛和单项否决都计算在内。不联网，也不需要快照。
    """
    from storage.database import open_database
    from xunjian.app.advise import advise as advise_on
    from xunjian.app.ranking_runs import gather
    from xunjian.app.rescoring import prepare_scoring
    from xunjian.app.run_pack import pack_of_run
    from xunjian.errors import UsageError
    from xunjian.reports.advice import advice_lines, advice_record

    engine = open_database(database)
    audits = gather([run], engine)
    if len(audits) > 1:
        raise UsageError(f"“{run}”里有 {len(audits)} 个单位的结果。", "写其中一个单位的结果文件夹。")
    (audit,) = audits
    used = pack_of_run(engine, audit.run.id, audit.pack.id)
    say_beside(used.note)
    advice = advise_on(prepare_scoring(audit, used.loaded), most)
    with readers_may_leave():
        if format is OutputFormat.JSON:
            typer.echo(json.dumps(advice_record(audit, advice), ensure_ascii=False, indent=2))
        else:
            print_lines(advice_lines(audit, advice))
