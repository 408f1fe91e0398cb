"""How much of a file is read. One that would need more is called unread, never read by half in silence."""

MOST_BYTES = 32 * 1024 * 1024
"""Of a file, and of what an archive holds once it is unpacked."""
MOST_CHARACTERS = 2_000_000
MOST_PAGES = 300
MOST_TABLES = 500
MOST_ROWS = 20_000
MOST_CELLS = 400_000
MOST_MEMBERS = 5_000
"""Of an office container."""
MOST_FILES = 40
"""Of a zip that holds files for people."""

TOO_LARGE = "文件过大，没有读完"
BROKEN = "文件损坏，无法读取"
ENCRYPTED = "文件有密码，无法读取"
SCANNED = "是扫描件或图片，没有可读的文字"
UNKNOWN_KIND = "文件格式不能识别"
PARTLY = "文件没有下载完整，无法读取"
EMPTY = "文件没有文字内容"
