"""Numbers that identify a person, and names in sensitive sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import privacy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证号11010519491231002X。", ["identity"]),
        ("身份证号110105194912310021。", []),
        ("电话１３８００１３８０００。", ["mobile"]),
        ("电话138-0013-8000。", ["mobile"]),
        ("电话0531-76217956；邮编430040。", []),
        ("救助金额13800138000元。", []),
        ("卡号6222021234567890127。", []),
        ("卡号4111 1111 1111 1111。", []),
        ("卡号4532015112830366。", ["card"]),
        ("车牌鲁A12345。", ["plate"]),
        ("车牌粤RD12345停放。", ["plate"]),
        ("车牌鲁A１２３４５。", ["plate"]),
        ("编号A12345。", []),
        ("总收入5448250.73元，支出2255332.63元。", []),
    ],
)
def test_numbers(text: str, expected: list[str]) -> None:
    assert [n.kind for n in privacy.numbers(text)] == expected


PIECES = st.sampled_from(
    [
        " ",
        "\n",
        "·",
        "11010519491231002X",
        "11010519491231002Ｘ",
        "138",
        "0013",
        "8000",
        "13800138000",
        "１３８００１３８０００",
        "4532015112830366",
        "4111",
        "1111",
        "6222",
        "鲁A12345",
        "鲁A１２３４５",
        "粤RD1234",
        "粤B·1234学",
        "沪A.D12345",
        "+86",
        "86",
        "-",
        "元",
        "。",
        "电话",
        "0531-76217956",
        "5",
        "9",
        "９",
        "1380000٣٤٥٦",
        "A",
        "Ｂ",
        "🙂",
        "é",
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=1000, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_the_look_at_many_texts_at_once_misses_none(texts: list[str]) -> None:
    every = [number for text in texts for number in privacy.numbers(text)]
    assert list(privacy.numbers_of(texts)) == every


def test_a_message_does_not_spread_what_it_warns_of() -> None:
    assert privacy.masked("13800138000") == "138*****000"
    assert privacy.masked("11010519491231002X") == "1101**********002X"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展向成功捐献造血干细胞志愿者张锡彬的学习宣传教育活动。", ["张锡彬"]),
        ("给予李四党内警告处分。", ["李四"]),
        ("欧阳小明同志因违纪受到处分。", ["欧阳小明"]),
        ("给予张某党内警告处分。", []),
        ("困难学生和大病患者等相关信息台账。", []),
        ("建设遗体和人体器官捐献者纪念园。", []),
        ("组织党员干部学习《中国共产党纪律处分条例》。", []),
        ("成立以孙式奎同志为组长的领导小组。", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert [n.name for n in privacy.names(text)] == expected
