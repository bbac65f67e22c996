"""The keys of body.yaml and of a report's front matter, as field tables.

In: nothing. Out: two parsers for `fields.read`.
"""

from __future__ import annotations

from collections.abc import Mapping

from disclosure import fields
from disclosure.fields import Field
from disclosure.problem import Words

_TEXTS = fields.list_of(fields.text)
_CONTACTS: Mapping[str, Field] = {
    **{key: Field(_TEXTS) for key in ("phone", "fax", "email")},
    **{key: Field(fields.text) for key in ("address", "postcode", "mailbox", "hours")},
}
_COUNTS = (
    *("aspects", "findings", "findings_done", "findings_ongoing", "findings_open"),
    *("measures", "measures_done", "measures_ongoing", "measures_open", "rules_improved", "people_held_accountable"),
)
_FINDING_FORM = r"\d{4}-\d{2}-\d{2}(-\d+)?#[0-9A-Za-z][0-9A-Za-z.\-]*"
_FINDING = fields.matching(
    _FINDING_FORM, Words("“日期#编号”，例如 2026-01-20#1.2", "`date#id`, such as 2026-01-20#1.2")
)
_LEVELS = Words("province（省级）、city（市级）、district（区县级）", "province, city, district (also a county)")
BODY = fields.mapping(
    {
        "name": Field(fields.text, required=True),
        "short_name": Field(fields.text),
        "region": Field(_TEXTS, required=True, example="[省, 市, 区县]"),
        "level": Field(fields.choice("province", "city", "district", said=_LEVELS), required=True),
        "kind": Field(fields.text, required=True),
        "contacts": Field(fields.mapping(_CONTACTS)),
        "matches": Field(fields.table_of(_FINDING, _FINDING_FORM)),
    }
)
"""Reads body.yaml."""
_REPAIR = {key: Field(fields.text, required=True) for key in ("kind", "place", "before")} | {
    "after": Field(lambda value, path, sink: value if isinstance(value, str) else fields.text(value, path, sink))
}
REPORT = fields.mapping(
    {
        "schema": Field(fields.choice("1"), required=True, example="1"),
        "title": Field(fields.text, required=True),
        "publisher": Field(fields.text, required=True),
        "published": Field(fields.day, required=True, example="2026-01-20"),
        "state": Field(fields.choice("draft", "published", "withdrawn")),
        "inspection": Field(
            fields.mapping(
                {
                    "kind": Field(fields.choice("inspection", "audit", "education", "other"), required=True),
                    **{key: Field(fields.text) for key in ("authority", "round", "team")},
                    **{key: Field(fields.date) for key in ("started", "ended", "feedback")},
                }
            ),
            required=True,
        ),
        "contacts": Field(fields.mapping(_CONTACTS)),
        "comments": Field(
            fields.mapping({"opens": Field(fields.date), "closes": Field(fields.date), "stated": Field(fields.text)})
        ),
        "claims": Field(
            fields.mapping(
                {key: Field(fields.integer) for key in _COUNTS}
                | {key: Field(fields.number) for key in ("completion_rate", "funds_recovered")}
            )
        ),
        "source": Field(
            fields.mapping(
                {
                    "file": Field(
                        fields.matching(
                            r"sources/[^/\\\x00]+", Words(" sources/ 下的一个文件名", "the name of a file in sources/")
                        ),
                        required=True,
                    ),
                    "sha256": Field(
                        fields.matching(
                            r"[0-9a-f]{64}", Words("64 位小写十六进制", "64 lower-case hexadecimal digits")
                        ),
                        required=True,
                    ),
                    "media_type": Field(fields.text, required=True),
                    "repairs": Field(fields.list_of(fields.mapping(_REPAIR), may_be_empty=True)),
                }
            )
        ),
    }
)
"""Reads the front matter of a report."""
