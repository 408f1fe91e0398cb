"""A process that judges what a sweep crawled, unit after unit: `python -m xunjian.app.judge_worker`.

Orders come as lines of JSON on standard input, answers go out likewise. What is said of a unit beside that
goes into its log.
"""

import gc
import json
import logging
import os
import sys
import traceback
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from crawler.wish import die_with_parent
from xunjian.app.audit import AuditRequest, Crawled, judge_crawl
from xunjian.collector import spare_the_collector
from xunjian.errors import XunjianError


@dataclass(frozen=True)
class JudgeOrder:
    """A unit whose crawl is over."""

    request: AuditRequest
    crawled: Crawled
    log: Path


ORDER = TypeAdapter(JudgeOrder)


def main() -> None:
    spare_the_collector()
    die_with_parent(os.getppid())
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever is printed on the way is no answer
    for line in sys.stdin:
        order = ORDER.validate_json(line)
        code, message = _judge(order)
        answers.write(json.dumps({"exit_code": code, "message": message}, ensure_ascii=False) + "\n")
        answers.flush()
        gc.collect()


def _judge(order: JudgeOrder) -> tuple[int | None, str]:
    """What `xunjian audit` would end with, and say of it; no status where the program is at fault."""
    sys.stderr.flush()
    log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 2)
    os.close(log)
    try:
        return judge_crawl(order.request, order.crawled).exit_code, ""
    except XunjianError as error:
        return error.exit_code, error.message
    except Exception as error:  # noqa: BLE001 - the worker's loop: one unit's trouble is not the next one's
        traceback.print_exc()
        return None, f"程序出错：{type(error).__name__}，详情见 {order.log}"


if __name__ == "__main__":
    main()
