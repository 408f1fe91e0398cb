"""newmedia.updated: no account of the unit in new media is silent."""

from collections.abc import Iterator

from pydantic import Field

from checks._seen import undecided
from checks._words import cited, cut
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.newmedia import Account, NewMedia
from xunjian.model.site import Clock, UnitFacts
from xunjian.plugin import CheckParams, check, fail, not_applicable, ok, review, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）政务新媒体·内容不更新"


class Params(CheckParams):
    days: int = Field(default=14, ge=1, description="账号至少多少天更新一次（天）")
    data_days: int = Field(
        default=7, ge=0, description="数据截止日早于监测时间点多少天以内，仍提请人工确认（天）"
    )


@check("newmedia.updated", title="政务新媒体更新", clause=CLAUSE)
def accounts_post(media: NewMedia, unit: UnitFacts, clock: Clock, params: Params) -> Iterator[Finding]:
    """看单位的政务新媒体账号更新没有：最近一条发布早于监测时间点以前 14 天（按参数）的不通过。

    依据是人工导入的发布记录（`xunjian newmedia import`），程序不访问新媒体平台。数据没有导到监测时间点的：
    截止日以前已经超过 14 天没有更新的待人工确认，数据更旧的未能判定。账号在数据里一条记录也没有的待人工确认。
    没有导入数据的未能判定；登记表写明没有账号的不适用。
    """
    if not media.accounts and media.listed == ():
        yield not_applicable("不适用：登记表写明本单位没有政务新媒体账号。")
        return
    for account in media.accounts:
        yield _judged(account, unit, clock, params)
    if missing := media.missing:
        yield unknown(undecided([f"没有导入账号“{name}”的发布记录" for name in missing]))
    elif not media.accounts:
        yield unknown(undecided(["没有导入政务新媒体的发布记录"]))


def _judged(account: Account, unit: UnitFacts, clock: Clock, params: Params) -> Finding:
    known = min(account.known_until, clock.as_of)
    newest = account.newest(known)
    told = f"导入数据截至 {account.known_until}"
    name = f"账号“{cut(account.name)}”（{account.platform}）"
    subject = Subject("site", unit.home_url, title=account.key)
    expected = f"最近 {params.days} 天内有更新"
    if newest is None:
        said = cited(f"{name}在导入的数据里没有发布记录，请人工确认是否长期没有更新", CLAUSE)
        proof = Evidence("text", quote=f"{account.key}：没有记录，{told}")
        return review(subject, said, proof, expected=expected, observed="没有记录", signature=account.key)
    proof = Evidence("text", newest.url or None, quote=f"{newest.day} {newest.title}".strip() + f"；{told}")
    if newest.day >= clock.earliest(params.days):
        return ok(f"{name}最近一条发布于 {newest.day}。", proof, subject=subject)
    silent = (known - newest.day).days
    observed = f"最近一条发布于 {newest.day}，到 {known} 已 {silent} 天"
    said = cited(f"{name}{observed}未更新，超过 {params.days} 天", CLAUSE)
    if account.known_until >= clock.as_of:
        return fail(subject, said, proof, expected=expected, observed=observed, signature=account.key)
    late = (clock.as_of - account.known_until).days
    if silent > params.days and late <= params.data_days:
        asked = cited(f"{name}{observed}未更新；数据没有导到监测时间点，请补充后确认", CLAUSE)
        return review(subject, asked, proof, expected=expected, observed=observed, signature=account.key)
    return unknown(
        undecided([f"{name}的发布记录只导到 {account.known_until}，之后有没有更新不知道"]), subject
    )
