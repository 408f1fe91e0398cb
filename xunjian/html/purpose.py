"""What a form is for: to search the site, or for anything else. Only a search is ever sent.

A form is known by what its fields, its buttons and the words beside them say; what else stands inside of it
(a whole page, in some systems) says nothing.
"""

import re

from lxml.html import HtmlElement

from xunjian.html.text import fold, squeeze

MOST_FIELDS = 3
"""More fields to type into are no search."""
_SEARCHES = re.compile(
    r"search|sousuo|jiansuo|keyword|searchword|(?:^|[^a-z])(?:so/s|so|huopro)(?:$|[^a-z])|搜|检\s*索|查\s*找|关键[词字]"
    r"|找什么|想找",
    re.I,
)
_MAY_SEARCH = re.compile(
    r"(?:^|[^a-z])(?:q|qt|kw|kws|wd|key|keys|words?|query|find|searchtext)(?:$|[^a-z])", re.I
)
"""Names that a search shares with much else: they count where the form is sent by GET and nothing speaks
against it."""
SITE_WIDE = re.compile(
    r"站内|全站|全文|本站|本网|网站搜索|searchword|sitesearch|full_?text|/so/s|jsearch|was5/web", re.I
)
_ACTS = re.compile(
    r"登\s*[录陆]|注\s*册|密码|口令|订阅|退订|投票|发表|发布|评论|跟帖|留言|上传|找回|订购|购买|下单|支付|举报|报名"
    r"|预约|签到|领取|计算|跳转|提交[^搜检查询\s]|(?:我要|立即|在线)(?:申请|办理|咨询|投诉)|提问|翻译"
    r"|(?:log|sign)_?(?:in|on|up)|regist|subscri|passw|pwd|comment|survey|upload|feedback|guestbook|(?:^|[^a-z])vote",
    re.I,
)
"""What a search does not do, whatever else it is called."""
_OWN_MATTERS = re.compile(
    r"邮箱|e-?mail|邮件|(?:编|流水|受理|信件|办件|证件|准考证|车牌|订单|手机|电话|档案|学|工|卡|案|索引|文|门牌|许可证|证书|批)号"
    r"|号码|代码|查询码|身份证|姓名|人员|昵称|用户名|账号|帐号|联系人|企业名|公司名|单位名|法人|信用|成绩|金额|贷款"
    r"|地址|收货|城市|天气|列车|航班|公交|路线|地图|地点|位置|快递|违章|信件|来信|办件|意见|理由|药品|电话"
    r"|(?:^|[^a-z])(?:mailbox|letter|xjcx|bjcx|ysq)(?:$|[^a-z])",
    re.I,
)
"""What a visitor looks up for themselves, or looks for elsewhere than in the site's texts."""
_LIMITS = re.compile(
    r"日期|时间|年份|月份|起始|截止|开始|结束|页码|第几页|(?:^|[^a-z])(?:begin|start|end|from|to)?_?(?:date|time|day|year)s?(?:$|[^a-z])"
    r"|(?:^|[^a-z])(?:go|cur|current|to)?_?page_?(?:no|num|index|size)?(?:$|[^a-z])",
    re.I,
)
"""Fields that only narrow a search down, or turn its pages."""
_CAPTCHA = re.compile(
    r"验证码|驗證碼|captcha|verify_?code|check_?code|valid(?:ate)?_?code|rand_?code|yzm", re.I
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAMES = ("name", "id", "class", "placeholder", "title", "value", "aria-label", "alt")
_LABEL = 16
"""Characters before a field that may be its label."""
_LABELS = ("label", "td", "th", "span", "b", "strong", "font", "em", "i", "dt", "legend", "p")
_UP = 3


def searches(said: str, *, posted: bool) -> bool:
    """Whether words and names are those of a search; `posted`: what is only perhaps one is not."""
    return bool(_SEARCHES.search(said)) or (not posted and bool(_MAY_SEARCH.search(said)))


def serves_else(said: str) -> bool:
    """Whether words and names are those of something else."""
    if _ACTS.search(said):
        return True
    return _OWN_MATTERS.search(said) is not None and SITE_WIDE.search(said) is None


def is_captcha(called: str) -> bool:
    return _CAPTCHA.search(called) is not None


def limits(called: str) -> bool:
    """Whether a field holds a day or a number of a page; one that is called a search as well does not."""
    return _LIMITS.search(called) is not None and _SEARCHES.search(called) is None


def called(el: HtmlElement) -> str:
    """All that an element is called by, folded, the humps of its names taken apart."""
    words = [el.get(name) or "" for name in _NAMES]
    if el.tag != "input":
        words.append(squeeze(el.text_content())[:20])
        words += [image.get("alt") or "" for image in el.iter("img")]
    return plainly(" ".join(word for word in words if word))


def plainly(text: str) -> str:
    """Words and names as they are compared."""
    return fold(_CAMEL.sub(" ", text))


def label_of(field: HtmlElement) -> str:
    """The words that stand right before a field, or that are tied to it."""
    root = field.getroottree()
    if (name := field.get("id")) and '"' not in name:
        for label in root.iter("label"):
            if label.get("for") == name:
                return fold(squeeze(label.text_content())[:_LABEL])
    node: HtmlElement | None = field
    for _ in range(_UP):
        if node is None or node.tag == "form":
            return ""
        before = node.getprevious()
        words = squeeze((before.tail if before is not None else _head(node)) or "")
        if words:
            return fold(words[-_LABEL:])
        if before is not None:
            words = squeeze(before.text_content()) if before.tag in _LABELS else ""
            said = len(words) <= _LABEL and not re.search(r"[:：].", words)
            return fold(words) if said else ""
        node = node.getparent()
    return ""


def _head(node: HtmlElement) -> str | None:
    around = node.getparent()
    return around.text if around is not None else None
