"""Portals without a fault, full of what looks like one: nothing may be reported on them."""

from dataclasses import replace

from xunjian.testing import (
    accounts,
    citizens,
    content_defects,
    decoys,
    history_defects,
    inspections,
    interpretations,
    letter_defects,
    offices,
    publicity,
    report_defects,
    report_relations,
    services,
)
from xunjian.testing.planting import Planted, plant
from xunjian.testing.portals.case import (
    NEW_YEAR,
    city_modern,
    county_asp,
    county_table,
    county_trs,
    department,
)

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def sound_trs() -> Planted:
    spec = county_trs(11)
    spec = replace(
        spec,
        footer=replace(spec.footer, by="script", how={"party_badge": "plain", "icp": "plain"}),
        error_report="script",
        accessibility="script",
    )
    return plant(
        spec,
        decoys.pinned_old_item("tzgg"),
        decoys.talk_of_404("tzgg"),
        decoys.special_columns("zjbx"),
        decoys.sound_oddities,
        decoys.no_links,
        decoys.gbk_attachment("zcjd"),
        decoys.on_the_limit("rsxx"),
        decoys.every_kind_of_file("zfwj"),
        content_defects.pictures_of_their_own("zcjd", 0),
        content_defects.talk_of_access("tzgg", 6),
        content_defects.right_words("bmdt", 1),
        content_defects.hidden_and_harmless("tzgg", 7),
        citizens.harmless_numbers("tzgg", 1, 2),
        offices.guide_as_list,
        report_defects.attached_report(1, "docx"),
        report_defects.other_writing(2, lambda value: str(value).translate(_WIDE)),
        letter_defects.harmless_letters("xzxx"),
        history_defects.corrected_date("tzgg", 3),
    )


def sound_table() -> Planted:
    return plant(
        county_table(12, NEW_YEAR),
        decoys.unusual_bodies("tzgg"),
        decoys.document_numbers("tzgg"),
        decoys.on_the_limit("zfwj"),
        decoys.gbk_attachment("tzgg"),
        decoys.sound_oddities,
        decoys.pinned_old_item("zwyw"),
        decoys.one_item_column("zwgk"),
        report_defects.foreign_reports(("财政局", "教育局"), 2025),
        report_defects.other_writing(0, lambda value: f"{value:,}" if value else "—"),
        interpretations.readings_follow,
        interpretations.foreign_readings,
    )


def sound_modern() -> Planted:
    return plant(
        city_modern(13),
        report_relations.own_words,
        report_relations.fee_with_words(2),
        decoys.names_in_other_writing,
        decoys.undated_items("yjzj"),
        decoys.tomorrow("tzgg"),
        decoys.talk_of_404("tzgg"),
        decoys.unusual_bodies("zcjd"),
        decoys.every_kind_of_file("tzgg", 2),
        decoys.no_links,
        citizens.harmless_numbers("tzgg", 1, 2),
        content_defects.pictures_of_their_own("tzgg", 4),
        content_defects.talk_of_access("zcjd", 0),
        content_defects.right_words("tzgg", 7),
        content_defects.hidden_and_harmless("zfwj", 0),
        publicity.prompt_licences("rsxx", 1),
        accounts.in_attachments,
        services.guides("zwgk"),
    )


def sound_department() -> Planted:
    return plant(
        replace(department(14), home_at="index.html", compressed=True, sidebar=True),
        decoys.undated_items("tzgg"),
        decoys.pinned_old_item("tzgg"),
        decoys.special_columns("xxgk"),
        decoys.gbk_attachment("gzdt"),
        interpretations.foreign_readings,
        interpretations.links_in_other_ways,
        interpretations.published_again,
        history_defects.accounts_in_new_media(),
    )


def sound_asp() -> Planted:
    spec = county_asp(15)
    return plant(
        replace(spec, footer=replace(spec.footer, by="script"), today=True, compressed=True),
        report_relations.told_in_other_words(1),
        report_relations.summed_report(("财政局", "石桥镇人民政府"), 0),
        decoys.pinned_old_item("tzgg"),
        decoys.unusual_bodies("zwyw"),
        decoys.document_numbers("tzgg"),
        decoys.every_kind_of_file("zfwj"),
        decoys.special_columns("zjbx"),
        decoys.on_the_limit("rsxx"),
        decoys.undated_items("bmdt"),
        letter_defects.harmless_letters("xzxx"),
        inspections.results_with_handling,
        services.guides("hdjl", "服务指南"),
        interpretations.links_in_other_ways,
        interpretations.published_again,
        history_defects.republished_story("zwyw", 2),
        history_defects.looked_at_before,
        history_defects.failing_samples(6),
        history_defects.accounts_in_new_media(1, 14),
    )
