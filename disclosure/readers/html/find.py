"""Where on a web page the notice stands.

In: the tree of a page. Out: the elements that hold the notice and the rule that found them: a container that a
known content management system uses, else the densest part of the page, else the whole page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

ENOUGH = 200
"""Chinese characters below which a container is not believed to be the notice."""

CONTAINERS = (
    "#zoom", "#ucap-content", ".trs_editor", ".trs_ueditor", ".trs_uedtior", "#vsb_content", "#vsb_content_2", ".v_news_content",
    "#js_content", ".custom_unionstyle", "#articlecontent", "#article_content", ".article-content", ".article_content",
    ".articlecontent", ".article-con", ".articlecon", ".article_con", ".content-article", "#zoomcon", ".zoomcon",
    "#newscontent", ".news_content", ".news-content", ".newscontent", ".pages_content", ".xxgk_content", ".xxgkcontent",
    ".zhengwen", "#zhengwen", ".zw", ".detail-content", ".detail_content", ".detail-con", ".wenzhang", ".con_text",
    ".conttext", ".contxt", ".main-txt", ".wp_articlecontent", ".wp_entry", ".info-content", ".bt-article-02", ".ewb-article-info",
    ".arc-content", "#fontzoom", ".fontzoom", "#content_body", ".nr", "#nr", ".text-content", "#textcontent", ".page-content",
    ".view-content", ".entry-content", ".rich_media_content", "#contentbox", ".article", "article", "#content", ".content", "main",
)  # fmt: skip
"""Ids (`#`), classes (`.`) and names of elements, surest first; compared without regard to case."""

NOT_SHOWN = ("script", "style", "noscript", "template", "iframe", "head", "title", "object", "svg", "select", "option")
_CHINESE = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_CARRIERS = frozenset(
    {"body", "div", "td", "tr", "tbody", "table", "article", "section", "main", "center", "form", "html", "span"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """The notice on the page."""

    nodes: tuple[Any, ...]
    rule: str
    """The entry of `CONTAINERS` that matched; `all` where the page holds nothing else; or `densest`, or `page`."""

    @property
    def known(self) -> bool:
        """Whether a container of a known system was found."""
        return self.rule not in ("densest", "page")


def chinese(text: str) -> int:
    """How many Chinese characters `text` holds."""
    return len(_CHINESE.findall(text))


def find_notice(root: Any) -> Found:
    """The elements of `root` that hold the notice. Removes what is never shown from the tree."""
    etree.strip_elements(root, *NOT_SHOWN[:5], "svg", with_tail=False)
    body = root.find(".//body")
    body = root if body is None else body
    weight = _weights(body)
    total = weight.get(body, 0)
    by_name = _index(body)
    for rule in CONTAINERS:
        nodes = _outermost(by_name.get(rule, ()))
        heavy = [n for n in nodes if weight.get(n, 0) >= 50]
        sum_of = sum(weight[n] for n in heavy)
        if sum_of >= ENOUGH or (heavy and sum_of * 10 >= total * 6):
            return Found(tuple(heavy), rule)
    densest = _densest(body, weight)
    if weight.get(densest, 0) * 100 >= 97 * chinese("".join(body.itertext())):
        return Found((densest,), "all")
    if densest is not body and weight.get(densest, 0) >= ENOUGH:
        return Found((densest,), "densest")
    return Found((body,), "page")


def _index(body: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for node in body.iter(etree.Element):
        names = {node.tag, "#" + (node.get("id") or "").strip()}
        names.update("." + c for c in (node.get("class") or "").split())
        for name in names:
            found.setdefault(name.lower(), []).append(node)
    return found


def _outermost(nodes: Any) -> list[Any]:
    """Those of `nodes` that stand in no other of them."""
    chosen: set[Any] = set(nodes)
    return [n for n in nodes if not any(a in chosen for a in n.iterancestors())] if len(chosen) > 1 else list(nodes)


def _weights(body: Any) -> dict[Any, int]:
    """Chinese characters below each element, those inside links not counted."""
    weight: dict[Any, int] = {}
    links = 0
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            links += node.tag == "a"
            weight[node] = chinese(node.text or "") if not links else 0
            continue
        links -= node.tag == "a"
        parent = node.getparent()
        if node is not body and parent is not None and parent in weight:
            weight[parent] += weight[node] + (chinese(node.tail or "") if not links else 0)
    return weight


def _densest(body: Any, weight: dict[Any, int]) -> Any:
    """Go down from `body` as long as one child holds nearly all of the text."""
    node = body
    while True:
        heavy = [c for c in node if isinstance(c.tag, str) and weight.get(c, 0) * 10 >= weight.get(node, 0) * 8]
        if not heavy or heavy[0].tag not in _CARRIERS or not weight.get(node):
            return node
        node = heavy[0]
