"""Reports for tests, made from a few lines of Markdown."""

from disclosure.loading import parse_report
from disclosure.report import Body, Report

FRONT = "schema: 1\ntitle: 关于整改进展情况的通报\npublisher: 甲区红十字会党组\n"


def report(
    markdown: str, front: str = "", published: str = "2026-01-20", inspection: str = "kind: inspection"
) -> Report:
    """The report with the Markdown body `markdown`, published on `published`, and more front matter lines."""
    text = f"---\n{FRONT}published: {published}\ninspection: {{{inspection}}}\n{front}\n---\n\n{markdown}\n"
    found, problems = parse_report(text.encode(), f"content/jia-red-cross/{published}.md")
    assert found, [p.line() for p in problems]
    return found


def one_finding(text: str, title: str = "关于某项工作的问题") -> Report:
    """A report with a single finding under which `text` stands."""
    return report(f"### 1. {title} {{#1 .finding}}\n\n{text}")


def body(*reports: Report, **more: object) -> Body:
    """A body with `reports`, newest first."""
    values = {
        "slug": "jia-red-cross",
        "name": "甲区红十字会",
        "short_name": "甲区红十字会",
        "region": ("山东省", "甲市", "甲区"),
        "level": "district",
        "kind": "red-cross",
        "folder": "content/jia-red-cross",
        **more,
    }
    return Body(reports=reports, **values)  # type: ignore[arg-type]
