"""The parts of site.yaml that belong to checks, key figures and moved addresses.

In: the typed values of `fields`. Out: frozen settings. What an owner does not set has the value here, save the time
limits: a limit holds only where the owner sets it and names its source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from disclosure import fields
from disclosure.fields import Field
from disclosure.problem import Words
from disclosure.yamltext import Path


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that does not speak, with the reason why."""

    rule: str
    """Id of a rule, or of one of its problems: `claims`, `claims.measures`."""
    reason: str
    report: str = ""
    """`<slug>/<key>` of one report, or `<slug>` of one body; empty for the whole site."""
    line: int = field(default=0, compare=False)
    """Its line in site.yaml."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most days that may lie between two dates of a report."""

    start: str
    """`started`, `ended`, `feedback`, `published`, `opens` or `closes`."""
    end: str
    days: int
    source: str
    """The rule that sets the limit, by its name."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The owner's settings of `check`."""

    exceptions: tuple[Waiver, ...] = ()
    limits: tuple[Limit, ...] = ()
    allow: tuple[str, ...] = ()
    """Numbers that may be published (a duty mobile), as they are to be read: digits alone count."""
    mail_domains: tuple[str, ...] = ()
    """Ends of mail addresses that are accepted without a note, such as `example.org`."""
    page_weight: int = 2_000_000
    """Bytes that a page with its style sheets and scripts may weigh."""


@dataclass(frozen=True, slots=True)
class MetricKind:
    """A kind of figure that may be set side by side across bodies."""

    id: str
    name: str
    name_en: str
    units: tuple[str, ...]
    terms: tuple[str, ...]
    """One of these words must stand among what is counted."""
    exclude: tuple[str, ...] = ()
    """None of these may."""


DATES = ("started", "ended", "feedback", "published", "opens", "closes")
_TEXTS = fields.list_of(fields.text)
_WAIVER = fields.mapping(
    {
        "rule": Field(fields.matching(r"[a-z]+(-[a-z]+)*(\.[a-z_-]+)?", Words("规则的编号", "the id of a rule")), True),
        "reason": Field(fields.text, required=True),
        "report": Field(
            fields.matching(r"[a-z0-9-]+(/\d{4}-\d{2}-\d{2}(-\d+)?)?", Words("“文件夹名/日期”", "`slug/YYYY-MM-DD`"))
        ),
    }
)
_LIMIT = fields.mapping(
    {
        "start": Field(fields.choice(*DATES), required=True),
        "end": Field(fields.choice(*DATES), required=True),
        "days": Field(fields.integer, required=True),
        "source": Field(fields.text, required=True),
    }
)
_METRIC = fields.mapping(
    {
        "name": Field(fields.text, required=True),
        "name_en": Field(fields.text),
        "units": Field(_TEXTS, required=True),
        "terms": Field(_TEXTS, required=True),
        "exclude": Field(_TEXTS),
    }
)
TABLE: Mapping[str, Field] = {
    "checks": Field(
        fields.mapping(
            {
                "exceptions": Field(fields.list_of(_WAIVER, may_be_empty=True)),
                "limits": Field(fields.list_of(_LIMIT, may_be_empty=True)),
                "allow": Field(fields.list_of(fields.text, may_be_empty=True)),
                "mail_domains": Field(fields.list_of(fields.text, may_be_empty=True)),
                "page_weight": Field(fields.integer),
            }
        )
    ),
    "metrics": Field(fields.table_of(_METRIC, r"[a-z0-9]+(-[a-z0-9]+)*")),
    "redirects": Field(fields.table_of(fields.text)),
}
"""The keys of site.yaml that this module reads."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What `TABLE` gives."""

    checks: CheckSettings = field(default_factory=CheckSettings)
    metrics: tuple[MetricKind, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()


def take(values: dict[str, Any], line: Callable[[Path], int]) -> Extra:
    """Take the keys of `TABLE` out of the typed `values` of site.yaml; `line` tells where a value stands."""
    checks = values.pop("checks", {})
    checks["exceptions"] = tuple(
        Waiver(**e, line=line(("checks", "exceptions", n))) for n, e in enumerate(checks.get("exceptions", ()))
    )
    checks["limits"] = tuple(Limit(**e) for e in checks.get("limits", ()))
    metrics = tuple(
        MetricKind(key, m.get("name", key), m.get("name_en", m.get("name", key)), *_words(m))
        for key, m in values.pop("metrics", {}).items()
    )
    return Extra(CheckSettings(**checks), metrics, tuple(sorted(values.pop("redirects", {}).items())))


def _words(metric: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(metric.get(key, ())) for key in ("units", "terms", "exclude"))
