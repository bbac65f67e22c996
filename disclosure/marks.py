"""The small recurring signs: status badge, topic chips, places, days between two dates, ways to call and write.

In: values of a report. Out: HTML (`markup`) or words. The same sign looks the same on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from disclosure.catalogue import Catalogue
from disclosure.config import Config, Topic
from disclosure.markup import ROOT, esc, link
from disclosure.memo import remembering
from disclosure.report import STATUSES, Body, Report


def badge(status: str, say: Catalogue) -> str:
    """A status as a badge that leads to its definition."""
    return (
        f'<a class="badge s-{status}" href="{ROOT}methodology/index.html#status-{status}">{say("status." + status)}</a>'
    )


@lru_cache(maxsize=8)
def status_names(say: Catalogue) -> Mapping[str, str]:
    """Names of the statuses, in the order in which they are shown."""
    return {status: say(f"status.{status}") for status in STATUSES}


def topic_name(topic: Topic, language: str) -> str:
    """The name of a topic in the site's language."""
    return topic.name_en if language == "en" else topic.name


def topic_names(config: Config, say: Catalogue) -> Mapping[str, str]:
    """Names of all topics by id, `other` included."""
    return _topic_names(config, say)


def _named(config: Config, say: Catalogue) -> Mapping[str, str]:
    return {**{t.id: topic_name(t, say.language) for t in config.topics}, "other": say("topic.other")}


_topic_names = remembering(_named, 8)


def chips(topics: Iterable[str], names: Mapping[str, str]) -> str:
    """Topics as links to their pages."""
    return "".join(
        link(f"{ROOT}compare/topics/{topic}/index.html", names.get(topic, topic), ' class="chip"') for topic in topics
    )


def days_between(start: str | None, end: str | None) -> int | None:
    """Days from `start` to `end`; None unless both are known to the day."""
    if not start or not end or len(start) < 10 or len(end) < 10:
        return None
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def place(body: Body) -> str:
    """The places of a body as one line, largest first; a place named twice in a row stands once."""
    return " ".join(dict.fromkeys(body.region))


def by_result(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The count of each status as a table shows it: where no finding states a result, the three results are not stated and not 0."""
    stated = any(count for status, count in counts.items() if status != "unstated")
    return {status: count if stated or status == "unstated" else None for status, count in counts.items()}


def unstated(say: Catalogue) -> Markup:
    """A dash for a fact that is not stated, read aloud in words."""
    return Markup(f'<span class="vh">{say("not-stated")}</span><span aria-hidden="true">—</span>')  # noqa: S704


def when(report: Report, say: Catalogue) -> str:
    """The day of publication of a report as HTML."""
    return f'<time datetime="{report.published}">{say.date(report.published)}</time>'


def fact(say: Catalogue, words: object, anchor: str | None) -> Markup:
    """A fact that leads to the sentence of the notice that states it; without such a sentence the fact alone."""
    return Markup(f'<a class="said" href="#{esc(anchor)}">{esc(words)}</a>' if anchor else esc(words))  # noqa: S704


def day(say: Catalogue, iso: str, anchor: str | None) -> Markup:
    """A date that is such a fact."""
    shown = f'<time datetime="{esc(iso)}">{say.date(iso)}</time>'
    return Markup(f'<a class="said" href="#{esc(anchor)}">{shown}</a>' if anchor else shown)  # noqa: S704


def said(say: Catalogue, what: str, anchor: str | None) -> Markup:
    """The same beside a value that is a link already, or that says in which way it is meant."""
    if not anchor:
        return Markup("")
    words = f'{say("fact.said")}<span class="vh">{say("colon")}{esc(what)}</span>'
    return Markup(f' <a class="said more" href="#{esc(anchor)}">{words}</a>')  # noqa: S704


def tel(phone: str) -> str:
    """A `tel:` address of a Chinese number as people write it: `0531-76217956` is `tel:+8653176217956`."""
    number, *extension = re.split(r"[转轉xX#]|ext\.?", phone, maxsplit=1)
    digits = re.sub(r"\D", "", number)
    if digits.startswith("86") and len(digits) > 11:
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = digits[1:]
    elif not (len(digits) == 11 and digits.startswith("1")):
        return f"tel:{digits}"
    tail = re.sub(r"\D", "", extension[0]) if extension else ""
    return f"tel:+86{digits}" + (f";ext={tail}" if tail else "")


def mailto(address: str, subject: str) -> str:
    """A `mailto:` address with its subject filled in."""
    return address_of_letter(address) + percent(subject)


@lru_cache(maxsize=64)
def address_of_letter(address: str) -> str:
    """A `mailto:` address as far as the subject, which follows it percent-encoded."""
    return f"mailto:{quote(address, safe='@.+-_')}?subject="


_NOT_PLAIN = re.compile(rb"[^0-9A-Za-z]+")


def percent(text: str) -> str:
    """`text` percent-encoded; many times as fast as the standard library on Chinese."""
    return _NOT_PLAIN.sub(lambda run: b"%" + run[0].hex("%").upper().encode(), text.encode()).decode()


def percents(texts: Sequence[str]) -> list[str]:
    """Each of `texts` percent-encoded, all at once, which is faster for lines of text."""
    found = percent("\n".join(texts)).split("%0A")
    return found if len(found) == len(texts) else [percent(text) for text in texts]


def cut(text: str, length: int) -> str:
    """`text`, or its first `length` characters and an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def marked(text: str, words: Sequence[str]) -> str:
    """`text` as HTML with every place of `words` marked; places that touch or overlap are one mark."""
    spans = []
    for word in words:
        at = text.find(word) if word else -1
        while at >= 0:
            spans.append((at, at + len(word)))
            at = text.find(word, at + 1)
    if not spans:
        return esc(text)
    parts, done = [], 0
    for start, end in _joined(spans):
        parts.append(f"{esc(text[done:start])}<mark>{esc(text[start:end])}</mark>")
        done = end
    return "".join(parts) + esc(text[done:])


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans.sort()
    result = [spans[0]]
    for start, end in spans[1:]:
        if start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def excerpt(text: str, words: Sequence[str], around: int = 34) -> str:
    """The place of `text` where one of `words` stands first, with the words marked; empty where none does."""
    starts = [at for at in (text.find(word) for word in words) if at >= 0]
    if not starts:
        return ""
    start = max(0, min(starts) - around // 2)
    end = min(len(text), start + 2 * around)
    piece = text[start:end].replace("\n", " ")
    return ("…" if start else "") + marked(piece, words) + ("…" if end < len(text) else "")


@lru_cache(maxsize=256)
def fact_name(key: str) -> str:
    """The name of the fact `key` of the front matter in addresses: `contacts.phone.1` is `phone-2`."""
    words = key.split(".")
    number = int(words.pop()) if words[-1].isdigit() else 0
    name = "window" if key == "comments.stated" else words[-1].replace("_", "-")
    return f"{name}-{number + 1}" if number else name
