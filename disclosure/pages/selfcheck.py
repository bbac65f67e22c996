"""`/self-check/`: each requirement on a site of this kind, and whether this build meets it.

What settings and content decide is stated as met or not, with the figures. What only the finished pages show (links,
anchors, accessibility, third parties) is named with the rule of `check` that looks at it before each publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from disclosure import privacy
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body, Contacts

ADDRESS = "self-check/index.html"
_RESERVED = ("example.com", "example.net", "example.org", "example", "test", "invalid", "localhost")
"""Domains that nobody can own (RFC 2606): a site there is not reached."""
_KEPT = ("bodies", "reports", "contacts", "window", "original", "private")


class _SelfCheck:
    name = "selfcheck"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        reports = body.reports
        reachable = body.contacts != Contacts() or any(r.contacts != Contacts() for r in reports)
        window = any(r.comments.opens or r.comments.closes or r.comments.stated for r in reports)
        originals = sum(r.source is not None for r in reports)
        allowed = {n.replace("-", "") for n in config.checks.allow}
        private = sum(
            number.text.replace("-", "").replace(" ", "") not in allowed
            for report in reports
            for number in privacy.numbers_of([section.text for section in report.sections])
        )
        return (), (1, len(reports), int(reachable), int(window), originals, private)

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return PartResult(summary=tuple(map(sum, zip(*kept, strict=True))))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        sums = [summary for _, summary in parts]
        totals = dict(zip(_KEPT, map(sum, zip(*sums, strict=True)), strict=True)) if sums else dict.fromkeys(_KEPT, 0)
        groups = [
            {"name": say(f"selfcheck.{group}"), "rows": list(rows)}
            for group, rows in (
                ("meta", meta_rows(config, say)),
                ("foot", foot_rows(config, say)),
                ("content", _content(totals, say)),
                ("pages", _pages(say)),
            )
        ]
        data = {
            "page": page(config, ADDRESS, say("selfcheck"), section="selfcheck", description=say("selfcheck.what")),
            "groups": groups,
        }
        return [Page(ADDRESS, "selfcheck.html", data)], ()


def _row(say: Catalogue, key: str, state: str, fact: str = "") -> dict[str, str]:
    return {"name": say(f"selfcheck.{key}"), "state": state, "words": say(f"selfcheck.is-{state}"), "fact": fact}


def _met(flag: object) -> str:
    return "met" if flag else "not"


def _is_reserved(base_url: str) -> bool:
    """Whether the site's address is in a domain kept for examples and tests."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    return any(host == name or host.endswith(f".{name}") for name in _RESERVED)


def meta_rows(config: Config, say: Catalogue) -> Iterator[dict[str, str]]:
    """What the meta tags need: `name`, `state` (`met`, `not`), its `words`, and the `fact`."""
    who = config.publisher
    yield _row(say, "site-name", _met(config.title), config.title)
    reserved = _is_reserved(config.base_url)
    domain = config.base_url + (say("comma") + say("selfcheck.reserved") if reserved else "")
    yield _row(say, "site-domain", _met(config.base_url and not reserved), domain)
    if who.kind == "government":
        yield _row(say, "site-code", _met(who.site_code), who.site_code or "")
    else:
        yield _row(say, "no-site-code", "met")
    yield _row(say, "column", _met(config.description), config.description)
    yield _row(say, "article", "met")
    yield _row(say, "date", "met")


def foot_rows(config: Config, say: Catalogue) -> Iterator[dict[str, str]]:
    """What the footer needs, as `meta_rows`."""
    who = config.publisher
    for key, value in (
        ("owner", who.name),
        ("reach", who.phone or who.email or who.address),
        ("icp", who.icp),
        ("police", who.police),
    ):
        yield _row(say, key, _met(value), value or "")


def _content(totals: dict[str, int], say: Catalogue) -> Iterator[dict[str, str]]:
    bodies, reports = totals["bodies"], totals["reports"]
    for key in ("contacts", "window"):  # what a notice does not state is no failing of the site
        yield _row(say, key, "met" if totals[key] == bodies else "look", f"{totals[key]}/{bodies}")
    yield _row(say, "original", _met(totals["original"] == reports), f"{totals['original']}/{reports}")
    yield _row(say, "privacy", _met(totals["private"] == 0), str(totals["private"]))


def _pages(say: Catalogue) -> Iterator[dict[str, str]]:
    for rule in ("links", "addresses", "html", "accessibility", "outside", "leaks", "weight"):
        yield _row(say, f"rule-{rule}", "check", f"check: {rule}")


MAKER: Maker = _SelfCheck()
