"""What a change of a report's file changed for its readers.

In: the bytes of the file before and after. Out: the facts, results and titles that differ, each with both values, and how
many lines of the text. A contact that changed is named without its values, and so is a title or fact that held a person's
name or number before or after: what was taken out is not shown again.
Traded away: what stood in a changed line; the history of the site's folder has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from disclosure import frontmatter, privacy, yamltext

Amendment = tuple[str, str, str, str]
"""Kind (`fact`, `status`, `title`, `text`), key of the fact or id of the finding, before, after; empty where not stated."""
_GROUPS = ("inspection", "comments", "claims")
_FINDING = re.compile(r"^#{1,6} +(.*?) *\{#(\S+) +\.finding([^}]*)\} *$", re.M)
_STATUS = re.compile(r"\bstatus=([a-z]+)")
_ATTRIBUTES = re.compile(r" *\{[^{}]*\} *$", re.M)


def compare(before: bytes, after: bytes) -> tuple[Amendment, ...]:
    """What readers see changed from one version of a file to the next; nothing where one of them is no report."""
    old, new = frontmatter.split(before, "")[0], frontmatter.split(after, "")[0]
    if old is None or new is None:
        return ()
    facts = _differ("fact", _facts(old.yaml), _facts(new.yaml))
    was, is_ = _findings(old.markdown), _findings(new.markdown)
    found = [*facts]
    for kind, place in (("title", 0), ("status", 1)):
        both = [{id_: values[place] for id_, values in side.items()} for side in (was, is_)]
        found += [change for change in _differ(kind, *both) if kind == "title" or (change[2] and change[3])]
    gone, come = _lines(old.markdown), _lines(new.markdown)
    removed, added = (gone - come).total(), (come - gone).total()
    if removed or added:
        found.append(("text", "", str(removed), str(added)))
    return tuple(found)


def _facts(yaml: str) -> dict[str, str]:
    data = yamltext.parse(yaml, "", 1)[0].data
    if not isinstance(data, dict):
        return {}
    found = {key: str(data[key]) for key in ("title", "publisher", "published") if data.get(key)}
    for group in _GROUPS:
        found |= {f"{group}.{key}": str(value) for key, value in _items(data.get(group))}
    return found | {"contacts": repr(sorted((key, str(value)) for key, value in _items(data.get("contacts"))))}


def _items(values: Any) -> list[tuple[str, Any]]:
    return [(str(key), value) for key, value in values.items()] if isinstance(values, dict) else []


def _findings(markdown: str) -> dict[str, tuple[str, str]]:
    """Title and status by id."""
    return {
        id_: (title, status[1] if (status := _STATUS.search(rest)) else "unstated")
        for title, id_, rest in _FINDING.findall(markdown)
    }


def _differ(kind: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Amendment]:
    for key in dict.fromkeys((*before, *after)):
        was, is_ = before.get(key, ""), after.get(key, "")
        if was != is_:
            hidden = key == "contacts" or _is_personal(was) or _is_personal(is_)
            yield (kind, key, "", "") if hidden else (kind, key, was, is_)


def _is_personal(words: str) -> bool:
    """Whether `words` hold a person's name or number: what one correction took out, an earlier one may have put in."""
    return any(True for find in (privacy.numbers, privacy.names) for _ in find(words))


def _lines(markdown: str) -> Counter[str]:
    """Lines under the headings of findings and elsewhere, without attributes; titles of findings are compared apart."""
    text = _ATTRIBUTES.sub("", _FINDING.sub("", markdown))
    return Counter(line.strip() for line in text.split("\n") if line.strip())
