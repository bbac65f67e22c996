"""`/data/`: everything on the site as files for programs and spreadsheets, and the page that explains them.

Also the JSON file of each body, its contact card and the calendar of its feedback windows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import cards, tables
from disclosure.addresses import body_file, url
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.datapackage import datapackage
from disclosure.frame import page
from disclosure.jsonfiles import JOINT, json_files
from disclosure.listing import listings
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult, Piece
from disclosure.report import Body
from disclosure.text import titled
from disclosure.views import merged

FOLDER = "data/"
CALENDAR = "data/feedback.ics"
FILES = ("findings.csv", "findings.json", "reports.json", "bodies.csv", "contacts.csv", "contacts.vcf")
"""Files that are joined from the pieces of all parts, in the order of what a body keeps for them."""
_JSON = (b"[\n", JOINT.encode(), b"\n]\n")
_TABLES = {"findings.csv": tables.FINDINGS, "bodies.csv": tables.BODIES, "contacts.csv": tables.CONTACTS}
_REGISTERS = {"metrics.csv": tables.METRICS, "rules.csv": tables.RULES}
"""Tables that other makers write (`metrics`, `rules`), explained here with the rest."""


class _Data:
    name = "data"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        contacts, found = merged(body), listings(config, body)
        card, events = cards.vcard(config, body, contacts), cards.events(config, body)
        files = json_files(config, body, found)
        pages = [Page(body_file(body.slug, "body.json"), content=files.body)]
        if card:
            pages.append(Page(body_file(body.slug, "contact.vcf"), content=card))
        if events:
            content = cards.calendar_start(body.short_name) + events + cards.CALENDAR_END
            pages.append(Page(body_file(body.slug, "feedback.ics"), content=content))
        kept = (
            tables.findings_rows(body, found),
            files.findings,
            files.reports,
            tables.bodies_row(config, body, found),
            tables.contacts_row(config, body, contacts),
            card,
            events,
        )
        newest = max((r.published for r in body.reports), default="")
        return pages, (kept, newest, len(body.reports), sum(len(listing.findings) for listing in found))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        pieces = []
        for place, address in enumerate([*(FOLDER + name for name in FILES), CALENDAR]):
            joint = _JSON[1] if address.endswith(".json") else b""
            if content := joint.join(k[0][place] for k in kept if k[0][place]):
                pieces.append(Piece(address, content))
        has_events = any(k[0][-1] for k in kept)
        newest = max(k[1] for k in kept)
        return PartResult(
            pieces=pieces, summary=(len(kept), sum(k[2] for k in kept), sum(k[3] for k in kept), newest, has_events)
        )

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        summaries = [summary for _, summary in parts]
        has_events = any(s[4] for s in summaries)
        rows = {name: sum(s[place] for s in summaries) for name, place in _ROWS.items()}
        package = json.dumps(datapackage(config), ensure_ascii=False, indent=1) + "\n"
        pages = [
            Page(FOLDER + "datapackage.json", content=package.encode()),
            _page(config, say, rows, max((s[3] for s in summaries), default=""), has_events),
        ]
        assemblies = [Assembly(FOLDER + name, *_JSON) for name in FILES if name.endswith(".json")]
        assemblies += [Assembly(FOLDER + name, tables.header(columns)) for name, columns in _TABLES.items()]
        assemblies.append(Assembly(FOLDER + "contacts.vcf"))
        if has_events:
            assemblies.append(Assembly(CALENDAR, cards.calendar_start(config.title), b"", cards.CALENDAR_END))
        return pages, assemblies


_ROWS = {"bodies.csv": 0, "contacts.csv": 0, "reports.json": 1, "findings.csv": 2, "findings.json": 2}
"""Where a part's summary counts the rows of a file."""


def _page(config: Config, say: Catalogue, rows: dict[str, int], newest: str, has_events: bool) -> Page:
    address = FOLDER + "index.html"
    names = [*FILES, *_REGISTERS, "datapackage.json", *([CALENDAR.removeprefix(FOLDER)] if has_events else [])]
    files = [
        {"name": name, "what": say(f"data.{name}"), "rows": say("data.rows", n=rows[name]) if name in rows else ""}
        for name in names
    ]
    dictionary = [
        {
            "name": name,
            "columns": [(c.name, c.type, c.what.en if say.language == "en" else c.what.zh) for c in columns],
        }
        for name, columns in (_TABLES | _REGISTERS).items()
    ]
    who = config.publisher.name or config.title
    where = url(config, FOLDER) if config.base_url else ""
    cite = say(
        "data.cite-line",
        who=who,
        title=titled(config.title) if say.language != "en" else config.title,
        date=say.date(newest) if newest else "—",
    )
    data = {
        "page": page(
            config, address, say("data"), section="data", description=say("data.what"), alternates=_ALTERNATES
        ),
        "files": files,
        "dictionary": dictionary,
        "cite": f"{cite} {where}".strip(),
    }
    return Page(address, "data.html", data)


_ALTERNATES = (("data/datapackage.json", "application/json", "Data Package"),)

MAKER: Maker = _Data()
