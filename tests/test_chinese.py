"""Numerals and plain text."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.chinese import NUMBER, NUMBER_BY_SET, NUMERALS, integer, is_plain, number, plain, plain_lines, year


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("26", 26), ("0", 0), ("1,234", 1234), ("二十六", 26), ("廿三", 23), ("卅一", 31), ("十", 10), ("十二", 12), ("二十", 20),
        ("一百", 100), ("一百零五", 105), ("一百二", 120), ("一百二十", 120), ("两百", 200), ("三千五", 3500), ("三千零五", 3005),
        ("两万三千", 23000), ("一万零三", 10003), ("两万三", 23000), ("一亿二千万", 120_000_000), ("零", 0), ("两", 2),
        ("二百五十六", 256), ("九千九百九十九", 9999), ("2万", 20000), ("12亿", 1_200_000_000), ("一千零一十", 1010),
    ],
)  # fmt: skip
def test_numbers_in_words_and_digits(words: str, value: int) -> None:
    assert integer(words) == value


@pytest.mark.parametrize(
    "words", ["", "百", "十十", "一百零", "二〇", "百十", "零三", "万", "亿", "一二", "1,23", "1.2.3", "三百三百", "a"]
)
def test_what_is_no_number(words: str) -> None:
    assert number(words) is None


def test_decimals_and_units() -> None:
    assert number("95.3") == Decimal("95.3")
    assert number("1,234.56") == Decimal("1234.56")
    assert number("2.3万") == 23000
    assert integer("95.3") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2025", 2025),
        ("二〇二五", 2025),
        ("二零二六", 2026),
        ("二○一九", 2019),
        ("1899", None),
        ("205", None),
        ("二十五年", None),
    ],
)
def test_years(words: str, value: int | None) -> None:
    assert year(words) == value


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026 年 1 月 20 日", "2026年1月20日"),
        ("２０２６年１月", "2026年1月"),
        ("电话　０５３１－７６２１", "电话0531-7621"),
        ("a  b", "a b"),
        ("甲\u200b乙\ufeff 丙\n丁", "甲乙丙丁"),
        ("x＠y．cn", "x@y.cn"),
        (" 甲 ", "甲"),
    ],
)
def test_plain_text(raw: str, expected: str) -> None:
    assert plain(raw) == expected


@given(st.text(max_size=200))
def test_plain_text_stays_plain(raw: str) -> None:
    assert plain(plain(raw)) == plain(raw)


@given(st.text(alphabet=NUMERALS + "0123456789,.", max_size=24))
def test_reading_numbers_never_raises(words: str) -> None:
    number(words)


def _words(value: int) -> str:
    """A number below 10,000 in words, as a clerk writes it."""
    if value == 0:
        return "零"
    digits, text, gap = "零一二三四五六七八九", "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if 10 <= value < 20 else text


@given(st.integers(min_value=0, max_value=9999))
def test_numbers_in_words_round_trip(value: int) -> None:
    assert integer(_words(value)) == value


@given(st.text(alphabet="a7中，;。 \t\n\r\x1c\x85\u3000０Ａ－～\u200b\u00ad\ufeff\u2003", max_size=40))
def test_lines_are_made_plain_one_by_one(text: str) -> None:
    assert plain_lines(text).split("\n") == [plain(line) for line in text.split("\n")]
    assert plain(text) == plain(plain(text))


@given(st.text(alphabet="19,.万亿一十零甲 ", max_size=40))
def test_both_patterns_find_the_same_numbers(text: str) -> None:
    assert re.findall(NUMBER_BY_SET, text) == re.findall(NUMBER, text)


def test_every_white_space_is_odd() -> None:
    spaces = [chr(code) for code in range(0x11000) if re.match(r"\s", chr(code))]
    assert not any(is_plain(space) for space in spaces)
    assert {plain(f"a{space}b") for space in spaces} == {"a b"}
