"""Addresses that were published once and are gone, and a site whose own address is still the example."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from disclosure.problem import Place, Problem, Words, error, warning
from disclosure.subjects import OutputView

ID = "addresses"
NAME = Words("已公布的网址", "Published addresses")
FILE = "addresses.txt"
"""In the site's folder; grows with each publication."""
EXAMPLE = "https://example.org/"
"""What `base_url` is in the `site.yaml` that comes with the program."""
_SENTENCE = re.compile(r"\d{4}-\d\d-\d\d(?:-\d+)?-e-")
"""Begins the address of a sentence that states a fact: it goes where a fact is corrected or another report is the newest."""
_CARDS = (["contact.vcf"], ["feedback.ics"])
_LISTS = ("contacts.vcf", "feedback.ics")
"""Files that stand only where a report that is shown names a contact or a time for comments."""


def find_settings(base_url: str) -> Iterator[Problem]:
    """A warning where `base_url` is the example that a new site starts with."""
    if base_url == EXAMPLE:
        what = Words(f"base_url 还是示例地址 {base_url}", f"base_url is still the example, {base_url}")
        mend = Words("在 site.yaml 里换成网站的正式地址", "put the site's own address into site.yaml")
        yield warning(Place("site.yaml"), "addresses.example", what, mend)


def find_output(output: OutputView) -> Iterator[Problem]:
    """An error for each published address that leads nowhere now and has no redirect; one for a folder that is gone."""
    folders = {old for old in output.redirects if old.endswith("/")}
    withdrawn: dict[str, list[str]] = {}
    for report in output.withdrawn:
        withdrawn.setdefault(report.partition("/")[0], []).append(report.partition("/")[2])
    for number, address in enumerate(output.published, 1):
        page, _, anchor = address.partition("#")
        file = page + "index.html" if page.endswith("/") or not page else page
        if _SENTENCE.match(anchor):  # lists of earlier versions hold such
            continue
        if address in output.redirects or page in output.redirects or is_below(page, folders):
            continue
        if withdrawn and _is_withdrawn(page, anchor, withdrawn):
            continue
        if file not in output.files:
            if page.endswith("/"):
                folders.add(page)
            what = Words(f"公布过的网址 {address} 已不存在", f"the published address {address} is gone")
            mend = Words(
                "在 site.yaml 的 redirects 里写明它的新网址", "say where it moved to under redirects in site.yaml"
            )
            yield error(Place(FILE, number), "addresses.page", what, mend)
        elif anchor and file in output.ids and anchor not in output.ids[file]:
            what = Words(f"公布过的网址 {address} 已不存在", f"the published address {address} is gone")
            mend = Words(
                "恢复这个问题的编号，或在 site.yaml 的 redirects 里写明它的新网址",
                "give the finding its id back, or say where it went under redirects in site.yaml",
            )
            yield error(Place(FILE, number), "addresses.anchor", what, mend)


def is_below(page: str, folders: Collection[str]) -> bool:
    """Whether `page` is one of `folders`, which end with a slash, or stands below one."""
    return any(page[: at + 1] in folders for at, sign in enumerate(page) if sign == "/")


def _is_withdrawn(page: str, anchor: str, reports: Mapping[str, Sequence[str]]) -> bool:
    """By slug the keys of `reports`: whether a published address was that of a report that was withdrawn on purpose, or of a file made from it."""
    steps = page.split("/")
    if steps[0] == "data":
        return steps[-1] in _LISTS
    keys = reports.get(steps[1], ()) if steps[0] == "bodies" and len(steps) > 1 else ()
    files = steps[2:] in _CARDS or steps[2:3] == ["sources"]
    return bool(keys) and (files or any(anchor.startswith(f"{key}-") for key in keys))


def of_page(address: str, ids: frozenset[str]) -> Iterator[str]:
    """The addresses of a page that last: its own and, on the page of a body, those of its findings and measures."""
    public = address[: -len("index.html")] if address.endswith("index.html") else address
    yield public
    if address.startswith("bodies/") and address.count("/") == 2:
        for name in sorted(ids):
            if name[:4].isdigit() and name[4:5] == "-" and not _SENTENCE.match(name):
                yield f"{public}#{name}"
