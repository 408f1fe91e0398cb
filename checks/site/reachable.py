"""site.reachable: the home page opens, now and all week."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from checks._seen import undecided
from checks._words import cited
from xunjian.model.availability import Availability, Sample, full_days
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.observation import Outcome
from xunjian.model.site import Clock, UnitFacts
from xunjian.plugin import CheckParams, answered, check, fail, ok, review, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决·站点无法访问"

_SHOWN = 8


class Params(CheckParams):
    days: int = Field(default=7, ge=1, description="看监测时间点以前多少天的采样（天）")
    per_day: int = Field(default=20, ge=1, description="一天至少采样多少次才算采全（次）")
    percent: float = Field(
        default=5, gt=0, le=100, description="打不开的次数占采样的百分之几即不通过（%），达到即算"
    )
    samples_required: bool = Field(
        default=False, description="没有采满的，本次打得开也算未能判定；不要求的，本次打得开即通过"
    )


@check("site.reachable", title="网站可以访问", clause=CLAUSE)
def reachable(availability: Availability, clock: Clock, unit: UnitFacts, params: Params) -> Iterator[Finding]:
    """看网站首页打不打得开。两种情况不通过：本次检查时换着方法反复试，15 秒之内都打不开；
    或者监测时间点以前 7 天（按参数）的可用性采样里，打不开的占 5%（含）以上。

    采样由 `xunjian schedule` 每天进行 20 次以上，每次只试一次，一次打不开只是一个样本；7 天都采全了才据此判
    不通过，没有采全而打不开的已占 5% 的待人工确认。没有采样的，只看本次
    （指标体系要求必须采满的，未能判定）。
    被验证页拦截、要求登录、或可能是本机网络不通的，不算打不开，也不计入采样。
    """
    subject = Subject("site", unit.home_url, title=unit.name)
    look = availability.look
    proofs = [answered(fetch) for fetch in look.fetches]
    samples = availability.within(clock.earliest(params.days), clock.as_of)
    counted = [each for each in samples if each.counts]
    down = [each for each in counted if each.outcome is Outcome.FAILED]
    days = full_days(samples, params.per_day)
    much = bool(down) and len(down) * 100 >= params.percent * len(counted)
    expected = f"15 秒内打得开；{params.days} 天采样中打不开的不到 {params.percent:g}%"
    if look.state == "failed":
        said = cited(f"网站首页打不开：{look.words}，换用多种方法反复尝试仍然如此", CLAUSE)
        yield fail(subject, said, *proofs, expected=expected, observed=look.words, signature="home")
    if much and days:
        told = f"{len(counted)} 次采样中打不开 {len(down)} 次，占 {len(down) / len(counted):.1%}"
        when = f"{clock.earliest(params.days)} 至 {clock.as_of}"
        proof = Evidence("computation", unit.home_url, quote=_told(down))
        if days >= params.days:
            said = cited(f"网站首页在 {when} 的 {told}，达到 {params.percent:g}%", CLAUSE)
            yield fail(subject, said, proof, expected=expected, observed=told, signature="samples")
        else:
            said = cited(f"网站首页在 {when} 的 {told}，但只有 {days} 天采全，请人工确认", CLAUSE)
            yield review(subject, said, proof, expected=expected, observed=told, signature="samples")
    if look.state == "unknown":
        yield unknown(undecided([look.words]), None, *proofs)
    elif look.state == "open" and days < params.days and params.samples_required:
        yield unknown(undecided([f"本次首页正常打开，但{_sampled(samples, counted, down, days, params)}"]))
    elif look.state == "open":
        yield ok(f"本次检查时首页正常打开；{_sampled(samples, counted, down, days, params)}。", *proofs)


def _sampled(
    samples: Sequence[Sample], counted: Sequence[Sample], down: Sequence[Sample], days: int, params: Params
) -> str:
    """What the samples of the window say, as far as they do."""
    if not samples:
        return f"此前 {params.days} 天没有可用性采样，只看了本次"
    told = f"此前 {params.days} 天采样 {len(counted)} 次，打不开 {len(down)} 次"
    if days < params.days:
        told += f"，其中每天满 {params.per_day} 次的有 {days} 天，不足以据此判断"
    return told


def _told(down: Sequence[Sample]) -> str:
    """The failures with their times, the newest first."""
    lines = [f"{each.minute} {each.words}" for each in reversed(down)]
    more = f"；等 {len(lines)} 次" if len(lines) > _SHOWN else ""
    return "；".join(lines[:_SHOWN]) + more
