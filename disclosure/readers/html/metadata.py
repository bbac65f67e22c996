"""What a web page says of itself: title, date, source. Used only where the notice is silent.

In: the tree of a page. Out: `title`, `published` (ISO 8601), `source`, each only where the page states it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

_NAMES = {
    "title": ("articletitle", "og:title", "title"),
    "published": (
        "pubdate",
        "publishdate",
        "publishtime",
        "article:published_time",
        "firstpublishedtime",
        "createdate",
        "others",
        "dc.date",
    ),
    "source": ("contentsource", "source", "article:author"),
}
_DATE = re.compile(r"([12][0-9]{3})\s*[-年/.]\s*([0-9]{1,2})\s*[-月/.]\s*([0-9]{1,2})")
_STATED = re.compile(
    r"(?:发布|发表|发文|更新)?(?:时间|日期)\s*[:：]\s*([12][0-9]{3}\s*[-年/.]\s*[0-9]{1,2}\s*[-月/.]\s*[0-9]{1,2})"
)
_TITLES = re.compile(
    r"(?:^|[-_ ])(?:title|article-?title|arc-?title|tit|bt|biaoti|h-title|news-?title|activity-name)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"(?:关于|巡[察视]|审计|整改).*(?:通报|报告|公告|公示|情况)$")
"""The title of a notice; a column's name (整改公示) is shorter."""


def read_meta(root: Any) -> dict[str, str]:
    """What the page states of itself."""
    stated: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or "").strip().lower()
        content = " ".join((node.get("content") or "").split())
        if name and content:
            stated.setdefault(name, content)
    found: dict[str, str] = {}
    for key, names in _NAMES.items():
        value = next((stated[n] for n in names if n in stated), "")
        if key == "published":
            value = iso_date(value)
        if value:
            found[key] = value
    if "title" not in found:
        title = root.find(".//title")
        if title is not None and (title.text or "").strip():
            found["title"] = " ".join(title.text.split())
    if "published" not in found:
        match = _STATED.search(" ".join("".join(_shown(root)).split()))
        date = iso_date(match[1]) if match else ""
        if date:
            found["published"] = date
    return found


def iso_date(text: str) -> str:
    """The first date in `text` as ISO 8601; empty where there is none."""
    match = _DATE.search(text)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return ""
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"


def visible_title(root: Any, nodes: Sequence[Any], meta: dict[str, str]) -> str:
    """The title of the notice where the page shows it outside the container; empty where it does not."""
    inside = set(nodes)
    stated = _squeezed(meta.get("title", ""))
    for node in root.iter(etree.Element):
        if node in inside:
            break
        if not (node.tag in ("h1", "h2", "h3") or _TITLES.search(f"{node.get('class') or ''} {node.get('id') or ''}")):
            continue
        text = " ".join("".join(node.itertext()).split())
        words = _squeezed(text)
        if 8 <= len(words) <= 120 and (words in stated or _NOTICE.search(words)):
            return text
    title = meta.get("title", "")
    return title if 8 <= len(title) <= 120 and _NOTICE.search(title) else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _shown(root: Any) -> list[str]:
    return [t for t in root.itertext() if t.strip()]
