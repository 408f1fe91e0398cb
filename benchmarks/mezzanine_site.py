"""Fills a Mezzanine project with a small Chinese portal, through Mezzanine's own models.

Run by benchmarks/mezzanine.py inside Mezzanine's environment: `python mezzanine_site.py AS_OF`, with the
project on the path and DJANGO_SETTINGS_MODULE set. Prints the addresses of what was planted, as JSON.
"""

import json
import sys
from datetime import date, datetime, time, timedelta, timezone

import django

django.setup()

from django.contrib.auth import get_user_model
from django.contrib.sites.models import Site
from mezzanine.blog.models import BlogCategory, BlogPost
from mezzanine.core.models import CONTENT_STATUS_DRAFT
from mezzanine.forms.fields import EMAIL, TEXT, TEXTAREA
from mezzanine.forms.models import Form
from mezzanine.pages.models import Link, RichTextPage

SHANGHAI = timezone(timedelta(hours=8))
BODY = (
    "<p>按照工作安排，现将有关事项公布如下。</p>"
    "<p>一是明确责任分工，二是按期完成，三是公开办理结果，接受社会监督。</p>"
)
# Column, days between its items, age in days of the newest, how many.
COLUMNS = [
    ("政务动态", 5, 1, 84),
    ("通知公告", 20, 250, 12),
    ("政策解读", 30, 12, 10),
    ("法定主动公开内容", 30, 15, 10),
    ("政府信息公开制度", 40, 60, 4),
    ("政府信息公开年报", 365, 300, 3),
    ("预决算", 0, 0, 0),
]
GUIDE = (
    "<p>受理机构：示范市人民政府办公室。办公地址：示范市示范路1号。办公时间：工作日9:00—17:00。</p>"
    "<p>联系电话：0000-12345678。申请方式：当面、邮寄或者网上提交《政府信息公开申请表》。</p>"
)


class Writer:
    """Writes pages and posts as an editor of the site would."""

    def __init__(self, as_of):
        self.as_of = as_of
        self.user = get_user_model().objects.create_superuser("editor", "editor@example.test", "editor")

    def post(self, title, age, category=None, content=BODY, **more):
        """A post published `age` days before the day of the audit."""
        day = datetime.combine(self.as_of - timedelta(days=age), time(9), SHANGHAI)
        post = BlogPost.objects.create(title=title, content=content, publish_date=day, user=self.user, **more)
        if category is not None:
            post.categories.add(category)
        return post

    def column(self, name, step, newest, count):
        """A category with posts, and the menu entry that leads to it."""
        category = BlogCategory.objects.create(title=name)
        Link.objects.create(title=name, slug=category.get_absolute_url())
        for number in range(count):
            year = (self.as_of - timedelta(days=newest + step * number)).year
            title = (
                f"{year - 1}年政府信息公开工作年度报告" if "年报" in name else f"{name}第{count - number}期"
            )
            self.post(title, newest + step * number, category)
        return category


def form(title, parent=None):
    """A page with a form that visitors fill in."""
    page = Form.objects.create(title=title, parent=parent, button_text="提交", email_from="a@example.test")
    for label, kind in (("姓名", TEXT), ("电子邮箱", EMAIL), ("内容描述", TEXTAREA)):
        page.fields.create(label=label, field_type=kind, required=True, visible=True)
    return page


def write_site(as_of):
    """Everything on the site; returns the addresses of the planted faults and decoys."""
    Site.objects.update(domain="127.0.0.1", name="示范市人民政府")
    writer = Writer(as_of)
    columns = {name: writer.column(name, *numbers) for name, *numbers in COLUMNS}
    news, notices = columns["政务动态"], columns["通知公告"]
    RichTextPage.objects.create(title="政府信息公开指南", content=GUIDE)
    form("依申请公开")
    talk = RichTextPage.objects.create(
        title="互动交流", content="<p>欢迎通过下列渠道咨询、投诉、提出建议。</p>"
    )
    form("市长信箱", talk)
    draft = writer.post("尚未发布的草稿", 3, news, status=CONTENT_STATUS_DRAFT)
    future = writer.post("定于十日后发布的公告", -10, news)
    blank = writer.post("关于召开会议的情况", 40, news, content="")
    lost = f'<p><a href="/blog/mei-you-zhe-pian/">原文</a> <a href="{draft.get_absolute_url()}">另见</a></p>'
    writer.post("关于印发工作要点的情况", 33, news, BODY + lost)
    writer.post(
        "关于公布目录的公告",
        255,
        notices,
        f'{BODY}<p><a href="/static/files/catalogue.pdf">目录.pdf</a> '
        '<a href="/static/files/lost.pdf">附表.pdf</a></p>',
    )
    return {
        "blank_column": columns["预决算"].get_absolute_url(),
        "stale_column": notices.get_absolute_url(),
        "blank_page": blank.get_absolute_url(),
        "dead": ["/blog/mei-you-zhe-pian/", draft.get_absolute_url()],
        "lost_file": "/static/files/lost.pdf",
        "good_file": "/static/files/catalogue.pdf",
        "future": future.get_absolute_url(),
    }


if __name__ == "__main__":
    print(json.dumps(write_site(date.fromisoformat(sys.argv[1])), ensure_ascii=False))
