"""Words that close a trail without naming anything."""

CLOSING_WORDS = frozenset(
    {"正文", "文章", "详情", "详细", "内容", "列表", "信息列表", "浏览", "查看", "文章列表"}
    | {"文章内容", "文章正文", "正文内容", "信息内容", "详细内容", "内容详情", "文章详情"}
)
"""What may close a breadcrumb without naming a column."""
