"""Pages that are heavy to load."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.problem import Problem, Words, warning
from disclosure.subjects import PageView

ID = "weight"
NAME = Words("网页大小", "Weight of the pages")


def find_page(page: PageView) -> Iterator[Problem]:
    """A warning for a page that with its style sheets and scripts weighs more than the settings allow."""
    size = len(page.scan.whole.encode()) + page.asset_bytes
    if size > page.page_weight:
        what = Words(
            f"页面连同样式和脚本共 {size:,} 字节，超过 {page.page_weight:,}",
            f"the page with its style sheets and scripts weighs {size:,} bytes, more than {page.page_weight:,}",
        )
        mend = Words(
            "拆分内容，或在 site.yaml 的 checks.page_weight 里放宽",
            "split its content, or allow more in checks.page_weight of site.yaml",
        )
        yield warning(page.at(0), "weight.page", what, mend)
