"""The tables that are offered as CSV: their columns, what each means, and how a value becomes a cell.

In: a body and its listings. Out: rows as bytes. The same columns are the schema of the Data Package and the dictionary that people read,
so that neither can say something else than the file. An empty cell is a fact that the report does not state; 0 is a zero.

A spreadsheet takes a cell that begins with =, +, -, @, a tab or a full-width form of these for a formula, quoted or not.
Such a text gets an apostrophe before it (`guard`), in the CSV files only, and the dictionary says so: the JSON files
hold every text as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.listing import Listing
from disclosure.problem import Words
from disclosure.report import STATUSES, Body, Claims, Contacts

BOM = b"\xef\xbb\xbf"
"""Begins each CSV file, so that spreadsheets read it as UTF-8."""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_GUARDED = re.compile(f",[{re.escape(''.join(_FORMULA))}]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    what: Words
    type: str = "string"
    """Its type in a Data Package."""
    constraints: Mapping[str, Any] = field(default_factory=dict)


def _column(name: str, zh: str, en: str, type: str = "string", **constraints: Any) -> Column:
    return Column(name, Words(zh, en), type, constraints)


_BODY = (
    _column("body", "单位的文件夹名，也是网址的一部分", "Slug of the body, part of its address", required=True),
    _column("body_name", "单位全称", "Full name of the body", required=True),
    _column("region", "所在地，由大到小，以空格分隔", "Its places, largest first, separated by a space", required=True),
)
_URL = _column("url", "网址", "Address of the page", required=True)
FINDINGS = (
    *_BODY,
    _column(
        "report",
        "通报：公布日期，同日第二份带 -2",
        "Report: its day of publication, -2 for a second one",
        required=True,
    ),
    _column("finding", "问题编号，公布后不变", "Id of the finding; never changes once published", required=True),
    _column("title", "问题的标题，通报原文", "Title of the finding, in the report's words", required=True),
    _column(
        "status",
        "整改结果：done 已完成，ongoing 持续推进，open 未完成，unstated 未写明",
        "Stated result: done, ongoing, open, or unstated",
        required=True,
        enum=list(STATUSES),
    ),
    _column(
        "status_text", "通报写明结果的原话；空：没有写明", "The report's own words for the result; empty: none stated"
    ),
    _column(
        "topics",
        "主题，最强的在前，以空格分隔",
        "One to three topics, the strongest first, separated by a space",
        required=True,
    ),
    _column(
        "measures", "整改措施条数", "Number of measures listed under the finding", "integer", required=True, minimum=0
    ),
    _URL,
)
_COUNTED = {
    "findings": ("最新通报列出的问题项数", "Findings listed in the newest report"),
    "measures": ("最新通报列出的措施条数", "Measures listed in the newest report"),
    "done": ("其中写明已完成的问题", "Findings stated as done"),
    "ongoing": ("其中写明持续推进的问题", "Findings stated as ongoing"),
    "open": ("其中写明未完成的问题", "Findings stated as not done"),
    "unstated": ("其中没有写明结果的问题", "Findings without a stated result"),
}
_CLAIMED = {
    "aspects": ("方面", "aspects"),
    "findings": ("问题", "findings"),
    "findings_done": ("已完成的问题", "findings done"),
    "findings_ongoing": ("持续推进的问题", "findings ongoing"),
    "findings_open": ("未完成的问题", "findings not done"),
    "measures": ("措施", "measures"),
    "measures_done": ("已完成的措施", "measures done"),
    "measures_ongoing": ("持续推进的措施", "measures ongoing"),
    "measures_open": ("未完成的措施", "measures not done"),
    "completion_rate": ("完成率（百分之）", "completion rate in percent"),
    "rules_improved": ("完善或新建的制度", "rules made or improved"),
    "funds_recovered": ("追回资金（元）", "funds recovered, in yuan"),
    "people_held_accountable": ("问责处理人数", "people held accountable"),
}
_claims = attrgetter(*_CLAIMED)
_DECIMAL = ("completion_rate", "funds_recovered")
_WINDOW = (
    _column("comments_opens", "公开期限的起始日期", "First day of the feedback window"),
    _column("comments_closes", "公开期限的截止日期", "Last day of the feedback window"),
    _column("comments_stated", "没有写明日期时通报的原话", "The report's own words where they give no dates"),
)
BODIES = (
    *_BODY,
    _column("short_name", "单位简称", "Short name", required=True),
    _column("level", "层级：province 省，city 市，district 区县", "Level: province, city or district", required=True),
    _column("kind", "单位类别", "Kind of body", required=True),
    _column("reports", "收录的通报份数", "Number of reports on the site", "integer", required=True, minimum=0),
    _column("report", "最新通报", "The newest report; the columns after this one are about it"),
    _column("published", "公布日期", "Day of publication", "date"),
    _column("title", "通报标题", "Title of the report"),
    _column("publisher", "通报单位", "Who published it"),
    _column(
        "inspection_kind",
        "检查类别：inspection 巡视巡察，audit 审计，education 主题教育，other 其他",
        "Kind of inspection",
    ),
    _column("authority", "组织检查的机关", "Who ordered the inspection"),
    _column("round", "轮次", "Its round"),
    _column("team", "检查组", "Its team"),
    _column("started", "进驻日期（到日或到月）", "Its first day or month"),
    _column("ended", "结束日期（到日或到月）", "Its last day or month"),
    _column("feedback", "反馈意见日期（到日或到月）", "Day or month in which the findings were handed over"),
    *_WINDOW,
    *(_column(key, zh, en, "integer", minimum=0) for key, (zh, en) in _COUNTED.items()),
    *(
        _column(
            f"claimed_{k}",
            f"通报自己写的总数：{zh}",
            f"Total that the report states: {en}",
            "number" if k in _DECIMAL else "integer",
        )
        for k, (zh, en) in _CLAIMED.items()
    ),
    _URL,
)
CONTACTS = (
    *_BODY,
    _column("phone", "电话，多个以分号分隔", "Telephone numbers, separated by a semicolon"),
    _column("fax", "传真，多个以分号分隔", "Fax numbers, separated by a semicolon"),
    _column("email", "电子邮箱，多个以分号分隔", "Mail addresses, separated by a semicolon"),
    _column("address", "邮寄地址", "Postal address"),
    _column("postcode", "邮政编码", "Postcode"),
    _column("mailbox", "邮政信箱", "Post-office box"),
    _column("hours", "受理时间", "Hours"),
    _column("report", "公开期限出自哪一份通报", "The report that states the window"),
    *_WINDOW,
    _URL,
)

_SOURCE = (
    _column(
        "report",
        "通报：公布日期，同日第二份带 -2",
        "Report: its day of publication, -2 for a second one",
        required=True,
    ),
    _column("published", "公布日期", "Day of publication", "date", required=True),
    _column("finding", "问题编号", "Id of the finding", required=True),
)
_SENTENCE = _column("sentence", "通报里的原句", "The sentence of the report", required=True)
METRICS = (
    *_BODY,
    *_SOURCE,
    _column(
        "kind", "关键数字的种类，见网站设置；空：未归类", "Kind of figure, as the site's settings name it; empty: none"
    ),
    _column("value", "数值；万、亿已换算", "Its value, 万 and 亿 multiplied out", "number", required=True),
    _column("unit", "计量单位，通报原文", "Its unit, in the report's words, without 万 and 亿"),
    _column(
        "about",
        "是否约数（约、多、余、近、超、以上）",
        "Whether the report gives it as approximate",
        "boolean",
        required=True,
    ),
    _column("stated", "数字的原话", "The figure in the report's words", required=True),
    _column("period", "所指时间，通报原文", "The time that it is about, in the report's words"),
    _column("counted", "计的是什么，通报原文", "What it counts, in the report's words"),
    _SENTENCE,
    _URL,
)
RULES = (
    *_BODY,
    *_SOURCE,
    _column("title", "制度文件的名称，不带书名号", "Title of the rule, without its marks", required=True),
    _column("kind", "made 制定，revised 修订", "made or revised", required=True, enum=["made", "revised"]),
    _column("verb", "通报用的动词", "The verb of the report", required=True),
    _SENTENCE,
    _URL,
)


def guard(text: str) -> str:
    """`text`, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def row(cells: Iterable[object]) -> bytes:
    """A line of CSV (RFC 4180); None is an empty cell, a text that looks like a formula is guarded."""
    return (joined(cells) + "\r\n").encode()


def joined(cells: Iterable[object]) -> str:
    """Cells of CSV with commas between them; where many rows begin alike, what they begin with is joined once."""
    found = list(cells)
    texts = ["" if cell is None else cell if isinstance(cell, str) else str(cell) for cell in found]
    line = "," + ",".join(texts)
    return line[1:] if _is_plain(line, len(texts)) else ",".join(map(_cell, found))


def cells(texts: Sequence[str]) -> Sequence[str]:
    """Each of `texts` as a cell of CSV; looked at together, since hardly any needs a change."""
    return texts if _is_plain("," + ",".join(texts), len(texts)) else list(map(_cell, texts))


def _rows(who: str, rows: Sequence[Sequence[str]]) -> str:
    """Lines of CSV that all begin with the cells `who`. They are looked at together, since hardly any needs a change."""
    lines = [f",{','.join(row)}" for row in rows]
    if not _is_plain("".join(lines), sum(map(len, rows))):
        lines = [f",{joined(row)}" for row in rows]
    return "".join([f"{who}{line}\r\n" for line in lines])


def _is_plain(cells: str, number: int) -> bool:
    """Whether each of `number` texts, all with a comma before them, is a cell as it stands: none needs marks or a guard."""
    special = '"' in cells or "\n" in cells or "\r" in cells or cells.count(",") != number
    return not special and not _GUARDED.search(cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = guard(value) if isinstance(value, str) else str(value)
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def header(columns: Sequence[Column]) -> bytes:
    """The first line of a table, with the mark that it is UTF-8."""
    return BOM + row(column.name for column in columns)


def _who(body: Body) -> tuple[str, str, str]:
    return body.slug, body.name, " ".join(body.region)


def findings_rows(body: Body, listings: Iterable[Listing]) -> bytes:
    """A row a finding, in the order of the page."""
    found = []
    for listing in listings:
        columns = zip(listing.findings, listing.topics, listing.measures, listing.urls, strict=True)
        rows = [(f.id, f.title, f.status, f.status_text, topics, str(n), url) for f, topics, n, url in columns]
        found.append(_rows(joined((*_who(body), listing.report.key)), rows))
    return "".join(found).encode()


def bodies_row(config: Config, body: Body, listings: Sequence[Listing]) -> bytes:
    """The row of a body: the facts of its newest report."""
    cells: list[object] = [*_who(body), body.short_name, body.level, body.kind, len(body.reports)]
    if listings:
        report, counts = listings[0].report, listings[0].counts
        i = report.inspection
        cells += [report.key, report.published, report.title, report.publisher]
        cells += [i.kind, i.authority, i.round, i.team, i.started, i.ended, i.feedback, *_window(body)]
        cells += [*(counts[key] for key in _COUNTED), *_claims(report.claims)]
    else:
        cells += [None] * (len(BODIES) - len(cells) - 1)
    return row([*cells, body_url(config, body.slug)])


def _window(body: Body) -> tuple[str | None, str | None, str | None]:
    comments = body.reports[0].comments if body.reports else None
    return (comments.opens, comments.closes, comments.stated) if comments else (None, None, None)


def contacts_row(config: Config, body: Body, contacts: Contacts) -> bytes:
    """The row of a body's contacts."""
    lists = ("; ".join(values) or None for values in (contacts.phone, contacts.fax, contacts.email))
    texts = (contacts.address, contacts.postcode, contacts.mailbox, contacts.hours)
    report = body.reports[0].key if body.reports else None
    return row([*_who(body), *lists, *texts, report, *_window(body), body_url(config, body.slug)])


def claims_named() -> tuple[str, ...]:
    """Names of the claims that `bodies.csv` holds, for the test that none is missing."""
    return tuple(key for key in Claims.__dataclass_fields__ if key in _CLAIMED)
