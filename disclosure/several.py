"""A file that holds two notices: their facts would be mixed, so it is refused with the line of the second.

In: the tidied paragraphs and where the findings stand. Out: nothing, or ContentError. A title counts only below a date of
a signature and with findings above and below it, so that an attachment or a title that stands twice is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure import dates
from disclosure.chinese import plain
from disclosure.document import Block, Table
from disclosure.problem import Words
from disclosure.raw import refuse

_TITLE = re.compile(
    r"[^，。；：:]{0,50}关于[^，。；：:]{0,60}(?:巡[察视]|审计|整改)[^，。；：:]{0,30}(?:通报|公告|公示|通告|报告)"
)
_ABOVE = 2
"""Paragraphs above the second title among which the signature's date stands."""


def check(name: str, blocks: Sequence[Block | Table], span: tuple[int, int] | None) -> None:
    """Refuse the file `name` where a second notice begins among its findings, which stand at `span`."""
    first, end = span or (0, 0)
    for index in range(first + 1, end):
        block = blocks[index]
        if isinstance(block, Block) and len(block.text) <= 120 and _TITLE.fullmatch(plain(block.text)):
            above = blocks[max(first, index - _ABOVE) : index]
            if any(isinstance(b, Block) and _is_date(b.text) for b in above):
                what = Words("这里开始是另一份通报", "another notice begins here")
                mend = Words("把每份通报存成一个文件", "save each notice as a file of its own")
                raise refuse(name, "import.two-notices", what, mend, block.line)


def _is_date(text: str) -> bool:
    return len(text) < 40 and dates.parse(plain(text)) is not None
