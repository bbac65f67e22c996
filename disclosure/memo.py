"""Results kept by the identity of what they were worked out from.

In: a function of one large value and what it is read with. Out: the same function, which remembers. Several makers ask
the same of one finding or report; comparing two of these by value would cost more than working the answer out again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
With = TypeVar("With")
Result = TypeVar("Result")


def remembering(function: Callable[[Value, With], Result], most: int) -> Callable[[Value, With], Result]:
    """`function`, with its last `most` results kept; the very same two objects give the very same result.

    `most` is best no larger than what is asked about in turn: what is let go soon leaves its place to what comes next.
    """
    kept: OrderedDict[int, tuple[Value, With, Result]] = OrderedDict()

    def remembered(value: Value, using: With) -> Result:
        found = kept.get(id(value))
        if found is not None and found[0] is value and found[1] is using:
            return found[2]
        result = function(value, using)
        if len(kept) >= most:
            kept.popitem(last=False)
        kept[id(value)] = (value, using, result)  # holds both, so that no other object gets their identity
        return result

    return remembered
