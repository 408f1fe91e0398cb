"""The words by which letters name their fields. All patterns meet folded text (simplified, half width)."""

import re
from enum import StrEnum

_LETTER = (
    "来信|写信|去信|发信|信件|邮件|咨询|留言|提问|提交|投诉|反映|诉求|问题|来访|求助|建言|建议|网民留言|来件"
)
_REPLY = "回复|答复|办理|办结|办复|处理|反馈|解答|回应|回信|办件"
_OFFICE_END = "局|委|办|院|馆|校|会|中心|镇|乡|街道|街道办|公司|政府|部门|队|站|所|厅|处|科|办公室"


class Field(StrEnum):
    ASKED = "asked"
    TAKEN = "taken"
    """When the office took it in: stands for the day it was asked where nothing else does."""
    ANSWERED = "answered"
    OFFICE = "office"
    ANSWER = "answer"
    QUESTION = "question"
    TITLE = "title"
    STATE = "state"
    PUBLIC = "public"
    WHEN = "when"
    """时间 alone: of the question or of the answer, whichever it stands in."""
    OTHER = "other"


FIELDS = (
    (Field.ASKED, rf"(?:{_LETTER}|提出|发起)(?:的)?(?:时间|日期)"),
    (Field.TAKEN, r"(?:收信|收件|登记|受理|接收)(?:的)?(?:时间|日期)"),
    (Field.ANSWERED, rf"(?:最[后新])?(?:{_REPLY})(?:完成|完毕)?(?:的)?(?:时间|日期)"),
    (
        Field.OFFICE,
        rf"(?:{_REPLY}|承办|受理|责任|主办|协办|经办|落实)(?:的)?(?:单位|部门|机构|机关|科室|处室|主体|人员|人|者)(?:名称)?",
    ),
    (
        Field.ANSWER,
        rf"(?:官方|(?:办理|承办|受理|责任|主办|相关|有关|职能|答复|回复)?(?:部门|单位)|政府|网站|管理员|领导)?(?:{_REPLY})(?:的)?(?:内容|结果|意见|情况|信息|正文|详情|说明)"
        r"|(?:官方|(?:办理|承办|受理|责任|主办|相关|有关|职能|答复|回复)?(?:部门|单位)|政府|网站|管理员|领导)(?:回复|答复|回应)|(?:回复|答复|回信|解答|回应|答)",
    ),
    (
        Field.QUESTION,
        rf"(?:{_LETTER})(?:的)?(?:内容|正文|详情|事项|描述)|(?:网[友民]|群众|市民)(?:{_LETTER})|(?:{_LETTER}|问|内容|正文)",
    ),
    (Field.TITLE, rf"(?:{_LETTER})?(?:标题|主题|题目)"),
    (
        Field.STATE,
        rf"(?:{_REPLY}|{_LETTER}|受理|当前|目前)?(?:状态|进度|进展)|是否(?:{_REPLY})",
    ),
    (Field.PUBLIC, r"是否(?:愿意)?公开|公开(?:状态|与否|情况|意愿)"),
    (Field.WHEN, r"时间|日期"),
    (
        Field.OTHER,
        rf"(?:{_LETTER})(?:的)?(?:编号|单号|号|类型|类别|分类|性质|目的|人|者|人姓名|对象|单位|部门|领域|地[区点址]|渠道|方式|来源|范围)"
        r"|(?:{_REPLY}|受理)(?:时限|期限)|编号|受理编号|查询码|姓名|昵称|网[民友]|作者|类型|类别|分类|所属(?:领域|区域|地区|部门)|收[信件](?:人|单位|部门|对象)"
        r"|联系(?:人|电话|方式)|电话|邮箱|地址|信箱|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量)?|访问(?:次数|量)?"
        r"|满意度(?:评价)?|满意|评价|评分|附件(?:\d+)?|来源|信息来源|发布时间|发布日期|发布单位|字[体号]|更新时间|序号|操作|办理流程|主办|上一[篇条封页]|下一[篇条封页]",
    ),
)
"""Field -> how it is named. Tried in this order where two names fit at the same place."""

LABEL = re.compile(
    r"(?:^|(?<=[\s\]】|>》(·●▪■◆★]))(?P<open>[\[【〖<《「]?)\s?(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in FIELDS)
    + r")(?=[\s\]】〗>》」:(\d]|$)\s?(?P<note>\([^()]{1,40}\))?\s?(?P<close>[\]】〗>》」]?)\s?(?P<sign>:?)"
)
SPREAD = re.compile(
    r"(?<![\u4e00-\u9fff])([标主]) +(题)|([时]) +(间)|([日]) +(期)|([状]) +(态)|([内]) +(容)"
    r"|([单]) +(位)|([部]) +(门)"
)
"""Labels of two characters that are drawn apart (标　题)."""
_DAY = r"\d{4}\D\d{1,2}\D\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?"
BY_OFFICE = re.compile(
    r"^[\[【]?(?P<office>(?!(?:办理|承办|受理|责任|主办|相关|有关|职能|答复|回复)?部门)"
    rf"[\u4e00-\u9fff()]{{2,24}}(?:{_OFFICE_END}))[\]】]?\s?(?:于?[\s(]?(?P<when>{_DAY})[\s)]?)?"
    r"(?:的|作出|官方)?(?:回复|答复|回应|反馈)(?:意见|内容|如下|说)?[\]】]?"
    rf"\s?(?:(?:于|时间)?[\s(]?(?P<then>{_DAY})[\s)]?)?:?"
)
"""县教育局回复：… , 【县教育局】于2026年5月6日答复: the office, and perhaps the day, before the answer."""
GLUED = re.compile(
    rf"(?P<asked>(?:{_LETTER})(?:时间|日期))(?=\d{{4}})|(?P<answered>(?:{_REPLY})(?:时间|日期))(?=\d{{4}})"
    rf"|(?P<office>(?:{_REPLY}|承办|受理|责任|主办)(?:单位|部门|机构|机关))(?=[\u4e00-\u9fff]{{2,24}}(?:{_OFFICE_END})$)"
    rf"|(?P<state>(?:{_REPLY}|{_LETTER}|受理|当前)状态)(?=[已未待正处办])"
)
"""A label with its value right behind it, as where only colours part them (来信时间2026-05-01)."""
OFFICE_LINE = re.compile(rf"[\u4e00-\u9fff()、 ]{{2,30}}(?:{_OFFICE_END})")
"""A line that is only the name of an office: how an answer is signed."""
HANDED_TO = re.compile(
    rf"(?:转办|交办|转交|转送|派单|承办|办理)(?:至|给|到|单位|部门)?\s?:?\s?(?P<office>[\u4e00-\u9fff()]{{2,24}}(?:{_OFFICE_END}))"
)
"""A step of the way that a letter took: whom it was given to."""
SAID_OF_ANSWER = re.compile(r"回复|答复|办结|反馈")
NOT_SAID = re.compile(r"发布|来源|上一|下一|更新|打印|浏览|版权|当前位置")
LABEL_BEFORE = re.compile(r"(?:时间|日期)[\s:]*$")
"""Before a day: it is the value of a label, and says no more than that."""
SAID_OF_QUESTION = re.compile(r"来信|留言|咨询|提问|写信|发表|提交|反映|网[友民]")

OPEN = re.compile(
    r"(?:未|待|尚未|暂未|还未|没有|等待)(?:部门|单位)?(?:回复|答复|办理|处理|受理|办结|反馈|回应|审核|交办|转办)|无(?:回复|答复)|暂无(?:回复|答复|内容|反馈|结果)?"
    r"|(?:处理|办理|受理|转办|审核|交办|答复|回复|流转)中|已(?:受理|转办|交办|提交|签收|接收|收[到件]|读|阅|转交|派单|分派)|正在(?:处理|办理|受理|转办)"
)
CLOSED = re.compile(
    r"已(?:经)?(?:回复|答复|办结|办理|处理|办复|完成|反馈|回应|解决|结束|评价|公开)|办结|办理完[毕成]|处理完[毕成]|完结|结案|回复完[毕成]"
)
NOTHING = re.compile(r"[\s\-—–/、.。·*:]*|无|暂无|空|null|none|undefined", re.I)
WITHHELD = re.compile(
    r"不予?公开|不宜公开|不对外公开|未公开|非公开|暂不公开|不便公开|内容(?:已)?(?:隐藏|保密|屏蔽)|(?:仅|只)(?:对)?(?:来信|写信|留言|咨询|本)?人(?:本人)?可见"
    r"|涉及(?:个人)?隐私|凭(?:查询码|密码|编号)查[看询]|登[录陆]后(?:方可|才能|可)?查[看询]|保密"
)
WITHHELD_LINE = re.compile(
    r"[\[【(]?(?:根据.{0,16})?(?:该|此|本|应)?(?:信件|来信|留言|咨询|来信人|写信人|内容|信息|邮件)(?:人)?.{0,12}(?:不予?公开|不愿公开|不宜公开|不对外公开|未公开|保密|隐藏|屏蔽)"
)
"""A line of its own that says of the letter that it is withheld."""
NO_ANSWER = re.compile(
    r"[\[【(]?(?:您好[,,!。]?)?(?:该|您的|此|本)?(?:信件|来信|留言|咨询|问题|诉求)?(?:目前|暂时|当前)?"
    r"(?:(?:未|待|尚未|暂未|还未|没有|等待)(?:部门|单位)?(?:回复|答复|办理|处理|受理|办结|反馈|回应|审核|交办)|暂无(?:回复|答复|内容|反馈|结果)?|无(?:回复|答复)"
    r"|(?:正在)?(?:处理|办理|受理|审核|答复|回复)中?|正在(?:处理|办理)|已(?:受理|接收|收到|签收))"
    r"(?:[,,。.!…]*请?(?:您)?(?:耐心)?等待?候?)?[\]】)。.!…]*"
)
"""Words in the answer's place that say there is none yet."""
PASSED_ON = re.compile(
    r"(?:您好[,!。]?)?(?:您的|该|此|本)?(?:信件|来信|留言|咨询|问题|诉求)?(?:已|现已|已经)"
    r"(?:转交|转至|转给|转办|转由|移交|转送|交办|交由|派发|分派|转)[^,。;!]{0,24}[。!]?"
)
"""已转交县水务局办理: an answer where a day or an office stands by it; else it only tells the state."""
JUNK = re.compile(
    r"[\[【]?(?:上一|下一|返回(?:列表|首页|顶部|上一|$)|打印|关闭|分享(?:到|至|:|$)|扫一扫|相关(?:信件|链接|信息|新闻|文章|推荐|附件)|附件(?:\d|:|$)"
    r"|热点(?:信息|新闻|专题|文章|推荐|关注)?$|最新(?:信息|文章|公开|发布|动态|消息)$|(?:推荐|热门)(?:阅读|信息|文章)|猜你喜欢|为您推荐|(?:点击|阅读|浏览)排行|排行榜"
    r"|我要(?:写信|咨询|留言|评价)|满意度|您对|版权|网站地图|查看更多|更多|责任编辑|用户评价|评价)"
)
"""What follows a letter and is none of it."""
JUNK_CHARS = 30
