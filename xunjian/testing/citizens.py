"""Defects and decoys about personal data. Every number is made up; only its check digit is right."""

from dataclasses import replace

from xunjian.testing.planting import Defect, Planted, rewrite
from xunjian.testing.spec import Claim, PortalSpec

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PEOPLE = ("王小一", "李小二", "张小三", "刘小四", "陈小五", "杨小六")


def identity_number(number: int) -> str:
    """A number in the form of an identity number: region, day of birth, serial number, check digit."""
    region, born = f"44{number % 9 + 1:02d}{number % 20 + 1:02d}", f"19{70 + number % 29}"
    head = f"{region}{born}{number % 12 + 1:02d}{number % 27 + 1:02d}{number % 1000:03d}"
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, _WEIGHTS, strict=True)) % 11]


def card_number(number: int) -> str:
    """A number in the form of a bank card: issuer 62, check digit by Luhn."""
    head = f"622848{number:012d}"
    total = 0
    for place, digit in enumerate(reversed(head)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 * (value > 9)
    return head + str(-total % 10)


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _put(slug: str, number: int, title: str, block: str, *claims: Claim) -> Defect:
    return rewrite(
        slug, number, lambda story: replace(story, title=title, blocks=(*story.blocks, block)), *claims
    )


def leak_identities(slug: str, number: int, seed: int = 1) -> Defect:
    """A list of names with identity numbers, two of them masked."""
    rows = [(name, identity_number(seed + n)) for n, name in enumerate(_PEOPLE[:4])]
    rows += [(_PEOPLE[4], identity_number(9)[:6] + "********" + "0011"), (_PEOPLE[5], "4401**********0022")]
    return _put(
        slug, number, "关于临时救助对象名单的公示", _table(("姓名", "身份证号"), *rows),
        Claim("content.privacy", mentions="4 个公民身份号码", about="identity numbers"),
    )  # fmt: skip


def leak_in_text(slug: str, number: int, seed: int = 5) -> Defect:
    """One identity number in running text, in groups."""
    whole = identity_number(seed)
    text = f"<p>当事人王小一（身份证号码：{whole[:6]} {whole[6:14]} {whole[14:]}）未按规定办理。</p>"
    return _put(
        slug, number, "行政处罚决定书", text,
        Claim("content.privacy", mentions="1 个公民身份号码", about="in running text"),
    )  # fmt: skip


def leak_cards(slug: str, number: int, seed: int = 7) -> Defect:
    rows = [(name, card_number(seed + n), "300元") for n, name in enumerate(_PEOPLE[:3])]
    return _put(
        slug, number, "耕地地力保护补贴发放明细公示", _table(("户主", "一卡通账号", "金额"), *rows),
        Claim("content.privacy", mentions="3 个银行卡号", about="bank cards"),
    )  # fmt: skip


def leak_mobiles(slug: str, number: int) -> Defect:
    rows = [(name, f"1380000{n:04d}") for n, name in enumerate(_PEOPLE)]
    return _put(
        slug, number, "公租房保障对象摇号结果名单公示", _table(("申请人", "手机号码"), *rows),
        Claim("content.privacy", mentions="6 个手机号码", about="mobile numbers in a public list"),
    )  # fmt: skip


def harmless_numbers(slug: str, first: int, second: int) -> Defect:
    """Numbers that look private and are not: masked ones, codes of organisations, duty lists, examples."""
    masked = [(name, f"4401**********{n:04d}", f"138****{n:04d}") for n, name in enumerate(_PEOPLE)]
    bare = identity_number(3)
    codes = (
        f"<p>统一社会信用代码：91440101MA5XXXXX1A；索引号：{bare}；流水号：{identity_number(4)}。</p>"
        f"<p>填写说明：身份证号应为18位，例如{identity_number(6)}。咨询电话：0999-1234567，13800000001。</p>"
        f"<p>错误的校验位：{bare[:-1]}{'1' if bare[-1] != '1' else '2'}。</p>"
    )
    duty = [(f"{n}号河段", name, f"1390000{n:04d}") for n, name in enumerate(_PEOPLE)]

    def decoy(spec: PortalSpec) -> Planted:
        one = _put(
            slug, first, "困难群众救助名单公示", _table(("姓名", "身份证号", "联系电话"), *masked) + codes
        )
        two = _put(slug, second, "全县河长名单公示", _table(("河段", "河长姓名", "联系电话"), *duty))
        return Planted(two(one(spec).spec).spec)

    return decoy
