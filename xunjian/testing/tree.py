"""Grows the usual tree of columns and articles of a government portal, seeded, with dates before as_of."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from xunjian.testing.accounts import with_accounts
from xunjian.testing.annual_reports import html_report, report_of
from xunjian.testing.inspections import inspections
from xunjian.testing.interpretations import explained
from xunjian.testing.letters import letter_html, sound_letter
from xunjian.testing.offices import guide_lines, meeting_stories
from xunjian.testing.opinions import solicitations
from xunjian.testing.spec import Column, ColumnKind, File, Footer, Story
from xunjian.testing.words import Writer

STEADY = (1, 3, 6, 9, 13, 20, 34, 52, 75, 98, 122, 146, 170, 194, 218, 242, 266, 290, 314, 338, 362, 386)
"""Ages in days that leave no calendar month of a year empty: no step is longer than a February."""
FEW = (5, 40, 120, 210)
YEARLY = (200, 565, 930)
OLD = (900, 1300, 1700)
"""What nobody expects to change: rules, history."""


class Grower:
    """Makes columns and articles of one portal."""

    def __init__(self, as_of: date, seed: int, office: str) -> None:
        self.as_of, self.office = as_of, office
        self._writer = Writer(seed)
        self._key = seed * 1000

    def key(self) -> int:
        self._key += 1
        return self._key

    def story(self, kind: str, age: int) -> Story:
        """An ordinary article, `age` days old."""
        day = self.as_of - timedelta(days=age)
        title = self._writer.title(kind, day.year - (1 if kind == "report" else 0))
        number = f"云政办发〔{day.year}〕{self._writer.number(1, 60)}号" if kind == "policy" else ""
        files: tuple[File, ...] = ()
        if kind in ("budget", "inspect", "policy") and self._writer.number(0, 2) == 0:
            files = (File("附件", ("pdf", "xlsx", "doc", "docx")[self._writer.number(0, 3)]),)
        text = self._writer.paragraphs(4 if kind == "policy" else 2 + self._key % 2)
        if kind == "letter":
            key = self.key()
            return Story(
                key, title, day, self.office, blocks=(letter_html(sound_letter(key, day, self.as_of)),)
            )
        pictures = 1 if kind == "news" and self._key % 3 == 0 else 0
        return Story(self.key(), title, day, self.office, text, pictures, files=files, number=number)

    def stories(self, kind: str, ages: Iterable[int]) -> tuple[Story, ...]:
        return tuple(self.story(kind, age) for age in ages)

    def list(
        self, slug: str, name: str, kind: str, ages: Iterable[int], limit: int | None = 365, style: str = ""
    ) -> Column:
        return Column(slug, name, stories=self.stories(kind, ages), limit=limit, style=style)

    def reports(self) -> tuple[Story, ...]:
        """The annual reports of the last three years, each out in the January after."""
        newest = self.as_of.year - (self.as_of < date(self.as_of.year, 1, 20))
        stories = []
        for year in range(newest, newest - 3, -1):
            title = self._writer.title("report", year - 1)
            key = self.key()
            body = html_report(report_of(key // 1000, year - 1))
            stories.append(Story(key, title, date(year, 1, 20), self.office, blocks=(body,)))
        return tuple(stories)

    def explaining(self, policies: tuple[Story, ...], turns: Iterable[tuple[int, int]]) -> tuple[Story, ...]:
        """Interpretations of the policies: age in days and form of each."""
        return tuple(
            explained(policy, self.key(), self.as_of - timedelta(days=age), form)
            for policy, (age, form) in zip(policies, turns, strict=False)
        )

    def single(self, slug: str, name: str, age: int = 400) -> Column:
        """A column that is one article."""
        day = self.as_of - timedelta(days=age)
        lines = self._writer.paragraphs(4)
        if slug == "gkzn":
            lines = guide_lines(self.office)
        story = Story(self.key(), name, day, self.office, lines)
        return Column(slug, name, ColumnKind.SINGLE, (story,), limit=None)

    def meetings(self, slug: str, name: str) -> Column:
        """What the government's executive meetings decided."""
        keys = [self.key() for _ in range(4)]
        return Column(slug, name, stories=meeting_stories(keys[0], self.as_of, self.office), limit=365)

    def county(
        self, names: Mapping[str, str] | None = None, styles: tuple[str, ...] = ("",)
    ) -> tuple[Column, ...]:
        """A county government's columns. `names`: slug -> another name; `styles`: list styles in turn."""
        named = names or {}
        turn = iter(styles * 30)

        def grow(slug: str, name: str, kind: str, ages: Iterable[int], limit: int | None = 365) -> Column:
            return self.list(slug, named.get(slug, name), kind, ages, limit, next(turn))

        def yearly(slug: str, name: str) -> Column:
            return Column(slug, named.get(slug, name), stories=self.reports(), limit=365, style=next(turn))

        def alone(slug: str, name: str) -> Column:
            return self.single(slug, named.get(slug, name))

        def hub(slug: str, name: str, *children: Column) -> Column:
            return Column(slug, named.get(slug, name), ColumnKind.HUB, children=children, limit=None)

        def explaining(policies: Column, *turns: tuple[int, int]) -> Column:
            stories = self.explaining(policies.stories, turns)
            name = named.get("zcjd", "政策解读")
            return Column("zcjd", name, stories=stories, limit=365, style=next(turn))

        policies = grow("zfwj", "政策文件", "policy", (20, 60, 160, 400), 183)
        mandated = hub(
            "fdzdgk",
            "法定主动公开内容",
            alone("jgzn", "机构职能"),
            policies,
            with_accounts(grow("yjs", "预决算", "budget", YEARLY), self.as_of),
            inspections(grow("ssj", "双随机、一公开", "inspect", (30, 90)), self.as_of, self.office),
            grow("rsxx", "人事信息", "person", FEW),
        )
        return (
            hub("zjbx", "走进本县", alone("xqgk", "县情概况"), grow("lsyg", "历史沿革", "plain", OLD, None)),
            hub(
                "zwdt",
                "政务动态",
                grow("zwyw", "政务要闻", "news", STEADY, 14),
                grow("bmdt", "部门动态", "office", (2, 8, 30, 70), 14),
            ),
            hub(
                "zwgk",
                "政务公开",
                alone("gkzn", "政府信息公开指南"),
                grow("gkzd", "政府信息公开制度", "rule", (100, 300)),
                mandated,
                yearly("gknb", "政府信息公开年报"),
                alone("ysqgk", "依申请公开"),
                explaining(policies, (18, 0), (60, 1), (157, 2)),
                self.meetings("zfhy", named.get("zfhy", "政府会议")),
            ),
            grow("tzgg", "通知公告", "notice", (4, 16, 45, 100, 170, 260, 380), 183),
            hub(
                "hdjl",
                "互动交流",
                grow("xzxx", "县长信箱", "letter", FEW),
                Column(
                    "yjzj",
                    named.get("yjzj", "意见征集"),
                    stories=solicitations(self.key, self.as_of, self.office),
                    style=next(turn),
                ),
            ),
        )

    def department(
        self, names: Mapping[str, str] | None = None, styles: tuple[str, ...] = ("",)
    ) -> tuple[Column, ...]:
        """A department's columns, flatter and fewer."""
        named = names or {}
        turn = iter(styles * 30)

        def grow(slug: str, name: str, kind: str, ages: Iterable[int], limit: int | None = 365) -> Column:
            return self.list(slug, named.get(slug, name), kind, ages, limit, next(turn))

        def yearly(slug: str, name: str) -> Column:
            return Column(slug, named.get(slug, name), stories=self.reports(), limit=365, style=next(turn))

        def explaining(policies: Column, *turns: tuple[int, int]) -> Column:
            stories = self.explaining(policies.stories, turns)
            name = named.get("zcjd", "政策解读")
            return Column("zcjd", name, stories=stories, limit=365, style=next(turn))

        policies = grow("bmwj", "部门文件", "policy", (30, 90), 183)
        return (
            self.single("jggk", named.get("jggk", "机构概况")),
            grow("gzdt", "工作动态", "office", STEADY, 14),
            grow("tzgg", "通知公告", "notice", (4, 45, 100, 170), 183),
            Column(
                "xxgk",
                named.get("xxgk", "信息公开"),
                ColumnKind.HUB,
                children=(
                    self.single("gkzn", named.get("gkzn", "政府信息公开指南")),
                    grow("gkzd", "政府信息公开制度", "rule", (100, 300)),
                    Column(
                        "fdzdgk",
                        named.get("fdzdgk", "法定主动公开内容"),
                        ColumnKind.HUB,
                        children=(
                            policies,
                            with_accounts(
                                grow("yjs", "财政预决算", "budget", YEARLY), self.as_of, self.office
                            ),
                            inspections(
                                grow("ssj", "双随机一公开", "inspect", (30, 90)), self.as_of, self.office
                            ),
                        ),
                        limit=None,
                    ),
                    yearly("gknb", "政府信息公开年度报告"),
                    self.single("ysqgk", named.get("ysqgk", "依申请公开")),
                    explaining(policies, (28, 0), (87, 3)),
                ),
                limit=None,
            ),
            Column(
                "hdjl",
                named.get("hdjl", "互动交流"),
                ColumnKind.HUB,
                children=(
                    grow("jzxx", "局长信箱", "letter", FEW),
                    grow("zxjd", "咨询解答", "letter", (9, 80)),
                ),
                limit=None,
            ),
        )


def footer(sponsor: str, number: int, province: str = "云", by: str = "page", **how: str) -> Footer:
    """A complete footer with invented numbers; `how`: footer item -> way."""
    values = {
        "icp": f"{province}ICP备{20990000 + number}号-1",
        "police": f"{province}公网安备 5399{number:02d}02000{number:03d}号",
        "site_code": f"5399{number:02d}{number:04d}",
        "party_badge": "党政机关",
        "sponsor": sponsor,
        "contact": f"0{800 + number}-{5120000 + number * 37}",
    }
    return Footer(values, dict(how), by)
