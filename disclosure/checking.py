"""Check: the content, then the output as it stands, rule by rule.

In: a site's folder, its output folder, a day. Out: a `Result` with every problem, and those set aside by the settings
with their reasons. Nothing of the site is written. What a check found is kept in the hidden folder beside the output,
so that the next one looks only at what changed; the order of the problems depends on their places alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from disclosure import checked, trees
from disclosure import config as settings
from disclosure.checking_content import check_content
from disclosure.checking_output import check_output, shown_as
from disclosure.checks import RULES, addresses, exceptions
from disclosure.checksettings import Waiver
from disclosure.config import Config
from disclosure.problem import ContentError, Place, Problem, Words, has_errors, note
from disclosure.subjects import OutputView
from disclosure.task import uncollected


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
    output: OutputView | None = field(default=None, compare=False, repr=False)
    """The output as a whole; None where none was looked at."""

    @property
    def failed(self) -> bool:
        """Whether any error is left."""
        return has_errors(self.problems)


@uncollected()
def check(
    root: Path,
    output: Path | None,
    today: str,
    where: str = "processes",
    *,
    building: Iterable[Problem] = (),
    store: Path | None = None,
    full: bool = False,
) -> Result:
    """Check the site at `root` and what stands in `output` (None: the content alone) as of `today` (ISO).

    `building` is what a build stopped at; what the check finds itself of it stands once. `store` is the hidden folder with
    what was found before, by default the one beside `output`; nothing is kept where there is none. `full` looks at
    everything again. Raises UsageError where site.yaml cannot be read, ContentError where a folder or a page cannot.
    """
    try:
        return _check(root, output, today, where, building, store, full)
    except OSError as exc:
        raise ContentError([trees.read_problem(exc, output or root, root)]) from exc


def _check(
    root: Path, output: Path | None, today: str, where: str, building: Iterable[Problem], store: Path | None, full: bool
) -> Result:
    config = settings.load(root / "site.yaml")
    store = store or (trees.store_of(output.resolve()) if output else None)
    store = store if store and store.is_dir() else None
    before = checked.load(None if full else store, config)
    content = check_content(root, config, today, before, where)
    problems = [*content.problems, *building, *addresses.find_settings(config.base_url)]
    view = None
    if output is not None and (output / "index.html").is_file():
        found, view = check_output(root, output, config, content, before, where)
        problems += found
    elif output is not None:
        words = Words("还没有生成网站，未检查网页", "nothing is built yet: no page was checked")
        problems.append(note(Place(shown_as(root, output)), "links.no-output", words))
    if store and before.changed:
        checked.save(store, before)
    bodies = {body.slug: body.names for body in content.bodies if body.names is not None}
    return _result(config, problems, bodies, view)


def _result(
    config: Config,
    problems: list[Problem],
    bodies: dict[str, tuple[str, ...]],
    view: OutputView | None,
) -> Result:
    reports = [name for names in bodies.values() for name in names]
    waivers = config.checks.exceptions
    left: list[Problem] = []
    aside: list[tuple[Problem, str]] = []
    used: set[Waiver] = set()
    order: dict[Waiver, int] = {}
    near: dict[tuple[str, str], list[Waiver]] = {}
    for number, waiver in enumerate(waivers):
        if order.setdefault(waiver, number) == number:
            near.setdefault((waiver.rule.partition(".")[0], waiver.report.partition("/")[0]), []).append(waiver)
    for problem in dict.fromkeys(sorted(problems)):
        rule, slugs = problem.code.partition(".")[0], {"", *problem.place.file.split("/")[:-1]}
        fitting = sorted(
            (w for s in slugs for w in near.get((rule, s), ()) if _fits(w, problem)), key=order.__getitem__
        )
        used.update(fitting)
        if fitting:
            aside.append((problem, fitting[0].reason))
        else:
            left.append(problem)
    known = [rule.ID for rule in RULES]
    names = {*bodies, *reports}
    left += exceptions.find_exceptions("site.yaml", waivers, used, known, names)
    pages = len(view.ids) if view else 0
    return Result(tuple(sorted(left)), tuple(aside), len(bodies), len(reports), pages, view)


def _fits(waiver: Waiver, problem: Problem) -> bool:
    """Whether `waiver` sets `problem` aside: its rule or one code of it, its report or its body."""
    if waiver.rule not in (problem.code, problem.code.partition(".")[0]):
        return False
    if not waiver.report:
        return True
    slug, _, key = waiver.report.partition("/")
    steps = problem.place.file.split("/")
    return slug in steps[:-1] and (not key or steps[-1] == f"{key}.md")
