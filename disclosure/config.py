"""`site.yaml`: everything a site owner sets.

In: the text of the file. Out: a frozen `Config`, or every problem with its line (exit status 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from disclosure import checksettings, fields, targets
from disclosure.checksettings import CheckSettings, MetricKind
from disclosure.fields import Field
from disclosure.problem import Place, Problem, UsageError, Words, error
from disclosure.report import STATUSES
from disclosure.targets import PublishSettings
from disclosure.yamltext import Parsed, parse


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who runs the site, for the foot of each page. What is not set is not shown."""

    name: str | None = None
    kind: str = "ngo"
    """`ngo` or `government`; only a government site may carry `site_code`."""
    site_code: str | None = None
    icp: str | None = None
    police: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the rules that find it."""

    id: str
    name: str
    name_en: str
    terms: tuple[tuple[str, int], ...]
    """Words and their weights."""
    exclude: tuple[str, ...] = ()
    """Words whose presence around a term makes it not count."""


@dataclass(frozen=True, slots=True)
class Build:
    """How the site is built. Nothing of it shows on a page."""

    executor: str = "processes"
    """`processes` (of this machine), or the address of a Dask scheduler."""


@dataclass(frozen=True, slots=True)
class Config:
    """A site's settings."""

    title: str
    base_url: str
    """Ends with a slash; empty where the owner set none (then nothing absolute is written)."""
    language: str = "zh-Hans"
    description: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    statuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that state a result, by status; the longest word that fits wins."""
    topics: tuple[Topic, ...] = ()
    checks: CheckSettings = field(default_factory=CheckSettings)
    metrics: tuple[MetricKind, ...] = ()
    """Kinds of figures that may be compared across bodies."""
    build: Build = field(default_factory=Build)
    redirects: tuple[tuple[str, str], ...] = ()
    """Addresses that moved: old and new path below the site's root."""
    publish: PublishSettings = field(default_factory=PublishSettings)


_STATUS_WORDS = fields.table_of(fields.list_of(fields.text), "|".join(STATUSES[:3]))
_TOPIC = fields.mapping(
    {
        "name": Field(fields.text, required=True),
        "name_en": Field(fields.text),
        "terms": Field(fields.table_of(fields.integer), required=True),
        "exclude": Field(fields.list_of(fields.text)),
    }
)
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_LANGUAGES = Words("zh-Hans（中文）、en（英文）", "zh-Hans (Chinese), en (English)")
_PUBLISHERS = Words("ngo（社会组织）、government（政府网站）", "ngo, government")
TABLE: Mapping[str, Field] = {
    "title": Field(fields.text, required=True),
    "base_url": Field(
        fields.matching(
            r"https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?/(\S*/)?",
            Words("以 / 结尾的 http(s) 地址", "an http(s) address that ends with /"),
        )
    ),
    "language": Field(fields.choice("zh-Hans", "en", said=_LANGUAGES)),
    "description": Field(fields.text),
    "publisher": Field(
        fields.mapping(
            {
                "name": Field(fields.text),
                "kind": Field(fields.choice("ngo", "government", said=_PUBLISHERS)),
                **{key: Field(fields.text) for key in ("site_code", "icp", "police", "phone", "email", "address")},
            }
        )
    ),
    "statuses": Field(_STATUS_WORDS),
    "topics": Field(fields.table_of(_TOPIC, _SLUG)),
    "build": Field(
        fields.mapping(
            {
                "executor": Field(
                    fields.matching(
                        r"processes|[a-z]+://\S+",
                        Words(
                            " processes，或 Dask 调度器的地址，例如 tcp://10.0.0.1:8786",
                            "processes, or the address of a Dask scheduler such as tcp://10.0.0.1:8786",
                        ),
                    )
                )
            }
        )
    ),
    **checksettings.TABLE,
    **targets.TABLE,
}


def load(path: Path) -> Config:
    """Read the site's settings from `path`; raises UsageError with every problem."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        what = Words("没有这个文件", "there is no such file")
        mend = Words("在网站文件夹里运行，或用 -C 指定", "run in the site's folder, or name it with -C")
        raise UsageError([error(Place(name), "site.file", what, mend)]) from None
    except UnicodeDecodeError as exc:
        line = path.read_bytes()[: exc.start].count(b"\n") + 1
        what = Words("不是 UTF-8 文字", "this is not UTF-8 text")
        raise UsageError(
            [error(Place(name, line), "site.encoding", what, Words("另存为 UTF-8", "save it as UTF-8"))]
        ) from None
    config, problems = parse_config(text, name)
    if problems:
        raise UsageError(problems)
    return config


def parse_config(text: str, file: str) -> tuple[Config, list[Problem]]:
    """Settings from the `text` of `file`, with every problem found; the same text gives the same object."""
    config, problems = _parse(text, file)
    return config, list(problems)


@lru_cache(maxsize=2)
def _parse(text: str, file: str) -> tuple[Config, tuple[Problem, ...]]:
    parsed, problems = parse(text, file)
    if problems:
        return Config("", ""), tuple(problems)
    values, problems = fields.read(parsed, file, "site", fields.mapping(TABLE))
    problems += [
        *_two_statuses(values, parsed, file),
        *_addresses(values, parsed, file),
        *_circles(values, parsed, file),
    ]
    return (Config("", ""), tuple(problems)) if problems else (_config(values, parsed), ())


def _two_statuses(values: Mapping[str, Any], parsed: Parsed, file: str) -> Iterator[Problem]:
    """Words of the settings that are said to state two statuses."""
    seen: dict[str, str] = {}
    for status, words in values.get("statuses", {}).items():
        for number, word in enumerate(words):
            before = seen.setdefault(word, status)
            if before != status:
                what = Words(
                    f"“{word}”同时写在 {before} 和 {status} 下", f"{word} stands under both {before} and {status}"
                )
                mend = Words("只留一处", "leave it under one of them")
                yield error(Place(file, parsed.line(("statuses", status, number))), "site.statuses", what, mend)


_OF_THE_SITE = re.compile(r"(?!/)(?!.*//)(?!(?:.*/)?\.)[^\s\\:]+")
"""An address below the site's root: nothing before it, no step that is empty, hidden or leads up."""
_ELSEWHERE = re.compile(r"https?://\S+")


def _addresses(values: Mapping[str, Any], parsed: Parsed, file: str) -> Iterator[Problem]:
    """Redirects that are no addresses of the site; one may lead to another site."""
    for old, new in values.get("redirects", {}).items():
        wrong = [old] if not _OF_THE_SITE.fullmatch(old) else []
        if not (_OF_THE_SITE.fullmatch(new) or _ELSEWHERE.fullmatch(new)):
            wrong.append(new)
        for address in wrong:
            what = Words(f"转向的网址 {address} 写法不对", f"{address} is no address of the site")
            mend = Words(
                "从网站首页写起，不以 / 开头，例如 bodies/old-name/",
                "write it as it follows the site's own, with no / before it, such as bodies/old-name/",
            )
            yield error(Place(file, parsed.line(("redirects", old))), "site.redirects", what, mend)


def _circles(values: Mapping[str, Any], parsed: Parsed, file: str) -> Iterator[Problem]:
    """Redirects that lead back to where they began."""
    redirects = values.get("redirects", {})
    for old in redirects:
        at, steps = redirects[old], 0
        while at in redirects and at != old and steps <= len(redirects):
            at, steps = redirects[at], steps + 1
        if at == old:
            what = Words(f"{old} 的转向又回到它自己", f"the redirect of {old} leads back to it")
            mend = Words("写明它的新网址，或删去这一条", "say where it moved to, or delete it")
            yield error(Place(file, parsed.line(("redirects", old))), "site.redirects", what, mend)


def _config(values: dict[str, Any], parsed: Parsed) -> Config:
    topics = tuple(
        Topic(key, t.get("name", key), t.get("name_en", key), tuple(t.get("terms", {}).items()), t.get("exclude", ()))
        for key, t in values.pop("topics", {}).items()
    )
    publisher = Publisher(**values.pop("publisher", {}))
    extra = checksettings.take(values, parsed.line)
    publish = targets.take(values)
    return Config(
        title=values.pop("title", ""),
        base_url=values.pop("base_url", ""),
        publisher=publisher,
        topics=topics,
        build=Build(**values.pop("build", {})),
        checks=extra.checks,
        metrics=extra.metrics,
        redirects=extra.redirects,
        publish=publish,
        **values,
    )
