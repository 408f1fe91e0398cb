"""A crawl process that was started early: it loads what a crawl needs, and waits to be given the rest."""

import os
import socket
import sys
from importlib import import_module

from crawler.wish import Wish

HANDED = "--handed"
_LOADED = ("crawler.process", "scrapy.crawler", "crawler.spider", "twisted.internet.asyncioreactor")


def await_job(wish: Wish) -> None:
    """Take the log, and the lock of the snapshot, over the socket that is our standard input; the job follows
    there. Ends the process where none comes."""
    fault: ImportError | None = None
    try:
        for name in _LOADED:
            import_module(name)
    except ImportError as error:
        fault = error  # to be told where there is a log
    with wish.at_once(), socket.socket(fileno=os.dup(sys.stdin.fileno())) as channel:
        message, descriptors, _, _ = socket.recv_fds(channel, 1, 2)
        if not message:
            sys.exit(0)
    os.dup2(descriptors[0], sys.stderr.fileno())
    os.close(descriptors[0])  # the other is the lock: it is held for as long as this process lives
    if fault is not None:
        raise fault
