"""`/contacts/`: the directory of feedback contacts, as each body states them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, named, part_links, run_label
from disclosure.marks import mailto, place, tel
from disclosure.markup import body_href, esc, join, link
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body
from disclosure.sheets import Sheet, first, own, sheets
from disclosure.text import quoted
from disclosure.views import mail_subject, merged

FOLDER = "contacts/"


class _Contacts:
    name = "contacts"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        return (), (_row(body, catalogue(config.language)), named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        found = sheets(FOLDER, part, (row for row, _ in kept))
        run = Run(part.key, run_label(kept[0][1], kept[-1][1]), len(kept))
        label = "" if part.alone else run.label
        pages = [_page(config, sheet, [], label) for sheet in own(found, part)]
        return PartResult(pages, summary=(run, first(found, part)))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        runs = [run for _, (run, _) in parts]
        sheet = next((s[1] for _, s in parts if s[1]), Sheet(FOLDER))
        return [_page(config, sheet, runs if len(parts) > 1 else [])], ()


def _row(body: Body, say: Catalogue) -> bytes:
    values = _values(body)
    fields = "".join([f"<div><dt>{say('contact.' + key)}</dt><dd>{value}</dd></div>" for key, value in values])
    facts = f"<dl>{fields}</dl>" if fields else f"<p>{say('contact.none')}</p>"
    return (
        f'<li class="row contact-row"><h2 lang="zh-Hans">{link(body_href(body.slug), body.short_name)}</h2>'
        f'<p class="by">{esc(place(body))}</p>{facts}{_window(body, say)}</li>\n'
    ).encode()


def _values(body: Body) -> list[tuple[str, str]]:
    """The fields of a body's contacts that are stated, as HTML."""
    c = merged(body)
    values = [("phone", "、".join([link(tel(number), number) for number in c.phone]))] if c.phone else []
    if c.fax:
        values.append(("fax", esc("、".join(c.fax))))
    if c.email:
        subject = mail_subject(body, body.reports[0]) if body.reports else body.name
        values.append(("email", "、".join([link(mailto(address, subject), address) for address in c.email])))
    texts = (("address", c.address), ("postcode", c.postcode), ("mailbox", c.mailbox), ("hours", c.hours))
    return values + [(key, esc(text)) for key, text in texts if text]


def _window(body: Body, say: Catalogue) -> str:
    comments = body.reports[0].comments if body.reports else None
    if comments and (comments.opens or comments.closes):
        opens, closes = (
            f'<time datetime="{d}">{say.date(d)}</time>' if d else "" for d in (comments.opens, comments.closes)
        )
        text = opens + (say("to") if opens and closes else "" if opens else say("until")) + (closes or say("from-on"))
    elif comments and comments.stated:
        text = f'<span lang="zh-Hans">{esc(quoted(comments.stated))}</span>'
    else:
        text = say("not-stated")
    return f'<p class="by"><span>{say("window")}{say("colon")}{text}</span></p>'


def _page(config: Config, sheet: Sheet, runs: Sequence[Run], label: str = "") -> Page:
    say = catalogue(config.language)
    data = {
        "page": page(
            config,
            sheet.address,
            sheet.title(say, say("contacts"), label),
            section="contacts",
            description=say("contacts.what"),
        ),
        "label": label,
        "rows": join(sheet.rows, sheet.root),
        "sheet": sheet.pager(say),
        "parts": part_links(runs, FOLDER),
    }
    return Page(sheet.address, "contacts.html", data)


MAKER: Maker = _Contacts()
