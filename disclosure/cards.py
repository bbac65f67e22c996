"""Contact cards (vCard 3.0) and calendars of feedback windows (iCalendar).

In: a body. Out: bytes with the line ends and folds that the two formats ask for. A window is an event only where its
dates are stated to the day. Nothing is taken from a clock: the stamp of an event is its report's day of publication.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.report import Body, Contacts, Report

CALENDAR_END = b"END:VCALENDAR\r\n"
_DAY = 10
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[\\;,\x00-\x08\x0a-\x1f\x7f]")
"""What `escaped` changes."""
_LAST = "9999-12-31"


def escaped(text: str) -> str:
    """`text` as a value of vCard or iCalendar."""
    if not _SPECIAL.search(text):
        return text
    safe = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _CONTROL.sub("\ufffd", re.sub(r"\r\n?|\n", r"\\n", safe))


def lines(*found: str) -> bytes:
    """Content lines, folded so that none has more than 75 bytes and no character is cut."""
    return b"".join(_fold(line) for line in found if line)


def _fold(line: str) -> bytes:
    data = line.encode()
    pieces = []
    room = 75
    while len(data) > room:
        end = room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data, room = data[end:], 74
    return b"\r\n ".join([*pieces, data]) + b"\r\n"


def vcard(config: Config, body: Body, contacts: Contacts) -> bytes:
    """The card of a body; empty where it states no contact at all."""
    if contacts == Contacts():
        return b""
    name = escaped(body.name)
    post = ""
    if contacts.address or contacts.postcode or contacts.mailbox:
        box, street, code = (escaped(v or "") for v in (contacts.mailbox, contacts.address, contacts.postcode))
        post = f"ADR;TYPE=WORK:{box};;{street};;;{code};"
    return lines(
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{uid(config, body.slug)}",
        f"N:{name};;;;",
        f"FN:{name}",
        f"ORG:{name}",
        *(f"TEL;TYPE=WORK,VOICE:{escaped(number)}" for number in contacts.phone),
        *(f"TEL;TYPE=WORK,FAX:{escaped(number)}" for number in contacts.fax),
        *(f"EMAIL;TYPE=INTERNET:{escaped(address)}" for address in contacts.email),
        post,
        f"NOTE:{escaped(contacts.hours)}" if contacts.hours else "",
        f"URL:{body_url(config, body.slug)}" if config.base_url else "",
        "END:VCARD",
    )


def uid(config: Config, name: str) -> str:
    """An id that stays the same as long as the site stays where it is."""
    host = config.base_url.split("//", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
    return f"{name}@{host}" if host else name


def calendar_start(name: str) -> bytes:
    """The head of a calendar."""
    product = "PRODID:-//disclosure//feedback windows//ZH"
    start = ("BEGIN:VCALENDAR", "VERSION:2.0", product, "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    return lines(*start, f"X-WR-CALNAME:{escaped(name)}")


def events(config: Config, body: Body) -> bytes:
    """The feedback windows of a body's reports as events that last whole days."""
    return b"".join(_event(config, body, report) for report in body.reports)


def has_events(body: Body) -> bool:
    """Whether `events` of `body` are any; without making them."""
    return any(_window(report) for report in body.reports)


def _window(report: Report) -> tuple[str | None, str | None, str, str] | None:
    """The stated days on which a report's window opens and closes, and the first and the last day of the event; None for
    no event.
    """
    opens, closes = report.comments.opens, report.comments.closes
    if not opens and not closes:
        return None
    opens, closes = (d if d and len(d) == _DAY else None for d in (opens, closes))
    first, last = opens or closes, closes or opens
    return (opens, closes, first, last) if first and last and first <= last < _LAST else None


def _event(config: Config, body: Body, report: Report) -> bytes:
    window = _window(report)
    if window is None:
        return b""
    opens, closes, first, last = window
    end = date.fromisoformat(last) + timedelta(days=1)
    what = "整改情况公开期限" if opens and closes else "整改情况公开期限截止" if closes else "整改情况公开期限开始"
    phones = report.contacts.phone or body.contacts.phone
    emails = report.contacts.email or body.contacts.email
    said = [f"{report.publisher}：{report.title}", *(f"电话：{p}" for p in phones), *(f"邮箱：{e}" for e in emails)]
    where = body_url(config, body.slug, report.key) if config.base_url else ""
    return lines(
        "BEGIN:VEVENT",
        f"UID:{uid(config, f'{body.slug}-{report.key}-feedback')}",
        f"DTSTAMP:{report.published.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{first.replace('-', '')}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{escaped(body.short_name + what)}",
        f"DESCRIPTION:{escaped(chr(10).join([*said, where] if where else said))}",
        f"URL:{where}" if where else "",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )
