"""`python -m crawler`: one crawl, told by one JSON line on standard input."""

import os
import sys

from crawler.handed import HANDED, await_job
from crawler.wish import Wish, die_with_parent


def start() -> int:
    """Listen for signals first: what the crawl needs takes a second to load."""
    parent = os.getppid()
    wish = Wish()
    wish.listen()
    die_with_parent(parent)
    if sys.argv[1:] == [HANDED]:
        await_job(wish)
    from crawler.process import main

    return main(wish)


if __name__ == "__main__":
    code = start()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # everything is written; a thread that waits for a dead host must not hold the process
