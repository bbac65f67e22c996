"""The check as a whole: order, exceptions, three forms, exit status."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from driver import Site
from hypothesis import given
from hypothesis import strategies as st

from disclosure import checking, reporting
from disclosure.checking import check
from disclosure.checks import addresses
from disclosure.checksettings import Waiver
from disclosure.lasting import public_addresses, remember
from disclosure.problem import Problem, Severity

ROOT = Path(__file__).parent.parent
TODAY = "2026-02-01"
JIA = "content/shandong/jia-red-cross"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.copy("small", tmp_path).build()


def addresses_of(site: Site) -> list[str]:
    view = check(site.root, site.output, TODAY, "here").output
    assert view
    return public_addresses(view.files, view.ids)


def codes(site: Site) -> list[str]:
    return [p.code for p in check(site.root, site.output, TODAY, "here").problems]


def test_the_same_site_gives_the_same_list(site: Site) -> None:
    one, two = (check(site.root, site.output, TODAY, where) for where in ("here", "processes"))
    assert one == two
    assert list(one.problems) == sorted(one.problems)
    assert (one.bodies, one.reports) == (3, 4) and one.pages > 5


def test_pages_of_our_own_templates_have_no_errors(site: Site) -> None:
    families = ("links", "addresses", "html", "accessibility", "outside", "leaks", "weight")
    assert [c for c in codes(site) if c.startswith(families)] == []


def test_an_exception_sets_aside_with_its_reason(site: Site) -> None:
    text = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.write(
        "site.yaml", f"{text}\nchecks:\n  exceptions:\n    - {{rule: window, report: jia-red-cross, reason: 已核对}}\n"
    )
    result = check(site.root, site.output, TODAY, "here")
    assert [(p.code, reason) for p, reason in result.set_aside] == [("window.none", "已核对")]
    assert "（已按设置略过：已核对）" in reporting.text(result, "zh")


def test_a_problem_is_held_only_against_exceptions_that_are_about_its_body(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits, asked = checking._fits, []

    def count(waiver: Waiver, problem: Problem) -> bool:
        asked.append(waiver.report)
        return fits(waiver, problem)

    monkeypatch.setattr(checking, "_fits", count)
    lines = "".join(f"    - {{rule: window, report: body-{n}, reason: 已核对}}\n" for n in range(50))
    own = "    - {rule: window, report: jia-red-cross/2026-01-20, reason: 一}\n    - {rule: window, reason: 二}\n"
    text = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.write("site.yaml", f"{text}\nchecks:\n  exceptions:\n{lines}{own}")
    result = check(site.root, site.output, TODAY, "here")
    reasons = {p.place.file.split("/")[-2]: reason for p, reason in result.set_aside}
    assert reasons["jia-red-cross"] == "一" and reasons["yi-red-cross"] == "二"
    assert {*asked} == {"", "jia-red-cross/2026-01-20"}


@given(st.text("ab/", max_size=12), st.sets(st.text("ab/", max_size=6).map(lambda text: f"{text}/")))
def test_a_page_stands_below_a_folder_that_its_address_begins_with(page: str, folders: set[str]) -> None:
    assert addresses.is_below(page, folders) == page.startswith(tuple(folders))


def test_what_was_published_must_not_be_gone(site: Site) -> None:
    public = addresses_of(site)
    assert "bodies/jia-red-cross/" in public and any("#2026-01-20-" in a for a in public)
    (site.root / "addresses.txt").write_text("\n".join([*public, "bodies/old/"]) + "\n", encoding="utf-8")
    found = [p for p in check(site.root, site.output, TODAY, "here").problems if p.code.startswith("addresses")]
    assert [p.line() for p in found] == [
        f"addresses.txt:{len(public) + 1}: the published address bodies/old/ is gone; "
        "say where it moved to under redirects in site.yaml"
    ]


def test_a_file_that_does_not_belong_is_named(site: Site) -> None:
    (site.output / "notes.md").write_text("x", encoding="utf-8")
    assert "leaks.file" in codes(site)


def test_json_and_sarif_hold_every_problem(site: Site) -> None:
    result = check(site.root, site.output, TODAY, "here")
    plain = json.loads(reporting.as_json(result))
    assert [p["code"] for p in plain["problems"]] == [p.code for p in result.problems]
    log = json.loads(reporting.sarif(result, "zh"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for found, problem in zip(run["results"], result.problems, strict=True):
        assert ids[found["ruleIndex"]] == found["ruleId"]
        assert found["properties"]["code"] == problem.code
        region = found["locations"][0]["physicalLocation"].get("region")
        assert (region or {"startLine": 0})["startLine"] == problem.place.line


def test_the_command_tells_by_its_exit_status(site: Site) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "-C", site.root, "check", "--format", "json", "--today", TODAY],
        capture_output=True,
        text=True,
        check=False,
    )
    levels = {p["severity"] for p in json.loads(done.stdout)["problems"]}
    assert done.returncode == (1 if "error" in levels else 0)
    assert done.stderr == ""


def _check(site: Site) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "build.py", "-C", site.root, "check", "--today", TODAY]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_only_the_build_finds_wrong_is_told_too(site: Site) -> None:
    site.write("templates/home.html", "{% block %}")
    done = _check(site)
    assert done.returncode == 1 and "templates/home.html:1: error" in done.stdout


def test_two_reports_do_not_share_an_original(site: Site) -> None:
    site.write(f"{JIA}/2026-01-20-2.md", (site.root / JIA / "2026-01-20.md").read_text(encoding="utf-8"))
    done = _check(site)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if "report.original" in line] == [
        f"{JIA}/2026-01-20-2.md: error report.original: the original sources/2026-01-20.txt is already that of 2026-01-20.md; "
        "delete one of the two where they are one notice, else give each its own original"
    ]


def test_content_that_cannot_be_read_is_told_with_all_else(site: Site) -> None:
    report = site.root / "content/shandong/jia-red-cross/2026-01-20.md"
    report.write_text(report.read_text(encoding="utf-8").replace("published: 2026-01-20", "published: 2026-1-20"))
    result = check(site.root, None, TODAY, "here")
    assert any(p.code == "report.date" and p.severity is Severity.ERROR for p in result.problems)
    assert any(p.place.file.startswith("content/hubei") for p in result.problems)


def test_a_fact_of_the_report_may_move_to_a_newer_one(site: Site) -> None:
    """The address of a sentence that states a fact is no promise: a corrected fact or a newer report takes it away."""
    assert 'id="2026-01-20-e-' in site.read("bodies/jia-red-cross/index.html")
    assert not any("-e-" in address for address in addresses_of(site))
    remember(site.root, addresses_of(site))
    lines = (site.root / "addresses.txt").read_text(encoding="utf-8")
    site.write("addresses.txt", f"{lines}bodies/jia-red-cross/#2026-01-20-e-phone\n")  # as an earlier version wrote it
    text = (site.root / JIA / "2026-01-20.md").read_text(encoding="utf-8")
    later = text.replace("2026-01-20", "2026-11-20").partition("source:")
    site.write(f"{JIA}/2026-11-20.md", later[0] + "---\n" + later[2].partition("---\n")[2]).build()
    assert not [code for code in codes(site) if code.startswith("addresses")]


def test_an_original_that_is_a_web_page_is_shown_as_text(site: Site) -> None:
    original = '<html><title>通报</title><script src="https://elsewhere.example/x.js"></script><p>页</p></html>'
    total = hashlib.sha256(original.encode()).hexdigest()
    report = f"{JIA}/2026-01-20.md"
    before = next(line for line in (site.root / report).read_text().splitlines() if line.startswith("  sha256: "))
    site.write(f"{JIA}/sources/2026-01-20.HTML", original).change(report, before, f"  sha256: {total}")
    site.change(report, "sources/2026-01-20.txt", "sources/2026-01-20.HTML").change(report, "text/plain", "text/html")
    files = site.build().files()
    assert not [a for a in files if a.lower().endswith(".html") and "sources" in a]
    assert files["bodies/jia-red-cross/sources/2026-01-20.HTML.txt"].decode() == original
    page = site.read("bodies/jia-red-cross/index.html")
    assert '<a href="sources/2026-01-20.HTML.txt" type="text/plain">2026-01-20.HTML</a>' in page
    assert '"file":"sources/2026-01-20.HTML.txt"' in site.read("bodies/jia-red-cross/body.json")
    assert not [c for c in codes(site) if c.startswith(("links", "html", "accessibility", "outside", "leaks"))]


def test_the_list_of_addresses_only_grows(site: Site) -> None:
    first = remember(site.root, addresses_of(site))
    before = (site.root / "addresses.txt").read_text(encoding="utf-8")
    assert first > 5 and remember(site.root, addresses_of(site)) == 0
    site.remove("content/guangdong").build()
    remember(site.root, addresses_of(site))
    assert (site.root / "addresses.txt").read_text(encoding="utf-8").startswith(before)
    gone = [p.code for p in check(site.root, site.output, TODAY, "here").problems if p.code.startswith("addresses")]
    assert "addresses.page" in gone


def test_a_notice_that_stands_twice_is_told(site: Site) -> None:
    assert "history.twice" not in codes(site)
    text = (site.root / JIA / "2026-01-20.md").read_text(encoding="utf-8")
    site.write(f"{JIA}/2026-01-20-2.md", text.replace("sources/2026-01-20.txt", "sources/again.txt"))
    (site.root / JIA / "sources/again.txt").write_bytes((site.root / JIA / "sources/2026-01-20.txt").read_bytes())
    found = [p for p in check(site.root, site.output, TODAY, "here").problems if p.code == "history.twice"]
    assert [p.line("zh") for p in found] == [
        f"{JIA}/2026-01-20-2.md:1: 原件或正文与 2026-01-20.md 相同；删去其中一份；确是两份则不必改，两份都会计数"
    ]
