"""`datapackage.json`: what the data files hold, for programs (Data Package, Frictionless Data).

In: the settings. Out: a plain dict. It says nothing that changes with the content, so that it seldom changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from disclosure import tables
from disclosure.addresses import url
from disclosure.config import Config
from disclosure.tables import Column

_KEYS: Mapping[str, list[str]] = {"findings": ["body", "report", "finding"], "bodies": ["body"], "contacts": ["body"]}
_TITLES = {
    "findings": "问题 Findings",
    "bodies": "单位 Bodies",
    "contacts": "联系方式 Contacts",
    "metrics": "关键数字 Figures",
    "rules": "制度文件 Rules",
}


def datapackage(config: Config) -> dict[str, Any]:
    """The description of the files in `/data/`."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "rectification-notices",
        "title": config.title,
        "description": (
            f"{config.description}\n\n空单元格表示通报没有写明；0 就是零。以 = + - @ 等开头的文字，在 CSV 里前面加一个撇号，"
            "JSON 里没有。\n\nAn empty cell is a fact that the report does not state; 0 is a zero. A text that begins with "
            "= + - @ or the like has an apostrophe before it in the CSV files, and none in the JSON files."
        ).strip(),
        "resources": [
            _table("findings", tables.FINDINGS),
            _table("bodies", tables.BODIES),
            _table("contacts", tables.CONTACTS),
            _table("metrics", tables.METRICS),
            _table("rules", tables.RULES),
            _list("reports-json", "reports.json", "通报：元数据、计数和网址 Reports: front matter, counts and address"),
            _list(
                "findings-json",
                "findings.json",
                "问题，各列与 findings.csv 相同 Findings, with the columns of findings.csv",
            ),
        ],
    }
    if config.base_url:
        package["homepage"] = url(config, "data/")
    if config.publisher.name:
        package["contributors"] = [{"title": config.publisher.name, "role": "publisher"}]
    return package


def _table(name: str, columns: Sequence[Column]) -> dict[str, Any]:
    keys = _KEYS.get(name, [])
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if keys:
        schema["primaryKey"] = keys if len(keys) > 1 else keys[0]
    if name != "bodies":
        schema["foreignKeys"] = [{"fields": "body", "reference": {"resource": "bodies", "fields": "body"}}]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": _TITLES[name],
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type}
    found["description"] = f"{column.what.zh} / {column.what.en}"
    if column.constraints:
        found["constraints"] = dict(column.constraints)
    return found


def _list(name: str, path: str, title: str) -> dict[str, Any]:
    found = {"profile": "data-resource", "name": name, "title": title, "path": path}
    return {**found, "format": "json", "mediatype": "application/json", "encoding": "utf-8"}
