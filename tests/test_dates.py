"""Dates as notices type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.chinese import plain
from disclosure.dates import parse, ranges, scan

DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "words",
    [
        "2026年1月20日", "2026 年 1 月 20 日", "2026年01月20日", "２０２６年１月２０日", "二〇二六年一月二十日", "二零二六年一月二十日", "二○二六年元月廿日",
        "二O二六年一月二十日",
        "二0二六年一月二十日",
        "2026-01-20", "2026-1-20", "2026.1.20", "2026．01．20", "2026/1/20", "2026年1月20号", "二〇二六年一月 二十日",
    ],
)  # fmt: skip
def test_every_way_to_type_a_day(words: str) -> None:
    assert parse(plain(words)) == "2026-01-20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年3月11日至6月6日", ["2025-03-11", "2025-06-06"]),
        ("2024年9月至次年1月", ["2024-09", "2025-01"]),
        ("2024年12月3日至翌年1月10日", ["2024-12-03", "2025-01-10"]),
        ("2024年11月15日至1月17日", ["2024-11-15", "2025-01-17"]),
        ("2024年5月6日至同年7月1日", ["2024-05-06", "2024-07-01"]),
        ("2021年11月15日至12月17日开展，1月18日反馈", ["2021-11-15", "2021-12-17", "2022-01-18"]),
        ("2025年3月上旬至6月底", ["2025-03", "2025-06"]),
        ("2025年3月11日至20日", ["2025-03-11", "2025-03-20"]),
        ("2025年3月11至4月2日", ["2025-03-11", "2025-04-02"]),
        ("2025年以来，3月召开", [None, "2025-03"]),
        ("2026年9月，审计2025年度财务收支情况，并于11月3日送达", ["2026-09", None, "2026-11-03"]),
        ("2026年9月，审计2024—2025年度预算，11月3日送达", ["2026-09", None, "2026-11-03"]),
        ("2026年9月，审计2024年度至2025年度预算，11月3日送达", ["2026-09", None, None, "2026-11-03"]),
        ("2026年9月，审计2025年财务收支，11月3日送达", ["2026-09", None, "2026-11-03"]),
        ("2025年度财务收支情况，11月3日送达", [None, None]),
        ("2025年，年度计划未定，11月3日", [None, "2025-11-03"]),
        ("2025年度9月，11月3日", ["2025-09", "2025-11-03"]),
        ("3月11日至6月6日", [None, None]),
        ("今年3月11日", ["2025-03-11"]),
        ("去年12月", ["2024-12"]),
        ("2025年3月15名干部", ["2025-03"]),
        ("2024.09-2024.12", ["2024-09", "2024-12"]),
        ("2025年3月份", ["2025-03"]),
        ("建党100年，三年行动，2个月，十年", []),
        ("2025年3月11日，6月6日，2月1日", ["2025-03-11", "2025-06-06", "2026-02-01"]),
    ],
)
def test_years_are_carried(text: str, expected: list[str | None]) -> None:
    assert [m.iso for m in scan(plain(text), 2025)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025年13月",
        "2025年2月30日",
        "2025年O3月",
        "2025年 月 日",
        "25年3月1日",
        "2025年3月32日",
        "2O25年3月",
        "2025年0月3日",
        "2025-13-01",
        "20255年3月",
        "2025年3月1l日",
    ],
)
def test_damaged_dates_are_absent(text: str) -> None:
    found = scan(plain(text))
    assert [m.iso for m in found] == [None]
    assert found[0].damaged


def test_a_date_after_a_damaged_one_has_no_year() -> None:
    assert [m.iso for m in scan("2025年13月1日至6月6日")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "2025年3月11日至6月6日", "2025年3月11日—6月6日", "自2025年3月11日起至6月6日止", "从2025年3月11日开始，至6月6日结束", "2025.3.11-2025.6.6",
        "2025年3月11日到6月6日", "2025-03-11至2025-06-06", "2025年3月11日起，到2025年6月6日",
    ],
)  # fmt: skip
def test_ranges(text: str) -> None:
    found = ranges(text, scan(text))
    assert [(r.first.iso, r.last.iso) for r in found] == [("2025-03-11", "2025-06-06")]


def test_two_dates_that_are_no_range() -> None:
    text = "2025年3月11日进驻，6月6日离开"
    assert ranges(text, scan(text)) == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 5))
def test_dates_round_trip(day: date, form: int) -> None:
    typed = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month:02} 月 {day.day:02} 日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        "".join(DIGITS[int(c)] for c in str(day.year)) + f"年{_small(day.month)}月{_small(day.day)}日",
    )[form]
    assert parse(plain(typed)) == day.isoformat()


def _small(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


@given(st.text(alphabet="0123456789年月日至—-./〇一二十廿初旬次同今 上元OoIl，", max_size=80))
def test_scanning_never_raises_and_gives_real_dates(text: str) -> None:
    for mention in scan(plain(text), 2025):
        if mention.iso:
            date.fromisoformat(mention.iso if len(mention.iso) == 10 else mention.iso + "-01")
