"""Bodies made by hand, for tests of what the site shows of them."""

from __future__ import annotations

from typing import Any

from disclosure.config import Config, Topic
from disclosure.report import Body, Contacts, Finding, Inspection, Measure, Report, Section

CONFIG = Config(
    "整改公开",
    "https://example.org/x/",
    topics=(Topic("finance", "财务与内控", "Finance", (("固定资产", 5), ("财务", 3))),),
)


def finding(number: str = "1", title: str = "固定资产未入账", text: str = "已补登。", **more: Any) -> Finding:
    """A finding; more fields by name."""
    given = {"label": f"{number}.", "status": "done", "status_text": "已完成", "measures": (Measure("已补登。"),)}
    return Finding(id=number, title=title, text=text, **{**given, **more})


def report(*findings: Finding, key: str = "2026-01-20", **more: Any) -> Report:
    """A report that lists `findings`; more fields by name."""
    sections = [Section(0, "", f"{key}-s1", "<p>开头。</p>", "根据统一部署，开展了巡察。", 20)]
    sections += [Section(3, f.label + f.title, f"{key}-{f.id}", "", f.text, 30 + n, f) for n, f in enumerate(findings)]
    given = {
        "title": "关于巡察整改进展情况的通报",
        "publisher": "中共甲区红十字会党组",
        "published": key[:10],
        "inspection": Inspection("inspection", feedback="2025-08-06"),
    }
    return Report(key=key, file=f"content/jia/{key}.md", sections=tuple(sections), **{**given, **more})


def body(*reports: Report, slug: str = "jia", **more: Any) -> Body:
    """A body with `reports`, newest first; more fields by name."""
    given = {
        "name": "甲区红十字会",
        "short_name": "甲区红会",
        "region": ("山东省", "济南市", "甲区"),
        "level": "district",
        "kind": "red-cross",
        "folder": f"content/{slug}",
        "contacts": Contacts(),
    }
    return Body(slug=slug, reports=reports, **{**given, **more})
