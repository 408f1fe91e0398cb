"""Decoys: what looks like a defect and is none. Each changes a spec; none may cause a finding."""

from dataclasses import replace
from datetime import timedelta

from xunjian.testing.planting import Defect, Planted, add_stories, change_column
from xunjian.testing.spec import Answer, Column, ColumnKind, File, Placed, PortalSpec, State
from xunjian.testing.tree import Grower


def _below(spec: PortalSpec, slug: str, *columns: Column) -> PortalSpec:
    return change_column(spec, slug, lambda column: replace(column, children=(*column.children, *columns)))


def pinned_old_item(slug: str) -> Defect:
    """An old item stands first because it is pinned."""

    def decoy(spec: PortalSpec) -> Planted:
        story = _grower(spec, 901).story("notice", 700)
        return Planted(add_stories(spec, slug, replace(story, pinned=True)))

    return decoy


def talk_of_404(slug: str) -> Defect:
    """Articles about missing pages are no missing pages."""

    def decoy(spec: PortalSpec) -> Planted:
        grower = _grower(spec, 902)
        first = replace(
            grower.story("notice", 50),
            title="关于开展政府网站“页面不存在”“404”错误链接整治的通知",
            paragraphs=(
                "近期检查发现，部分栏目点击后提示“404 Not Found”“您访问的页面不存在”，影响使用。",
                "请各单位于本月底前完成自查，对已删除的信息及时清理链接，并将整改情况报送县政府办公室。",
                "联系电话见首页页脚。整改期间如出错，请及时反馈。",
            ),
        )
        second = replace(grower.story("notice", 90), title="404国道改线工程施工公告")
        return Planted(add_stories(spec, slug, first, second))

    return decoy


def unusual_bodies(slug: str) -> Defect:
    """Articles that hold only a picture, only a video, only an attachment, or one short sentence."""

    def decoy(spec: PortalSpec) -> Planted:
        grower = _grower(spec, 903)
        rows = [
            replace(grower.story("plain", age), paragraphs=(), pictures=0, files=())
            for age in (31, 32, 33, 34)
        ]
        stories = (
            replace(rows[0], title="一图看懂：养老服务补贴怎么领", pictures=1),
            replace(rows[1], title="宣传短片：节约用水", video=True),
            replace(rows[2], title="年度公共服务事项目录", files=(File("公共服务事项目录", "xlsx"),)),
            replace(
                rows[3], title="关于调整服务热线受理时间的说明", paragraphs=("自下月起，服务热线全天受理。",)
            ),
        )
        return Planted(add_stories(spec, slug, *stories))

    return decoy


def on_the_limit(slug: str) -> Defect:
    """The newest item is exactly as old as the limit allows."""

    def decoy(spec: PortalSpec) -> Planted:
        limit = spec.column(slug).limit or 0
        last = spec.as_of - timedelta(days=limit)

        def aged(column: Column) -> Column:
            rows = sorted(
                (s for s in column.stories if s.day), key=lambda s: s.day or spec.as_of, reverse=True
            )
            kept = [
                replace(story, day=min(story.day or last, last - timedelta(days=n * 9)))
                for n, story in enumerate(rows)
            ]
            return replace(column, stories=tuple(kept))

        return Planted(change_column(spec, slug, aged))

    return decoy


def tomorrow(slug: str) -> Defect:
    """An item dated tomorrow: clocks differ."""

    def decoy(spec: PortalSpec) -> Planted:
        story = _grower(spec, 904).story("notice", -1)
        return Planted(add_stories(spec, slug, story))

    return decoy


def undated_items(slug: str) -> Defect:
    """Some items show no date in the list; their articles do."""

    def decoy(spec: PortalSpec) -> Planted:
        def thinned(column: Column) -> Column:
            rows = tuple(
                replace(story, dated_in_list=number % 2 == 0) for number, story in enumerate(column.stories)
            )
            return replace(column, stories=rows)

        return Planted(change_column(spec, slug, thinned))

    return decoy


def document_numbers(slug: str) -> Defect:
    """Document numbers and years in titles that are no dates."""

    def decoy(spec: PortalSpec) -> Planted:
        grower = _grower(spec, 905)
        later = spec.as_of.year + 4
        stories = (
            replace(
                grower.story("notice", 40),
                title="云江县交通运输局公告〔2021〕5号",
                number="云交告〔2021〕5号",
            ),
            replace(grower.story("notice", 70), title=f"综合交通发展规划（2021—{later}年）公示"),
        )
        return Planted(add_stories(spec, slug, *stories))

    return decoy


def gbk_attachment(slug: str, number: int = 0) -> Defect:
    """An attachment whose address holds a Chinese name in GBK."""

    def decoy(spec: PortalSpec) -> Planted:
        def attach(column: Column) -> Column:
            rows = list(column.stories)
            file = File("申请表", "doc", gbk_path=True)
            rows[number] = replace(rows[number], files=(*rows[number].files, file))
            return replace(column, stories=tuple(rows))

        return Planted(change_column(spec, slug, attach))

    return decoy


def every_kind_of_file(slug: str, number: int = 0) -> Defect:
    """One article with sound attachments of every kind."""

    def decoy(spec: PortalSpec) -> Planted:
        kinds = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "wps", "ofd", "zip", "rar", "csv", "txt")

        def attach(column: Column) -> Column:
            rows = list(column.stories)
            files = tuple(File(f"材料{n}", kind) for n, kind in enumerate(kinds, 1))
            rows[number] = replace(rows[number], files=files)
            return replace(column, stories=tuple(rows))

        return Planted(change_column(spec, slug, attach))

    return decoy


def no_links(spec: PortalSpec) -> Planted:
    """Addresses that are no links."""
    raw = ("mailto:bgs@example.invalid", "tel:0800-5120000", "javascript:void(0)", "#top", "javascript:;")
    placed = tuple(Placed("home", f"联系方式{n}", address, "raw") for n, address in enumerate(raw, 1))
    return Planted(replace(spec, placed=spec.placed + placed))


def sound_oddities(spec: PortalSpec) -> Planted:
    """Targets that are slow, refuse HEAD, or end well after three redirects."""
    odd = ((State.SLOW, "政府公报"), (State.NO_HEAD, "数据开放"), (State.CHAIN, "营商环境专题"))
    placed, answers = list(spec.placed), list(spec.answers)
    for number, (state, text) in enumerate(odd):
        path = f"{spec.prefix}zt/{number + 1}.html"
        placed.append(Placed("home", text, path))
        answers.append(Answer(path, state, title=text))
    placed.append(Placed("home", "热点专题", f"{spec.prefix}zt/hot.html", "area"))
    answers.append(Answer(f"{spec.prefix}zt/hot.html", State.SOUND, title="热点专题"))
    return Planted(replace(spec, placed=tuple(placed), answers=tuple(answers)))


def special_columns(under: str) -> Defect:
    """Columns that owe no list: elsewhere, a login page, a calendar, one article, old and meant to be."""

    def decoy(spec: PortalSpec) -> Planted:
        grower = _grower(spec, 906)
        columns = (
            Column("wsbs", "网上办事大厅", ColumnKind.EXTERNAL, limit=None, target="other:/bsdt/"),
            Column("yhzx", "用户中心", ColumnKind.LOGIN, limit=None),
            Column("hdrl", "活动日历", ColumnKind.CALENDAR, limit=None),
            grower.single("ldfg", "领导分工", 800),
            grower.list("lszt", "历史专题", "plain", (1200, 1500, 1900), None),
            grower.list("flfg", "法律法规库", "plain", (1100, 1300), None),
            grower.list("zxjj", "中心简介资料", "plain", (300,), 365),
        )
        return Planted(_below(spec, under, *columns))

    return decoy


def one_item_column(under: str) -> Defect:
    """A list with a single recent item is a list."""

    def decoy(spec: PortalSpec) -> Planted:
        column = _grower(spec, 907).list("ghjh", "规划计划", "plain", (60,), 365)
        return Planted(_below(spec, under, column))

    return decoy


def names_in_other_writing(spec: PortalSpec) -> Planted:
    """Column names in traditional characters or full-width signs."""
    names = {"zcjd": "政策解讀", "ssj": "“雙隨機、一公開”", "yjs": "財政預決算", "tzgg": "通知公告　"}
    for slug, name in names.items():
        spec = change_column(spec, slug, lambda column, name=name: replace(column, name=name))  # type: ignore[misc]
    return Planted(spec)


def _grower(spec: PortalSpec, seed: int) -> Grower:
    return Grower(spec.as_of, seed, spec.name)
