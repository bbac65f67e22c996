"""`/bodies/<slug>/`: the one disclosure page of a body, with its original documents; `/bodies/`: the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.cards import has_events
from disclosure.catalogue import catalogue
from disclosure.citing import cite
from disclosure.config import Config
from disclosure.frame import Article, absolute, page
from disclosure.indexes import Run, named, part_links, run_label
from disclosure.marks import place, topic_names
from disclosure.markup import body_href, esc, join
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body, Contacts
from disclosure.sheets import Sheet, first, own, sheets
from disclosure.topics import topics_of
from disclosure.views import body_view, merged

FOLDER = "bodies/"


class _Bodies:
    name = "bodies"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        address = f"bodies/{body.slug}/index.html"
        view = body_view(config, body, absolute(config, address))
        cite(view, body)
        view["page"] = self._page(config, body, address)
        view["body"]["contact"]["files"] = _files(config, body)
        pages = [Page(address, "body.html", view)]
        pages += [
            Page(f"bodies/{body.slug}/{report.source.shown}", copy=f"{body.folder}/{report.source.file}")
            for report in body.reports
            if report.source
        ]
        row = (
            f'<li><a class="tile" href="{body_href(body.slug)}"><span lang="zh-Hans">{esc(body.short_name)}</span>'
            f"<b>{esc(place(body))}</b></a></li>\n"
        )
        return pages, (row.encode(), named(body))

    def _page(self, config: Config, body: Body, address: str) -> dict[str, Any]:
        say = catalogue(config.language)
        newest = body.reports[0] if body.reports else None
        alternates = [
            (f"bodies/{body.slug}/feed.xml", "application/atom+xml", body.short_name),
            (f"bodies/{body.slug}/body.json", "application/json", body.short_name),
        ]
        if newest is None:
            return page(config, address, body.name, section="bodies", alternates=alternates)
        names = topic_names(config, say)
        topics = config.topics
        found = dict.fromkeys([topics_of(finding, topics)[0].topic for finding in newest.findings])
        keywords = [names.get(topic, topic) for topic in found if topic != "other"]
        return page(
            config,
            address,
            body.name,
            section="bodies",
            description=f"{newest.publisher}{newest.title}（{newest.published}）",
            alternates=alternates,
            article=Article(newest.title, newest.published, newest.publisher, keywords),
            structured={
                "@type": "Report",
                "headline": newest.title,
                "datePublished": newest.published,
                "inLanguage": "zh-Hans",
                "publisher": {"@type": "GovernmentOrganization", "name": newest.publisher},
                "about": {"@type": "Organization", "name": body.name},
                **({"url": absolute(config, address)} if config.base_url else {}),
            },
        )

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        found = sheets(FOLDER, part, (row for row, _ in kept))
        run = Run(part.key, run_label(kept[0][1], kept[-1][1]), len(kept))
        label = "" if part.alone else run.label
        pages = [_list(config, sheet, [], label) for sheet in own(found, part)]
        return PartResult(pages, summary=(run, first(found, part)))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        runs = [run for _, (run, _) in parts]
        sheet = next((s[1] for _, s in parts if s[1]), Sheet(FOLDER))
        return [_list(config, sheet, runs if len(parts) > 1 else [])], ()


_NO_CONTACTS = Contacts()


def _files(config: Config, body: Body) -> list[tuple[str, str]]:
    """Files beside the page that a reader may want, each with its name."""
    say = catalogue(config.language)
    files = [("contact.vcf", say("contact.vcard"))] if merged(body) != _NO_CONTACTS else []
    if has_events(body):
        files.append(("feedback.ics", say("contact.ics")))
    return [*files, ("feed.xml", say("feed")), ("body.json", say("contact.json"))]


def _list(config: Config, sheet: Sheet, runs: Sequence[Run], label: str = "") -> Page:
    say = catalogue(config.language)
    return Page(
        sheet.address,
        "bodies.html",
        {
            "page": page(config, sheet.address, sheet.title(say, say("nav.bodies"), label), section="bodies"),
            "label": label,
            "rows": join(sheet.rows, sheet.root),
            "sheet": sheet.pager(say),
            "parts": part_links(runs, FOLDER),
        },
    )


MAKER: Maker = _Bodies()
