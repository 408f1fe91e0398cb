"""Hours of the day in which a site may be crawled, in Asia/Shanghai (which has no summer time)."""

import re
from dataclasses import dataclass
from datetime import datetime

from xunjian.model.moment import CHINA

_DAY = 24 * 3600
_TIME = r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?"
_HOURS = re.compile(rf"{_TIME}\s*[-–—~～至]\s*(?:{_TIME}|(24):(00))".replace("：", ":"))


@dataclass(frozen=True, slots=True)
class Hours:
    """From `begin` to `end`, in seconds of the day; across midnight where `end` is the earlier one."""

    begin: int
    end: int

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """Of `22:00-06:00`. Raises ValueError with what to write instead."""
        found = _HOURS.fullmatch(text.strip().replace("：", ":"))
        if found is None:
            raise ValueError(f'时段“{text}”不对，应写作 "22:00-06:00"。')
        parts = [int(each or 0) for each in found.groups()]
        begin = parts[0] * 3600 + parts[1] * 60 + parts[2]
        end = (parts[3] + parts[6]) * 3600 + parts[4] * 60 + parts[5]
        if begin == end:
            raise ValueError(f'时段“{text}”是空的，应写作 "22:00-06:00"。')
        return cls(begin, end)

    def __str__(self) -> str:
        return f"{_shown(self.begin)}-{_shown(self.end)}"

    def seconds_left(self, now: datetime) -> float:
        """Until they end; 0 outside of them."""
        since_begin = (_second_of_day(now) - self.begin) % _DAY
        length = (self.end - self.begin) % _DAY or _DAY
        return max(0.0, length - since_begin)

    def seconds_until(self, now: datetime) -> float:
        """Until they begin; 0 within them."""
        return 0.0 if self.seconds_left(now) else (self.begin - _second_of_day(now)) % _DAY


def _second_of_day(moment: datetime) -> float:
    local = moment.astimezone(CHINA)
    return local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6


def _shown(second: int) -> str:
    hour, minute, rest = second // 3600, second // 60 % 60, second % 60
    return f"{hour:02}:{minute:02}" + (f":{rest:02}" if rest else "")
