"""The makers of the pages of the peers' work: fewer pages, lean templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.config import Config
from disclosure.markup import esc
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult, Piece
from disclosure.report import STATUSES, Body, Report


def _article(report: Report) -> str:
    """A report's contents and text, as ready HTML: joined, not looped over by the template."""
    toc, text = [], []
    for section in report.sections:
        if section.heading:
            heading, finding = esc(section.heading), section.finding
            status = f' class="finding" data-status="{finding.status}"' if finding else ""
            toc.append(f'<li class="l{section.level}"><a href="#{section.anchor}">{heading}</a></li>\n')
            text.append(f'<h{section.level} id="{section.anchor}"{status}>{heading}</h{section.level}>\n')
        text.append(section.html)
    return f"<nav><ul>{''.join(toc)}</ul></nav>\n{''.join(text)}"


class _Bodies:
    name = "bodies"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        counts = Counter(f.status for r in body.reports for f in r.findings)
        page = Page(
            f"bodies/{body.slug}/index.html",
            "lean-body.html",
            {"body": body, "counts": counts, "texts": [_article(r) for r in body.reports]},
        )
        newest = body.reports[0]
        totals = ",".join(str(counts[s]) for s in STATUSES)
        row = f"{body.slug},{body.name},{newest.published},{sum(counts.values())},{totals}\n".encode()
        cells = "".join(f"<td>{counts[s]}</td>" for s in STATUSES)
        line = f'<tr><td><a href="bodies/{body.slug}/">{esc(body.name)}</a><td>{newest.published}</td>{cells}</tr>\n'
        topics = sorted({t for r in body.reports for f in r.findings for t in f.topics})
        return [page], (row, line, topics, body.region[:2], newest.published, newest.title, body.slug)

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        base = config.base_url
        table = "".join(k[1] for k in kept)
        page = Page(f"overview/{part.key}/index.html", "lean-list.html", {"title": part.key, "rows": table})
        url = "".join(f"<url><loc>{base}bodies/{k[6]}/</loc><lastmod>{k[4]}</lastmod></url>\n" for k in kept).encode()
        pieces = [Piece("bodies.csv", b"".join(k[0] for k in kept)), Piece("sitemap.xml", url)]
        groups: dict[str, str] = {}
        for _, line, topics, region, *_ in kept:
            for group in (*(f"topics/{t}" for t in topics), f"cities/{region[0]}-{region[1]}"):
                groups[group] = groups.get(group, "") + line
        newest = sorted(((k[4], k[6], k[5]) for k in kept), reverse=True)[:20]
        return PartResult([page], pieces, (groups, newest))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        groups: dict[str, list[str]] = {}
        for _, (found, _) in parts:
            for name, lines in found.items():
                groups.setdefault(name, []).append(lines)
        pages = [
            Page(f"{name}/index.html", "lean-list.html", {"title": name, "rows": "".join(lines)})
            for name, lines in groups.items()
        ]
        newest = sorted((n for _, (_, found) in parts for n in found), reverse=True)[:20]
        pages.append(
            Page("index.html", "lean-home.html", {"parts": [p.key for p, _ in parts], "groups": sorted(groups)})
        )
        pages.append(Page("feed.xml", "lean-feed.xml", {"newest": newest}))
        urls = Assembly(
            "sitemap.xml", b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n', b"", b"</urlset>\n"
        )
        return pages, [Assembly("bodies.csv", b"slug,name,published,findings,done,ongoing,open,unstated\n"), urls]


MAKERS: tuple[Maker, ...] = (_Bodies(),)
FILTERS: dict[str, Any] = {}
GLOBALS: dict[str, Any] = {}
SIGNS: dict[str, Any] = {}
