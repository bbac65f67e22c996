"""Many items in several processes: order, isolation of the one that breaks, bounded memory."""

import os
import time
from collections.abc import Iterator

from disclosure.gauge import bar, columns, fit, table
from disclosure.parallel import AHEAD, ordered


def slow_first(n: int) -> int:
    if n % 7 == 0:
        time.sleep(0.02)
    return n * n


def fatal(n: int) -> str:
    if n in (3, 11):
        os._exit(9)
    return f"read {n}"


def lost(n: int) -> str:
    return f"lost {n}"


def never(n: int) -> int:
    raise AssertionError(n)


def test_results_come_in_the_order_of_the_items() -> None:
    expected = [n * n for n in range(60)]
    assert list(ordered(slow_first, range(60), 2, never)) == expected
    assert list(ordered(slow_first, range(60), 1, never)) == expected


def test_an_item_that_ends_its_process_costs_only_itself() -> None:
    expected = [f"lost {n}" if n in (3, 11) else f"read {n}" for n in range(14)]
    assert list(ordered(fatal, range(14), 2, lost)) == expected
    assert list(ordered(fatal, range(10), 2, lost, chunk=5)) == expected[:10]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for n in range(1000):
            taken += 1
            yield n

    results = ordered(slow_first, items(), 2, never)
    next(results)
    assert taken <= 2 * AHEAD + 1
    results.close()  # type: ignore[attr-defined]


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("整改 ok") == 7
    assert fit("整改情况", 6) == "整改… "
    assert fit("ab", 4) == "ab  "
    assert table([("已导入", "3"), ("refused", "12")], 80) == ["已导入   3", "refused  12"]
    assert columns(bar(5, 10, "12/s", 60)) == 59
