"""Words that close a trail without naming anything."""

CLOSING_WORDS = frozenset(
    {"正文", "文章", "详情", "详细", "内容", "列表", "信息列表", "浏览", "查看", "文章列表"}
    | {
        "文章内容",
        "文章正文",
        "正文内容",
        "信息内容",
        "详细内容",
        "内容详情",
        "文章详情",
        "新闻内容",
        "新闻详情",
    }
    | {
        "查看信息",
        "信息查看",
        "信息浏览",
        "浏览信息",
        "浏览文章",
        "阅读文章",
        "查看内容",
        "详细信息",
        "信息详情",
    }
    | {"查看详情", "查看详细", "内容页", "详情页"}
)
"""What may close a breadcrumb without naming a column."""
