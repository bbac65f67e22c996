"""Things that must not reach a reader: comments, template code, internal keys, paths of a machine, hidden reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.problem import Problem, Words, error
from disclosure.subjects import PageView

ID = "leaks"
NAME = Words("内部内容外泄", "Internal matter on pages")
_TRACES = re.compile(
    r"\{\{|\{%|%\}|\{#[0-9A-Za-z.\-]+ [.]finding|Undefined\b|Traceback \(most recent|<disclosure\.|&lt;disclosure\."
    r"|file:///|\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?/|\b(?:TODO|FIXME|XXX)\b[:：]|/(?:home|Users|root)/[a-z]|[A-Z]:\\\\Users\\\\"
)
_HINTS = (
    *("{{", "{%", "%}", "{#", "Undefined", "Traceback", "disclosure.", "file:///", "localhost", "127.0.0.1"),
    *("0.0.0", "TODO", "FIXME", "XXX", "/home/", "/Users/", "/root/", ":\\\\Users"),
)
"""One of these stands in every trace: looking for them is ten times as fast as the pattern."""
_MEND = Words("从模板或内容中删去", "take it out of the template or of the content")
FORBIDDEN = re.compile(
    r"(?:^|/)(?:body\.yaml|site\.yaml|reviews\.yaml|addresses\.txt|\.[^/]+|[^/]+\.(?:md|py|pyc|log|tmp|bak|orig|swp))$"
)
"""Files that an output must not hold, save original documents in `sources/`."""


def find_page(page: PageView) -> Iterator[Problem]:
    """An error for each trace of something internal; of one kind the first place."""
    for offset, words in page.scan.comments[:1]:
        near = words.strip()[:40]
        what = Words(f"页面里有注释：{near}", f"the page holds a comment: {near}")
        yield error(page.at(offset), "leaks.comment", what, _MEND)
    text = page.scan.text
    if any(hint in text for hint in _HINTS) and (match := _TRACES.search(text)):
        what = Words(f"页面里有内部内容：{match[0]}", f"the page holds something internal: {match[0]}")
        yield error(page.at(match.start()), "leaks.trace", what, _MEND)
    for start in page.hidden:
        at = page.scan.whole.find(f'id="{start}')
        if at >= 0:
            what = Words(
                f"未公开的通报 {start} 出现在页面上", f"the report {start}, which is not public, stands on the page"
            )
            mend = Words("重新生成", "build again")
            yield error(page.at(at), "leaks.hidden", what, mend)


def find_file(address: str) -> bool:
    """Whether a file of the output must not be there."""
    return bool(FORBIDDEN.search(address)) and "/sources/" not in address
