"""The verbs of the command line, put together."""

import logging
import sys
from typing import Annotated

import typer

from xunjian import __version__
from xunjian.cli import newmedia, pack, review, unit
from xunjian.cli.accuracy import accuracy
from xunjian.cli.advise import advise
from xunjian.cli.assess import assess
from xunjian.cli.audit import audit, score
from xunjian.cli.db import app as db
from xunjian.cli.demo import demo
from xunjian.cli.doctor import doctor
from xunjian.cli.export import export
from xunjian.cli.help import speak_chinese
from xunjian.cli.inspect import inspect
from xunjian.cli.probe import probe
from xunjian.cli.rank import rank
from xunjian.cli.requests import requests
from xunjian.cli.schedule import schedule
from xunjian.cli.simulate import simulate
from xunjian.cli.sweep import sweep

app = typer.Typer(
    name="xunjian",
    help="巡检：检查政府网站，按指标评判，每个结论都有证据。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xunjian {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="在标准错误输出详细日志。")] = False,
) -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.ERROR,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


for _verb in (
    demo,
    audit,
    sweep,
    score,
    rank,
    simulate,
    advise,
    assess,
    inspect,
    requests,
    export,
    accuracy,
    schedule,
    probe,
    doctor,
):
    app.command()(_verb)
app.add_typer(pack.app, name="pack")
app.add_typer(unit.app, name="unit")
app.add_typer(newmedia.app, name="newmedia")
app.add_typer(review.app, name="review")
app.add_typer(db, name="db")
speak_chinese(app)
