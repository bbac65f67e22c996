"""Fields of old Word forms: a box that is ticked or not, an entry chosen from a list.

In: the `fldChar` that begins a field. Out: what the page shows where the field stands and the file holds as settings, not
as text.
"""

from __future__ import annotations

from typing import Any

from disclosure.readers.docx.xml import attribute, child, child_value, children, is_on, whole


def shown(begin: Any) -> str:
    """What the form field that `begin` opens shows; empty where it is none, or a field whose result is text."""
    data = child(begin, "ffData")
    box, choice = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        ticked = is_on(box, "checked")
        return "☑" if (is_on(box, "default") if ticked is None else ticked) else "☐"
    if choice is not None:
        entries = [attribute(entry, "val") for entry in children(choice, "listEntry")]
        chosen = whole(child_value(choice, "result"), whole(child_value(choice, "default"), 0))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
