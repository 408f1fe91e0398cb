"""One spelling for matching: full width to half, the traditional characters of these checks to simplified."""

import unicodedata

_SIMPLE = str.maketrans(
    "徵見饋結採納時間關於議況說開內處匯總隨機檢劃計單項範雙對據頻圍錄實檔辦簡據佈發電詢擬規條數執類",
    "征见馈结采纳时间关于议况说开内处汇总随机检划计单项范双对据频围录实档办简据布发电询拟规条数执类",
)


def plain(text: str) -> str:
    """The text without blanks, folded for matching."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_SIMPLE).split())
