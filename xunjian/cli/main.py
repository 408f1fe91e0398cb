"""The entry point: signals first, so that not even the loading of the program ends in a traceback."""

import signal
import sys
from collections.abc import Callable
from types import FrameType

from xunjian.collector import let_all_go, spare_the_collector

_NOT_FINISHED = 3


def _end_politely(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _on_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def main() -> None:
    """Run the command line; the exit status is that of the contract.

    SIGTERM ends it like Ctrl-C, politely. Both are set here by name: a shell that starts a job in the
    background hands SIGINT down as ignored, and a sweep asks its audits to end by it.
    """
    _on_signals(_end_politely)
    spare_the_collector()
    try:
        from xunjian.cli.errors import guarded
        from xunjian.cli.verbs import app
    except KeyboardInterrupt:
        _on_signals(signal.SIG_IGN)
        print("巡检：已中断。", file=sys.stderr)
        sys.exit(_NOT_FINISHED)
    status = guarded(lambda: app(standalone_mode=False, prog_name="xunjian"))
    _on_signals(signal.SIG_IGN)  # on the way out: asked again, it is no faster
    let_all_go()
    sys.exit(status)
