"""What a table of findings became, and the words by which its columns are known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.document import Repair
from disclosure.outline.model import Doubt, Node, Unit

PROBLEM = re.compile(
    r"(?:反馈|存在|巡察|巡视|具体|主要|审计|发现|指出)*(?:的|意见)?(?:具体|主要)?问题(?:清单|表现|描述|内容|点|事项)?(?:及表现)?|整改(?:任务|事项|问题)|(?:巡察)?反馈意见|问题事项"
)
WORK = re.compile(r"整改|措施|完成|进展|落实|状态|结果|成效|责任|时限|期限|情况|备注|销号")


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of findings as the outline takes it."""

    units: tuple[Unit | Node, ...]
    repairs: tuple[Repair, ...]
    words: tuple[str, ...]
    """Words of its header row, which may stand again as labels."""
    order: tuple[tuple[int, int], ...]
    """Row and column of its cells in the order in which they are written, for the check that nothing is lost. A cell over
    several rows stands again for each of them."""
    header: tuple[str, ...] = ()
    """Words of its columns, for the table that goes on with it; none for a form."""
    last: int = 0
    """The number of its last row; 0 where its rows have none."""
    doubts: tuple[Doubt, ...] = ()
