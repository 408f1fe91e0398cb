"""Register files: every field is read, every fault is named with its line and what to write instead."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from storage.database import open_database
from storage.units import list_units
from xunjian.app.register import find_unit, import_register, lint_register, select_units, show_unit
from xunjian.errors import ConfigError, UsageError, XunjianError
from xunjian.model.unit import Unit
from xunjian.paths import config_dir

FINANCE = Unit(
    id="czj",
    name="某县财政局",
    type="department",
    home_url="http://www.x.example/czj/",
    group="县直",
    hosts=("file.x.example", "x.example:8080"),
    prefixes=("/czj/", "/col/9/"),
    site_code="1234560001",
    columns={"预决算": "http://www.x.example/czj/yjs/"},
    departments={"预决算": "预算股", "*": "办公室"},
    traits=("无对外服务职能", "建议提案未涉及"),
)
YAML = """\
units:
  - id: czj
    name: 某县财政局
    type: 部门
    home_url: http://www.x.example/czj/
    group: 县直
    hosts: [file.x.example, "X.example:8080"]
    prefixes: [/czj/, /col/9/]
    site_code: 1234560001
    columns: {预决算: http://www.x.example/czj/yjs/}
    departments: {预决算: 预算股, "*": 办公室}
    traits: [无对外服务职能, 建议提案未涉及]
  - {id: gov, name: 某县, type: county, home_url: "https://x.example"}
"""
HEAD = [
    "序号",
    "编号",
    "名称",
    "类型",
    "首页",
    "分组",
    "标识码",
    "责任部门",
    "其他主机",
    "路径",
    "栏目",
    "特征",
    "备注",
]
ROWS = [
    [
        1,
        "czj",
        "某县财政局",
        "部门",
        "http://www.x.example/czj/",
        "县直",
        1234560001,
        "预决算=预算股;*=办公室",
        "file.x.example、X.example:8080",
        "/czj/ /col/9/",
        "预决算=http://www.x.example/czj/yjs/",
        "无对外服务职能；建议提案未涉及",
        "",
    ],
    [2, "gov", "某县", "县级政府", "https://x.example", *(None,) * 2, "政府办", *(None,) * 4, "备注不读"],
]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, rows: list[list[object]], head: list[str] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [head or HEAD, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def csv_text(rows: list[list[object]]) -> str:
    return "\r\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in [HEAD, *rows])


def test_yaml(tmp_path: Path) -> None:
    units = lint_register(write(tmp_path / "u.yaml", YAML))
    assert units == (FINANCE, Unit("gov", "某县", "county", "https://x.example/"))


def test_a_workbook_reads_the_same(tmp_path: Path) -> None:
    units = lint_register(workbook(tmp_path / "u.xlsx", ROWS))
    assert units == (
        FINANCE,
        Unit("gov", "某县", "county", "https://x.example/", departments={"*": "政府办"}),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_reads_the_same(tmp_path: Path, encoding: str) -> None:
    units = lint_register(write(tmp_path / "u.csv", csv_text(ROWS), encoding))
    assert units[0] == FINANCE
    assert units[1].departments == {"*": "政府办"}


def test_a_title_above_the_headings_and_blank_rows_are_skipped(tmp_path: Path) -> None:
    rows = [HEAD, [None] * 5, *ROWS]
    units = lint_register(workbook(tmp_path / "u.xlsx", rows, head=["某县政府网站一览表"]))
    assert [unit.id for unit in units] == ["czj", "gov"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    name: 某县财政局\n", "", 2, "缺少“name”"),
        ("group: 县直", "grup: 县直", 6, "是否要写“group”"),
        ("id: czj", "id: czj\n    id: b", 3, "重复出现"),
        ("id: czj", "id: gov", 13, "编号“gov”重复，第 2 行已用过"),
        ("id: czj", "id: -x", 2, "编号“-x”不对"),
        ("type: 部门", "type: 局", 4, "department（部门）"),
        ("type: 部门", "type: departmnt", 4, "department"),
        ("home_url: http://www.x.example/czj/", "home_url: www.x.example", 5, "http:// 或 https://"),
        ("site_code: 1234560001", "site_code: 12345", 9, "标识码"),
        ("[/czj/, /col/9/]", "[czj]", 8, "应以 / 开头"),
        ("[file.x.example,", "[http://file.x.example/,", 7, "只写主机名"),
        ("{预决算: http://www.x.example/czj/yjs/}", "{预决算: /yjs/}", 10, "http:// 或 https://"),
        ("    group: 县直", "   group: 县直", 6, "不是正确的 YAML"),
        ("traits: [无", "traits: [没有的特征, 无", 12, "无对外服务职能"),
    ],
)
def test_a_fault_in_yaml_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in YAML
    path = write(tmp_path / "u.yaml", YAML.replace(old, new, 1))
    with pytest.raises(ConfigError) as caught:
        lint_register(path)
    error = caught.value
    assert error.message.startswith(f"{path} 第 {line} 行")
    assert said in error.message + error.hint
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (0, 2, None, "第 2 行：缺少“名称”"),
        (1, 3, "局", "第 3 行：单位类型“局”不对"),
        (1, 4, "x.example", "第 3 行：网址“x.example”不对"),
        (1, 1, "czj", "第 3 行：编号“czj”重复，第 2 行已用过"),
        (0, 10, "预决算", "第 2 行：“栏目”的“预决算”不对"),
        (1, 11, "无对外服务", "第 3 行：没有指标体系按特征“无对外服务”除外"),
    ],
)
def test_a_fault_in_a_sheet_is_named_with_its_row(
    tmp_path: Path, row: int, column: int, value: object, said: str
) -> None:
    rows = [list(each) for each in ROWS]
    rows[row][column] = value
    for path in (workbook(tmp_path / "u.xlsx", rows), write(tmp_path / "u.csv", csv_text(rows))):
        with pytest.raises(ConfigError) as caught:
            lint_register(path)
        assert said in caught.value.message
        assert caught.value.hint or "应" in caught.value.message


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("u.csv", "编号,名称,类型,首页,首页网址\n", "重复"),
        ("u.csv", "编号,名称,类型,首页,电话\n", "不认识表头“电话”"),
        ("u.csv", "编号,名称,类型,首页\n", "没有单位"),
        ("u.csv", "编号,名称,首页\nx,y,http://a.example/\n", "缺少表头“类型”"),
        ("u.csv", "你好\n", "没有找到表头"),
        ("u.csv", "", "没有找到表头"),
        ("u.xlsx", "not a workbook", "不是正确的表格文件"),
        ("u.docx", "", "格式不认识"),
        ("u.yaml", "", "整个文件"),
        ("u.yaml", "units: []", "units"),
    ],
)
def test_files_that_are_no_register(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(XunjianError) as caught:
        lint_register(write(tmp_path / name, text))
    assert said in caught.value.message
    assert caught.value.exit_code == 2


def test_yaml_in_another_encoding_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="UTF-8"):
        lint_register(write(tmp_path / "u.yaml", YAML, "gb18030"))
    with pytest.raises(UsageError, match="没有这个文件"):
        lint_register(tmp_path / "none.yaml")
    with pytest.raises(UsageError, match="文件夹"):
        lint_register(tmp_path)


def test_the_shipped_example_is_right() -> None:
    assert len(lint_register(config_dir() / "units" / "example.yaml")) == 2


def test_import_select_show(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/x.db")
    with pytest.raises(UsageError, match="还没有单位"):
        select_units(engine)
    done = import_register(engine, write(tmp_path / "u.yaml", YAML))
    assert (done.added, done.replaced) == (2, 0)
    assert import_register(engine, tmp_path / "u.yaml").replaced == 2
    assert select_units(engine, "县直") == (FINANCE,)
    assert find_unit(engine, "czj") == FINANCE == show_unit(engine, "czj")
    with pytest.raises(UsageError, match="没有分组") as caught:
        select_units(engine, "市直")
    assert "县直" in caught.value.hint
    with pytest.raises(UsageError, match="没有单位“x”"):
        show_unit(engine, "x")


def test_a_fault_imports_nothing(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/x.db")
    with pytest.raises(ConfigError):
        import_register(engine, write(tmp_path / "u.yaml", YAML.replace("type: county", "type: x")))
    assert list_units(engine) == ()


@pytest.mark.parametrize(
    ("said", "accounts"),
    [
        ("newmedia: [微信：某县发布, 微博/某县发布]", ("微信/某县发布", "微博/某县发布")),
        ("newmedia: 微信:某县发布；抖音：某县文旅", ("微信/某县发布", "抖音/某县文旅")),
        ("newmedia: 无", ()),
        ("newmedia: []", ()),
        ("group: 甲", None),
    ],
)
def test_the_register_says_which_accounts_there_are(
    tmp_path: Path, said: str, accounts: tuple[str, ...] | None
) -> None:
    path = tmp_path / "units.yaml"
    text = f"units: [{{id: a, name: 甲, type: county, home_url: http://x.example/, {said}}}]"
    path.write_text(text, "utf-8")
    (unit,) = lint_register(path)
    assert unit.newmedia == accounts


def test_an_account_names_its_platform(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("编号,名称,类型,首页,新媒体账号\na,甲,county,http://x.example/,某县发布\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        lint_register(path)
    assert "第 2 行" in caught.value.message
    assert "平台：账号" in caught.value.message
