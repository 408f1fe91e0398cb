"""Which attachments are opened for private values, and what is found in them."""

from tests.test_facts.portal import HOST, article, fact, portal
from xunjian.model.observation import Role
from xunjian.model.private_files import PrivateFiles
from xunjian.testing.citizens import identity_number
from xunjian.testing.documents import docx_of
from xunjian.testing.memory import MemorySnapshot

NOTICE = f"{HOST}/tzgg/t202611.html"
FILE = f"{HOST}/files/1.docx"
ROWS = [["姓名", "身份证号"], ["王小一", identity_number(1)], ["李小二", identity_number(2)]]


def with_file(title: str, words: str, rows: list[list[str]]) -> MemorySnapshot:
    snapshot = portal()
    snapshot.rows = [row for row in snapshot.rows if row.url != NOTICE]
    snapshot.page(NOTICE, article(title, f'<p>见附件。</p><p><a href="{FILE}">{words}</a></p>'))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    snapshot.answer(FILE, docx_of(["名单", rows]), content_type=kind, role=Role.TARGET)
    return snapshot


def test_a_list_of_people_in_a_file() -> None:
    (file,) = fact(with_file("临时救助对象公示", "附件.docx", ROWS), PrivateFiles).files
    assert (file.url, file.found_on) == (FILE, NOTICE)
    assert [value.kind for value in file.values] == ["identity", "identity"]
    assert identity_number(1) not in repr(file)


def test_a_list_of_sums_is_opened_by_its_own_name() -> None:
    (file,) = fact(with_file("关于拨付资金的通知", "拨付明细表.docx", ROWS), PrivateFiles).files
    assert len(file.values) == 2


def test_masked_numbers_and_files_of_other_matters() -> None:
    masked = [["姓名", "身份证号"], ["王小一", identity_number(1)[:6] + "********0011"]]
    found = fact(with_file("临时救助对象公示", "附件.docx", masked), PrivateFiles)
    assert (found.files, found.looked_at) == ((), 1)
    assert fact(with_file("关于春季植树的通知", "宣传材料.docx", ROWS), PrivateFiles).looked_at == 0
    assert fact(with_file("公租房申请公示", "申请表.docx", ROWS), PrivateFiles).looked_at == 0
