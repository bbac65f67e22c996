"""The data files, each read back by a tool of its own format."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import icalendar
import pytest
import vobject

from disclosure import cards, tables
from disclosure.jsonfiles import json_files
from disclosure.listing import listings
from disclosure.problem import Words
from disclosure.report import Body, Claims, Comments, Contacts
from tests.driver import Site
from tests.people import CONFIG, body, finding, report


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("data")
    site = Site.copy("small", folder)
    path = "content/shandong/jia-red-cross/2026-01-20.md"
    site.change(path, "claims:\n", "comments:\n  opens: 2026-01-20\n  closes: 2026-02-09\nclaims:\n")
    return site.build()


def rows(site: Site, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.read(f"data/{name}").removeprefix("\ufeff"))))


def test_the_data_package_is_valid(site: Site) -> None:
    result = frictionless.Package(str(site.output / "data/datapackage.json")).validate()
    assert result.valid, result.flatten(["type", "note"])
    assert {r.name for r in result.tasks} >= {"findings", "bodies", "contacts", "metrics", "rules"}


def test_every_column_is_described(site: Site) -> None:
    package = json.loads(site.read("data/datapackage.json"))
    for resource in (r for r in package["resources"] if r["format"] == "csv"):
        assert f'<a href="{resource["path"]}">' in site.main("data/index.html")
        head = site.read(f"data/{resource['path']}").splitlines()[0].removeprefix("\ufeff").split(",")
        assert head == [f["name"] for f in resource["schema"]["fields"]]
        assert all(" / " in f["description"] for f in resource["schema"]["fields"])
        assert all(f"<code>{name}</code>" in site.main("data/index.html") for name in head)


def test_findings_have_the_columns_that_others_rely_on(site: Site) -> None:
    names = [
        "body",
        "body_name",
        "region",
        "report",
        "finding",
        "title",
        "status",
        "status_text",
        "topics",
        "measures",
        "url",
    ]
    found = rows(site, "findings.csv")
    assert list(found[0]) == names
    assert (site.output / "data/findings.csv").read_bytes().startswith(b"\xef\xbb\xbfbody,")
    assert found[0]["url"] == "https://example.org/site/bodies/jia-red-cross/#2026-01-20-1.1.1"
    assert [r["status_text"] for r in found if r["status"] == "unstated"] == [""] * 4
    listed = json.loads(site.read("data/findings.json"))
    assert [(r["title"], r["url"], str(r["measures"])) for r in listed] == [
        (r["title"], r["url"], r["measures"]) for r in found
    ]


def test_reports_hold_their_front_matter_and_counts(site: Site) -> None:
    found = {(r["body"], r["published"], r["report"]): r for r in json.loads(site.read("data/reports.json"))}
    one = found["jia-red-cross", "2026-01-20", "2026-01-20"]
    assert one["claims"] == {"findings": 3, "measures": 4, "completion_rate": 95.3}
    assert one["counts"] == {"findings": 3, "measures": 4, "done": 1, "ongoing": 1, "open": 1, "unstated": 0}
    assert one["comments"] == {"opens": "2026-01-20", "closes": "2026-02-09"}
    assert one["source"]["sha256"] and one["url"] == "https://example.org/site/bodies/jia-red-cross/#2026-01-20"
    assert len(found) == 4


def test_a_body_has_all_its_words_as_json(site: Site) -> None:
    found = json.loads(site.read("bodies/jia-red-cross/body.json"))
    report = found["reports"][0]
    assert [f["title"] for f in report["findings"]] == ["“第一议题”制度执行不严", "治理机构不健全", "会员发展失序"]
    assert report["findings"][1]["text"] == "整改情况：待班子配齐后换届。\n整改结果：未完成"
    assert [p["heading"] for p in report["passages"]][:2] == ["", "一、组织落实整改情况"]
    assert found["region"] == ["山东省", "济南市", "甲区"]


def as_json(one: Body) -> Any:
    return json.loads(json_files(CONFIG, one, listings(CONFIG, one)).body)


def bodies_row(one: Body) -> str:
    return tables.bodies_row(CONFIG, one, listings(CONFIG, one)).decode()


def test_what_is_not_stated_has_no_key_and_no_cell() -> None:
    found = as_json(body(report()))
    assert not {"claims", "comments", "contacts", "source"} & found["reports"][0].keys() and "contacts" not in found
    row = dict(zip([c.name for c in tables.BODIES], bodies_row(body(report())).split(","), strict=True))
    assert row["claimed_findings"] == row["comments_opens"] == row["started"] == "" and row["findings"] == "0"


def test_a_body_without_reports_has_a_row() -> None:
    assert bodies_row(body()).count(",") == len(tables.BODIES) - 1
    assert tables.claims_named() == tuple(Claims.__dataclass_fields__)


@pytest.mark.parametrize("text", ["=1+1", "+86 531", "-无-", "@某", "＝ＳＵＭ", "\t=1", '=HYPERLINK("x")'])
def test_a_text_that_looks_like_a_formula_is_guarded_in_csv_alone(text: str) -> None:
    one = body(report(finding(title=text)))
    cells = next(csv.reader(io.StringIO(tables.findings_rows(one, listings(CONFIG, one)).decode())))
    assert cells[5] == "'" + text
    assert as_json(one)["reports"][0]["findings"][0]["title"] == text


def test_numbers_and_plain_texts_are_not_guarded() -> None:
    assert tables.row(("—", 0, None, "a-b", "“第一”,x", 'y"z')) == '—,0,,a-b,"“第一”,x","y""z"\r\n'.encode()


HOSTILE = "甲;乙,丙\\丁\r\nEND:VCARD\x07<b>" + "长" * 60


def test_cards_are_read_back() -> None:
    contacts = Contacts(("0531-76217956",), ("0531-1",), ("a@b.cn",), HOSTILE, "250100", "12号信箱", "工作日")
    card = cards.vcard(CONFIG, body(name=HOSTILE), contacts)
    assert max(map(len, card.split(b"\r\n"))) <= 75
    found = vobject.readOne(card.decode())
    shown = HOSTILE.replace("\r\n", "\n").replace("\x07", "\ufffd")
    assert found.fn.value == shown and found.adr.value.street == shown and found.adr.value.code == "250100"
    assert found.tel.value == "0531-76217956" and found.url.value == "https://example.org/x/bodies/jia/"
    assert cards.vcard(CONFIG, body(), Contacts()) == b""


def test_all_cards_are_read_back(site: Site) -> None:
    found = list(vobject.readComponents(site.read("data/contacts.vcf")))
    assert [c.fn.value for c in found] == ["中共甲区红十字会党组", "中共乙区红十字会党组"]


def test_windows_are_read_back(site: Site) -> None:
    calendar = icalendar.Calendar.from_ical((site.output / "data/feedback.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert str(event["DTSTART"].dt) == "2026-01-20" and str(event["DTEND"].dt) == "2026-02-10"
    assert event["UID"] == "jia-red-cross-2026-01-20-feedback@example.org" and not event.errors
    own = icalendar.Calendar.from_ical((site.output / "bodies/jia-red-cross/feedback.ics").read_bytes())
    assert own.walk("VEVENT") == [event]
    assert not (site.output / "bodies/yi-red-cross/feedback.ics").exists()


@pytest.mark.parametrize(
    ("opens", "closes", "start", "end"),
    [
        ("2026-01-20", None, "20260120", "20260121"),
        (None, "2026-02-09", "20260209", "20260210"),
        ("2026-01", "2026-02", "", ""),
        ("2026-02-09", "2026-01-20", "", ""),
        ("2026-02-09", "9999-12-31", "", ""),
    ],
)
def test_a_window_is_an_event_only_with_days(opens: str | None, closes: str | None, start: str, end: str) -> None:
    windows = body(report(comments=Comments(opens, closes)))
    found = cards.events(CONFIG, windows).decode()
    assert cards.has_events(windows) == bool(found)
    assert (f"DTSTART;VALUE=DATE:{start}\r\nDTEND;VALUE=DATE:{end}\r\n" in found) if start else found == ""


def test_words_of_columns_are_in_two_languages() -> None:
    for column in (*tables.FINDINGS, *tables.BODIES, *tables.CONTACTS):
        assert isinstance(column.what, Words) and all(column.what)


def test_without_a_base_url_addresses_begin_at_the_root(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).change("site.yaml", "base_url:", "# base_url:").build()
    assert rows(site, "findings.csv")[0]["url"] == "/bodies/jia-red-cross/#2026-01-20-1.1.1"
    assert "URL:" not in site.read("data/contacts.vcf")
    assert frictionless.Package(str(site.output / "data/datapackage.json")).validate().valid
