"""Check: the content, then the output as it stands, rule by rule.

In: a site's folder, its output folder, a day. Out: a `Result` with every problem, and those set aside by the settings
with their reasons. Nothing is written. Bodies and pages are shared out to processes; the order of the problems
depends on their places alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure import config as settings
from disclosure import executors, frontmatter, loading, reviews, scanning
from disclosure.checks import OUTPUT_RULES, REPORT_RULES, RULES, addresses, exceptions
from disclosure.checksettings import Waiver
from disclosure.config import Config
from disclosure.disk import walk_files
from disclosure.lasting import published
from disclosure.loading import BodyFolder
from disclosure.problem import Place, Problem, Words, error, has_errors, note
from disclosure.report import Body, Report
from disclosure.reviews import Review
from disclosure.subjects import OutputView, Subject

BODIES = 64
"""Bodies of a job."""
PAGES = 128
"""Pages of a job."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found."""

    problems: tuple[Problem, ...]
    """Sorted by place."""
    set_aside: tuple[tuple[Problem, str], ...]
    """Problems that the settings set aside, each with the reason."""
    bodies: int
    reports: int
    pages: int

    @property
    def failed(self) -> bool:
        """Whether any error is left."""
        return has_errors(self.problems)


def check(root: Path, output: Path | None, today: str, where: str = "processes") -> Result:
    """Check the site at `root` and what stands in `output` (None: the content alone) as of `today` (ISO).

    Raises UsageError where site.yaml cannot be read.
    """
    config = settings.load(root / "site.yaml")
    content = _content(root, config, today, where)
    problems, bodies = content.problems, content.bodies
    problems += addresses.find_settings(config.base_url)
    reports = [name for names in bodies.values() for name in names]
    pages = 0
    if output is not None and (output / "index.html").is_file():
        found, pages = _output(root, output, config, content, where)
        problems += found
    elif output is not None:
        words = Words("还没有构建，未检查网页", "nothing is built yet: no page was checked")
        problems.append(note(Place(_shown(root, output)), "links.no-output", words))
    return _result(config, problems, bodies, reports, pages)


@dataclass(frozen=True, slots=True)
class _BodiesJob:
    root: str
    config: Config
    folders: tuple[BodyFolder, ...]
    reviews: tuple[Review, ...]
    today: str


@dataclass(frozen=True, slots=True)
class _BodiesDone:
    problems: tuple[Problem, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    """Slug, and names of its reports."""
    hidden: tuple[tuple[str, str], ...]
    """Slug and key of reports that must not be seen."""
    withdrawn: tuple[str, ...]
    """Those of them that were withdrawn: `slug/key`."""


@dataclass(slots=True)
class _Content:
    """What the bodies together gave."""

    problems: list[Problem]
    bodies: dict[str, tuple[str, ...]]
    """Names of the reports of each body."""
    hidden: dict[str, list[str]]
    """By slug: beginnings of ids that must not be seen."""
    withdrawn: set[str]


def _content(root: Path, config: Config, today: str, where: str) -> _Content:
    folders, problems = loading.find_bodies(root)
    decisions, wrong = _reviews(root)
    found = _Content([*problems, *wrong], {}, {}, set())
    jobs = []
    for start in range(0, len(folders), BODIES):
        run = tuple(folders[start : start + BODIES])
        slugs = {folder.slug for folder in run}
        own = tuple(r for r in decisions if r.report.partition("/")[0] in slugs)
        jobs.append(_BodiesJob(str(root), config, run, own, today))
    for done in executors.run(_check_bodies, jobs, where):
        found.problems += done.problems
        found.bodies.update(done.names)
        found.withdrawn.update(done.withdrawn)
        for slug, key in done.hidden:
            found.hidden.setdefault(slug, []).append(f"{key}-")
    return found


def _reviews(root: Path) -> tuple[tuple[Review, ...], list[Problem]]:
    path = root / reviews.FILE
    try:
        return reviews.read(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError) as exc:
        what = Words(f"读不了：{exc}", f"it cannot be read: {exc}")
        return (), [error(Place(reviews.FILE), "reviews.read", what, Words("另存为 UTF-8", "save it as UTF-8"))]


def _check_bodies(job: _BodiesJob) -> _BodiesDone:
    root = Path(job.root)
    problems: list[Problem] = []
    names: list[tuple[str, tuple[str, ...]]] = []
    hidden: list[tuple[str, str]] = []
    withdrawn: list[str] = []
    topics = [topic.id for topic in job.config.topics]
    read = loading.reader_of(root)
    for folder in job.folders:
        body, wrong = loading.load_body(folder, read)
        problems += wrong
        if body is None:
            continue
        if topics:
            problems += loading.check_topics(body, topics)
        seen = loading.shown(body, job.today)
        visible = {r.key for r in seen.reports}
        hidden += [(body.slug, r.key) for r in body.reports if r.key not in visible]
        withdrawn += [f"{body.slug}/{key}" for key in seen.withdrawn]
        names.append((body.slug, tuple(f"{body.slug}/{r.key}" for r in body.reports)))
        for report in body.reports:
            problems += _check_report(root, job, body, report)
    return _BodiesDone(tuple(problems), tuple(names), tuple(hidden), tuple(withdrawn))


def _check_report(root: Path, job: _BodiesJob, body: Body, report: Report) -> Iterator[Problem]:
    name = f"{body.slug}/{report.key}"
    original = _read(root / body.folder / report.source.file) if report.source else None
    subject = Subject(
        job.config,
        body,
        report,
        (root / report.file).read_bytes(),
        job.today,
        tuple(r for r in job.reviews if r.report == name),
        original,
        lambda: _law(report, root, original),
    )
    for rule in REPORT_RULES:
        yield from rule.find(subject)


def _law(report: Report, root: Path, original: bytes | None) -> tuple[str, str, str] | None:
    from disclosure import rereading  # the readers are needed only where a report has an original

    parts = frontmatter.split(_read(root / report.file) or b"", report.file)[0]
    return rereading.texts(report, parts.markdown, original) if parts and original is not None else None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _output(root: Path, output: Path, config: Config, content: _Content, where: str) -> tuple[list[Problem], int]:
    files = [path.relative_to(output).as_posix() for path in walk_files(output)]
    shown = _shown(root, output)
    pages = [file for file in files if file.endswith(".html")]
    problems = list(scanning.check_files(output, shown, [f for f in files if not f.endswith(".html")]))
    jobs = []
    for start in range(0, len(pages), PAGES):
        run = tuple(pages[start : start + PAGES])
        slugs = {page.split("/")[1] for page in run if page.startswith("bodies/")}
        own = {slug: tuple(keys) for slug, keys in content.hidden.items() if slug in slugs}
        jobs.append(scanning.PagesJob(str(output), shown, run, config.base_url, config.checks.page_weight, own))
    ids: dict[str, frozenset[str]] = {}
    wanted: dict[tuple[str, str], tuple[str, int]] = {}
    for done in executors.run(scanning.check_pages, jobs, where):
        problems += done.problems
        for page, names in done.ids:
            ids[page] = frozenset(names.split("\n"))
        for key, first in done.wanted.items():
            wanted.setdefault(key, first)
    view = OutputView(
        shown,
        frozenset(files),
        ids,
        wanted,
        published(root),
        dict(config.redirects),
        lambda page, offset: scanning.line_of(output / page, offset),
        frozenset(content.withdrawn),
    )
    for rule in OUTPUT_RULES:
        problems += rule.find_output(view)
    return problems, len(pages)


def _shown(root: Path, output: Path) -> str:
    """The output folder as the user knows it."""
    try:
        return output.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return output.as_posix()


def _result(
    config: Config,
    problems: list[Problem],
    bodies: dict[str, tuple[str, ...]],
    reports: Sequence[str],
    pages: int,
) -> Result:
    waivers = config.checks.exceptions
    left: list[Problem] = []
    aside: list[tuple[Problem, str]] = []
    used: set[Waiver] = set()
    by_rule: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        by_rule.setdefault(waiver.rule.partition(".")[0], []).append(waiver)
    for problem in dict.fromkeys(sorted(problems)):
        fitting = [w for w in by_rule.get(problem.code.partition(".")[0], ()) if _fits(w, problem)]
        used.update(fitting)
        if fitting:
            aside.append((problem, fitting[0].reason))
        else:
            left.append(problem)
    known = [rule.ID for rule in RULES]
    names = {*bodies, *reports}
    left += exceptions.find_exceptions("site.yaml", waivers, used, known, names)
    return Result(tuple(sorted(left)), tuple(aside), len(bodies), len(reports), pages)


def _fits(waiver: Waiver, problem: Problem) -> bool:
    """Whether `waiver` sets `problem` aside: its rule or one code of it, its report or its body."""
    if waiver.rule not in (problem.code, problem.code.partition(".")[0]):
        return False
    if not waiver.report:
        return True
    slug, _, key = waiver.report.partition("/")
    steps = problem.place.file.split("/")
    return slug in steps[:-1] and (not key or steps[-1] == f"{key}.md")
