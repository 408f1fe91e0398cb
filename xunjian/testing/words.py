"""Invented, neutral texts: titles and paragraphs of the kind that portals publish. Seeded, so repeatable."""

from random import Random

PLACES = ("石桥镇", "清溪镇", "柳湾乡", "东岭街道", "白鹭镇", "云塘乡", "南坪街道", "枫林镇")
OFFICES = (
    "发展和改革局",
    "教育局",
    "民政局",
    "财政局",
    "交通运输局",
    "农业农村局",
    "卫生健康局",
    "水利局",
    "应急管理局",
)
_MATTERS = (
    "农村公路养护",
    "老旧小区改造",
    "春季植树造林",
    "校园食品安全",
    "河道清淤疏浚",
    "高标准农田建设",
    "城乡居民医疗保险参保",
    "防汛抗旱准备",
    "职业技能培训",
    "公共图书馆开放",
    "困难家庭临时救助",
    "城市公交线路优化",
    "秸秆综合利用",
    "饮用水水源地保护",
    "养老服务设施布局",
    "消防安全隐患排查",
    "科普宣传周",
    "冬季供暖保障",
)
_FORMS = {
    "news": (
        "{place}扎实推进{matter}工作",
        "全县{matter}工作现场会在{place}召开",
        "县政府召开会议研究{matter}",
        "{place}：{matter}见实效",
        "我县{matter}取得阶段性进展",
    ),
    "office": (
        "县{office}开展{matter}督导检查",
        "县{office}组织{matter}专题培训",
        "县{office}多措并举抓好{matter}",
    ),
    "notice": (
        "关于做好{matter}有关事项的通知",
        "关于{place}{matter}项目的公告",
        "县{office}关于{matter}的公示",
        "关于开展{matter}工作的通告",
    ),
    "policy": (
        "县人民政府办公室关于印发{matter}实施方案的通知",
        "县人民政府关于加强{matter}工作的意见",
        "关于印发{matter}管理办法的通知",
    ),
    "reading": (
        "《{matter}实施方案》政策解读",
        "一图读懂：{matter}管理办法",
        "《关于加强{matter}工作的意见》解读",
    ),
    "letter": ("关于{place}{matter}的咨询", "反映{place}{matter}问题", "咨询{matter}办理流程"),
    "budget": ("县{office}{year}年部门预算公开", "县{office}{year}年部门决算公开说明"),
    "inspect": ("{year}年{office}双随机抽查计划", "{matter}双随机抽查结果公示", "{office}随机抽查事项清单"),
    "report": ("{year}年政府信息公开工作年度报告",),
    "rule": (
        "政府信息公开{matter}管理制度",
        "政府信息发布审核制度（{office}）",
        "{office}政府信息主动公开工作办法",
    ),
    "person": ("县人民政府关于有关人事任免的通知（{number}）", "{office}公开招聘工作人员公告（{number}）"),
    "plain": ("{place}{matter}情况", "{office}{matter}简介", "{matter}资料汇编"),
}
_SENTENCES = (
    "会议听取了{office}关于{matter}有关情况的汇报，研究了下一步工作安排。",
    "各有关单位要结合实际，细化措施，明确责任，确保{matter}各项任务按期完成。",
    "今年以来，{place}把{matter}作为一项重点工作，建立台账，定期调度。",
    "为进一步规范{matter}，方便群众办事，现将有关事项通知如下。",
    "工作人员深入{place}各村（社区），了解{matter}进展，现场解答群众提出的问题。",
    "联系单位：县{office}，工作日受理时间为上午八时三十分至十二时，下午二时至五时三十分。",
    "截至目前，{matter}已完成年度计划的百分之七十六，后续将加强督促检查。",
    "请各单位按照要求抓好落实，并及时报送工作开展情况。",
)


class Writer:
    """Writes titles and paragraphs; no title twice."""

    def __init__(self, seed: int, place: str = "") -> None:
        self._random = Random(seed)
        self._titles: set[str] = set()

    def _fill(self, form: str, year: int) -> str:
        pick = self._random.choice
        number = f"第{self._random.randint(1, 40)}号"
        return form.format(
            place=pick(PLACES), office=pick(OFFICES), matter=pick(_MATTERS), year=year, number=number
        )

    def title(self, kind: str, year: int) -> str:
        """A new title; where the forms run out, a part number tells titles apart."""
        for _ in range(40):
            title = self._fill(self._random.choice(_FORMS[kind]), year)
            if title not in self._titles:
                break
        else:
            title = f"{title}（{len(self._titles) % 90 + 2}）"
        self._titles.add(title)
        return title

    def paragraphs(self, count: int = 3) -> tuple[str, ...]:
        """Paragraphs of two or three sentences."""
        return tuple(
            "".join(
                self._fill(form, 2026) for form in self._random.sample(_SENTENCES, self._random.randint(2, 3))
            )
            for _ in range(count)
        )

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)
