"""The portals that measure accuracy: sound ones full of decoys, faulty ones, and such as cannot be seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from xunjian.testing import (
    accounts,
    citizens,
    content_defects,
    decoys,
    defects,
    history_defects,
    inspections,
    interpretations,
    letter_defects,
    mismatches,
    offices,
    opinions,
    publicity,
    report_defects,
    report_relations,
    search_defects,
    services,
)
from xunjian.testing.annual_reports import change_dispute
from xunjian.testing.planting import Planted, plant
from xunjian.testing.portals.case import (
    NEW_YEAR,
    Case,
    city_modern,
    county_asp,
    county_table,
    county_trs,
    department,
)
from xunjian.testing.portals.generated import MAKERS
from xunjian.testing.portals.painted import PAINTED
from xunjian.testing.portals.reports import reports
from xunjian.testing.portals.samples import sampled
from xunjian.testing.portals.small import CHECKS, SMALL
from xunjian.testing.portals.sound import (
    sound_asp,
    sound_department,
    sound_modern,
    sound_table,
    sound_trs,
)
from xunjian.testing.portals.unseen import hidden, scripted, shielded
from xunjian.testing.spec import FileFault, PortalSpec, Search, State


def asp_faulty() -> Planted:
    return plant(
        replace(county_asp(28), today=True, sidebar=True),
        defects.spoil_certificate("expired", "liuwan.invalid"),
        defects.drop_footer_item("icp"),
        defects.drop_footer_on("contact", "articles"),
        defects.drop_column("gkzd", "政府信息公开制度"),
        defects.drop_column("gknb", "政府信息公开年报"),
        defects.blank_column("rsxx"),
        defects.age_column("zwyw", 33),
        defects.age_column("zcjd", 380),
        defects.future_date("ssj", 1, 30),
        defects.break_home_link("/special.do?id=7", "文明城市创建"),
        defects.break_inner_links("zfwj", 1),
        defects.break_inner_links("yjzj", 0, state=State.ERROR),
        defects.soft_404("column:lsyg", "/show.do?cid=99&id=1"),
        defects.break_attachment("yjs", 0, FileFault.EMPTY, "doc"),
        defects.break_attachment("zfwj", 0, FileFault.MISSING, "rar"),
        defects.drop_labels("article", "ArticleTitle", "PubDate", "ContentSource"),
        defects.drop_error_report(),
        defects.blank_article("zwyw", 12),
        citizens.leak_in_text("tzgg", 2),
        offices.no_meetings,
        offices.incomplete_guide("时间", "方式"),
        letter_defects.late_reply("xzxx", 2, "blocks"),
        letter_defects.lacking_field("xzxx", 1, "office", "table"),
        content_defects.only_a_picture("tzgg", 4),
        content_defects.closed_to_some("tzgg", 5),
        content_defects.wrong_word("zwyw", 3),
        content_defects.put_in_spam("zwyw", 5, "marquee"),
        content_defects.put_in_spam("tzgg", 6, "words"),
        opinions.silent_call(1, "起止时间：{start}—{end}", "结果反馈：暂无"),
        opinions.silent_call(3, "请于{end}前将意见书面反馈我办。"),
        inspections.lacking_inspection("抽查计划"),
        services.guides("zwgk", "办事指南"),
        services.lacking_guide(3, 0, "设定依据", "联系电话"),
        services.vague_guide(4, 1, "法律法规规定的其他材料"),
        search_defects.broken_search(Search.MISSES),
    )


def trs_feet_and_links() -> Planted:
    return plant(
        county_trs(21),
        report_relations.copied_report,
        defects.spoil_certificate("self_signed"),
        defects.drop_footer_item("icp", "comment"),
        defects.drop_footer_on("police", "articles"),
        defects.drop_footer_on("contact", "home"),
        defects.break_home_link(),
        defects.break_home_link("other:/nowhere/", "云江旅游网"),
        defects.break_home_link("closed:/", "云江供电服务"),
        defects.forbid_other_site(),
        defects.break_image("home", "/images/2019/banner_zt.jpg"),
        defects.break_inner_links("rsxx", 1, 2),
        defects.break_inner_links("gkzd", 1, state=State.SOFT_404),
        defects.soft_404("column:tzgg", "/xwzx/201903/t20190311_5521.html"),
        defects.redirect("column:yjzj", "/old/yjzj/", State.LOOP),
        defects.redirect("column:rsxx", "/old/rsxx/", State.TO_GONE),
        defects.break_attachment("yjs", 1, FileFault.MISSING),
        defects.break_attachment("ssj", 1, FileFault.EMPTY, "xlsx"),
        defects.break_attachment("gknb", 2, FileFault.HTML, "docx"),
        defects.break_attachment("gkzd", 0, FileFault.WRONG_KIND),
        decoys.sound_oddities,
        citizens.leak_identities("tzgg", 2),
        citizens.leak_mobiles("tzgg", 3),
        letter_defects.open_letter("xzxx", 3, "处理中", "blocks"),
        letter_defects.lacking_field("xzxx", 2, "answer", "definitions"),
        letter_defects.over_the_holiday("xzxx"),
        interpretations.copied_reading(0),
        opinions.silent_call(2),
        search_defects.broken_search(Search.NONE),
    )


def trs_columns_and_dates() -> Planted:
    return plant(
        replace(county_trs(22, NEW_YEAR), today=True, sidebar=True),
        defects.drop_column("gkzd", "政府信息公开制度"),
        defects.drop_column("ysqgk", "依申请公开"),
        defects.blank_column("zcjd"),
        defects.age_column("bmdt", 25),
        defects.age_column("zfwj", 200),
        defects.age_column("tzgg", 183),
        defects.future_date("yjzj", 0),
        defects.future_date("rsxx", 0, 2),
        defects.blank_month(4),
        defects.stale_home(),
        defects.drop_error_report("comment"),
        defects.drop_accessibility_entry("comment"),
        defects.drop_labels("article", "PubDate"),
        defects.blank_article("zwyw", 8),
        report_defects.late_report(date(2026, 4, 1)),
        report_relations.rules_where_none_are_made(0),
        report_relations.fee_without_words(2),
        content_defects.only_a_picture("tzgg", 2, "2026年部门预算公开情况说明"),
        content_defects.closed_to_guests("tzgg", 4),
        content_defects.wrong_word("tzgg", 5, title=True),
        content_defects.put_in_spam("zwyw", 2, "none"),
        accounts.old_final_accounts(),
        search_defects.broken_search(Search.SILENT),
    )


def table_feet_and_links() -> Planted:
    spec = county_table(23)
    spec = replace(spec, footer=replace(spec.footer, by="page"))
    return plant(
        spec,
        defects.drop_footer_item("police"),
        defects.spoil_certificate("", "www.qingxi.invalid"),
        report_relations.summed_report(("财政局", "石桥镇人民政府"), 9),
        defects.drop_footer_on("site_code", "articles"),
        defects.drop_footer_item("party_badge", "comment"),
        defects.break_home_link("/zhuanti/wmcj/index.html", "文明创建专栏", "onclick"),
        defects.break_home_link("/zhuanti/xczx/index.html", "乡村振兴专栏", "area"),
        defects.break_home_link("other:/gone/", "清溪人才网", "option"),
        defects.break_inner_links("rsxx", 0, 1),
        defects.break_inner_links("zcjd", 0, state=State.ERROR),
        defects.break_inner_links("gkzd", 0, state=State.RESET),
        defects.break_inner_link("column:tzgg", "/tzgg/show.asp?id=982", form="onclick"),
        defects.break_image("column:ssj", "/images/ssj/old.gif"),
        defects.soft_404("home", "/news/view.asp?id=31"),
        defects.break_attachment("yjs", 0, FileFault.MISSING, "xls"),
        defects.break_attachment("tzgg", 2, FileFault.HTML, "doc"),
        decoys.document_numbers("tzgg"),
        citizens.leak_cards("tzgg", 4),
        citizens.leak_identities("bmdt", 2, 40),
        letter_defects.open_letter("xzxx", 2, "未回复", "table"),
        letter_defects.lacking_field("xzxx", 3, "answered", "blocks"),
        letter_defects.over_the_holiday("xzxx"),
        interpretations.unlink_policy(1, only_column=True),
        interpretations.late_reading(2, 4),
        opinions.silent_call(1, "公示时间自{start}起至{end}止。", "意见征集结束后，我办将公布采纳情况。"),
        opinions.silent_call(2, "截止日期：{end}"),
        inspections.thin_list("比例", "频次"),
        inspections.lacking_inspection("查处结果"),
        search_defects.other_search(Search.HOST),
    )


def table_columns_and_dates() -> Planted:
    return plant(
        replace(county_table(24), sidebar=True, home_at="index.html"),
        defects.drop_column("hdjl", "互动交流"),
        defects.drop_column("gknb", "政府信息公开年报"),
        defects.drop_column("zcjd", "政策解读"),
        defects.blank_column("yjs"),
        defects.age_column("zwyw", 15),
        defects.age_column("tzgg", 190),
        defects.future_date("ssj", 1, 400),
        defects.drop_labels("home", "SiteDomain", "SiteIDCode"),
        defects.drop_labels("column", "ColumnType", empty=True),
        defects.drop_accessibility_entry(),
        defects.blank_article("zfwj", 2),
        offices.incomplete_guide("电话"),
        offices.no_meetings,
        publicity.late_licences("tzgg", 1),
        inspections.thin_list("依据"),
        mismatches.swapped_column("rsxx", "bmdt"),
        search_defects.other_search(Search.POST),
        history_defects.recycled_story("bmdt", 0),
    )


def modern_mixed() -> Planted:
    spec = city_modern(25)
    spec = replace(spec, not_found=200, footer=replace(spec.footer, by="script"))
    return plant(
        spec,
        defects.drop_footer_item("sponsor"),
        defects.drop_footer_item("contact"),
        defects.break_inner_links("zcjd", 0),
        defects.blank_column("yjzj"),
        defects.age_column("rsxx", 366),
        defects.age_column("gkzd", 365),
        defects.drop_column("gkzn", "政府信息公开指南"),
        defects.drop_column("ssj", "双随机"),
        defects.drop_error_report(),
        defects.drop_labels("article", "ContentSource", empty=True),
        defects.drop_labels("home", "SiteName"),
        defects.break_attachment("tzgg", 3, FileFault.EMPTY, "zip"),
        defects.break_attachment("yjs", 1, FileFault.WRONG_KIND, "docx"),
        defects.blank_article("xzxx", 1),
        citizens.leak_mobiles("tzgg", 1),
        citizens.leak_in_text("zcjd", 2, 17),
        report_defects.lacking_report(4, mentions="行政复议、行政诉讼情况表"),
        letter_defects.late_reply("xzxx", 2, "table"),
        letter_defects.lacking_field("xzxx", 3, "asked", "definitions"),
        letter_defects.harmless_letters("xzxx"),
        content_defects.only_a_picture("tzgg", 6, "关于加强电梯安全管理的通知"),
        content_defects.closed_to_some("tzgg", 5, "本栏目内容仅限内网用户访问，您没有访问权限。"),
        content_defects.wrong_word("zwyw", 1, title=True),
        content_defects.put_in_spam("zwyw", 3, "links"),
        content_defects.put_in_spam("zwyw", 4, "junk"),
        interpretations.unlink_reading(1),
        interpretations.late_reading(2, 40),
        search_defects.broken_search(Search.EVERYTHING),
        history_defects.corrected_date("zwyw", 3),
        history_defects.failing_samples(6),
        history_defects.accounts_in_new_media(14),
    )


def modern_columns() -> Planted:
    return plant(
        city_modern(26, NEW_YEAR),
        defects.drop_column("yjs", "预决算"),
        offices.incomplete_guide("机构", "地址"),
        defects.drop_column("tzgg", "通知公告"),
        defects.blank_column("rsxx"),
        defects.age_column("xzxx", 400),
        defects.blank_month(7),
        defects.blank_month(2),
        defects.future_date("bmdt", 0, 12),
        defects.drop_footer_on("icp", "zcjd"),
        defects.drop_footer_on("sponsor", "columns"),
        defects.break_home_link("/special/2024/index", "主题教育"),
        defects.redirect("home", "/special/loop", State.LOOP),
        defects.break_inner_links("gkzd", 1, state=State.FORBIDDEN),
        defects.break_image("column:hdjl", "/images/hdjl/2020.png"),
        report_defects.drop_report,
        interpretations.readings_in("text"),
        interpretations.copied_reading(1),
        interpretations.unlink_policy(0),
        interpretations.late_reading(0, 3),
        opinions.silent_call(1, "本次公开征求意见的期限为30天。"),
        opinions.silent_call(3, "自公告发布之日起30日内，可以提出意见。"),
        inspections.lacking_inspection("随机抽查事项清单", "抽查结果"),
        search_defects.broken_search(Search.GONE),
    )


def department_faulty() -> Planted:
    return plant(
        department(27, "modern"),
        defects.drop_column("fdzdgk", "法定主动公开内容"),
        defects.drop_footer_item("site_code"),
        defects.age_column("gzdt", 30),
        defects.blank_column("zxjd"),
        defects.break_home_link("/bm/czj/zt/jcgk", "决策公开专题"),
        defects.break_home_link("/zt/city", "市级专题"),
        defects.break_attachment("tzgg", 1, FileFault.MISSING, "ofd"),
        defects.drop_labels("column", "ColumnName", "ColumnType"),
        defects.blank_article("gzdt", 7),
        citizens.leak_cards("tzgg", 0),
        offices.incomplete_guide("方式"),
        report_defects.late_report(date(2026, 2, 1)),
        report_defects.spoil_report(
            1, lambda report: change_dispute(report, 14, 3), "复议后起诉", form="pdf"
        ),
        letter_defects.open_letter("jzxx", 2, "", "definitions"),
        letter_defects.open_letter("jzxx", 1, "已受理", "paragraphs"),
        letter_defects.late_reply("jzxx", 3, "paragraphs"),
        publicity.late_penalty("gzdt", 3),
        services.guides("xxgk", "服务指南"),
        services.lacking_guide(3, 1, "办理地点", "办理时间"),
        services.lacking_guide(4, 2, "办理流程"),
        services.vague_guide(5, 2, "其他相关材料"),
        search_defects.undecided_search(Search.SHELL),
        history_defects.recycled_story("gzdt", 1, years=1),
        history_defects.dates_of_the_visit("tzgg", 3),
        history_defects.accounts_in_new_media(15),
    )


def _township() -> PortalSpec:
    spec = county_trs(34, unit_type="township")
    return replace(spec, name="石桥镇人民政府", short="石桥镇")


def township() -> Planted:
    return plant(
        _township(),
        defects.drop_footer_on("party_badge", "columns"),
        defects.drop_column("ysqgk", "依申请公开"),
        defects.age_column("tzgg", 400),
        defects.drop_accessibility_entry(),
        report_defects.scanned_report,
        accounts.without_tables(),
        search_defects.undecided_search(Search.CAPTCHA),
        history_defects.dates_of_the_visit("bmdt", 3),
        history_defects.failing_samples(9),
        history_defects.accounts_in_new_media(20, 3),
    )


_CASES: dict[str, Callable[[], Planted]] = {
    "sound-trs": sound_trs,
    "sound-table": sound_table,
    "sound-modern": sound_modern,
    "sound-department": sound_department,
    "sound-asp": sound_asp,
    "asp-faulty": asp_faulty,
    "trs-feet-links": trs_feet_and_links,
    "trs-columns": trs_columns_and_dates,
    "table-feet-links": table_feet_and_links,
    "table-columns": table_columns_and_dates,
    "modern-mixed": modern_mixed,
    "modern-columns": modern_columns,
    "department": department_faulty,
    "township": township,
    "reports": reports,
    "hidden": hidden,
    "scripted": scripted,
    "shielded": shielded,
    **PAINTED,
    **MAKERS,
    **SMALL,
}
NAMES = tuple(_CASES)
"""All of them, in the order in which they are measured."""


def case(name: str) -> Case:
    """Raises LookupError where there is none of that name."""
    return Case(name, sampled(name, _CASES[name]()), name in PAINTED, CHECKS if name in SMALL else ())
