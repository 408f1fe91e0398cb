"""The entry point: signals first, so that not even the loading of the program ends in a traceback."""

import signal
import sys
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_NOT_FINISHED = 3


def _end_politely(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line; the exit status is that of the contract.

    SIGTERM ends it like Ctrl-C, politely. Both are set here by name: a shell that starts a job in the
    background hands SIGINT down as ignored, and a sweep asks its audits to end by it.
    """
    for number in _SIGNALS:
        signal.signal(number, _end_politely)
    try:
        from xunjian.cli.errors import guarded
        from xunjian.cli.verbs import app
    except KeyboardInterrupt:
        print("巡检：已中断。", file=sys.stderr)
        sys.exit(_NOT_FINISHED)
    status = guarded(lambda: app(standalone_mode=False))
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # on the way out: asked again, it is no faster
    sys.exit(status)
