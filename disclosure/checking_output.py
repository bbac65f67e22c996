"""The check of the output: every page that is not as it was at the check before, then links and addresses of the whole.

In: an output folder, the settings, what the content gave, what the check before found. Out: problems and an `OutputView`.
A page that stands as it was is looked at again only where something that it leads to is gone. Pages are shared out to
processes.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from disclosure import executors, scanning, state
from disclosure.checked import Checked, PageKept
from disclosure.checking_content import ContentFound
from disclosure.checks import OUTPUT_RULES, links
from disclosure.config import Config
from disclosure.lasting import published
from disclosure.problem import ContentError, Problem
from disclosure.state import Signature
from disclosure.subjects import OutputView

PAGES = 128
"""Pages of a job."""


def check_output(
    root: Path, output: Path, config: Config, content: ContentFound, before: Checked, where: str
) -> tuple[list[Problem], OutputView]:
    """Check what stands in `output`; what was found goes into `before` as well. The view is that of the whole."""
    stands = state.files_below(str(output))
    shown = shown_as(root, output)
    if before.shown != shown:
        before.shown, before.pages = shown, {}
    pages = _look(_Looker(output, shown, config, stands, content.hidden, where), before)
    before.changed |= stands.keys() != before.files or any(pages[page] is not before.pages.get(page) for page in pages)
    before.pages, before.files = pages, frozenset(stands)
    listed, problems = _published(root)
    view = _view(output, listed, config, content, before)
    problems += scanning.check_files(output, shown, sorted(f for f in stands if not _is_page(f)))
    problems += (problem for kept in before.pages.values() for problem in kept.found.problems)
    problems += (problem for rule in OUTPUT_RULES for problem in rule.find_output(view))
    return problems, view


class _Looker:
    """Looks at pages of an output as it stands."""

    def __init__(
        self,
        output: Path,
        shown: str,
        config: Config,
        stands: Mapping[str, Signature],
        hidden: Mapping[str, tuple[str, ...]],
        where: str,
    ) -> None:
        self._output, self._shown, self._config, self._where = output, shown, config, where
        self.stands, self._hidden = stands, hidden
        self.pages = sorted(filter(_is_page, stands))

    def hidden(self, page: str) -> tuple[str, ...]:
        """Beginnings of ids that must not stand on `page`."""
        return self._hidden.get(page.split("/")[1], ()) if page.startswith("bodies/") else ()

    def weight(self, loads: Sequence[str]) -> int:
        """Bytes of the files `loads`."""
        return sum(self.stands[name][0] for name in loads if name in self.stands)

    def is_as_before(self, page: str, kept: PageKept | None) -> bool:
        """Whether looking at `page` again would find the same."""
        return (
            kept is not None
            and kept.signature == self.stands[page]
            and kept.signature[1] >= 0
            and self._same_beside(page, kept)
        )

    def _same_beside(self, page: str, kept: PageKept) -> bool:
        """Whether all is as it was that a look at `page` depends on beside its bytes."""
        return kept.hidden == self.hidden(page) and kept.weight == self.weight(kept.found.loads)

    def look(self, pages: Sequence[str], before: Mapping[str, PageKept]) -> Iterator[tuple[str, PageKept]]:
        """What stands on `pages`; what was found `before` holds where only the times of a page are others."""
        config, jobs = self._config, []
        for at in range(0, len(pages), PAGES):
            run = tuple((page, self._known(page, before.get(page))) for page in pages[at : at + PAGES])
            hidden = {page: keys for page, _ in run if (keys := self.hidden(page))}
            place = (str(self._output), self._shown)
            jobs.append(scanning.PagesJob(*place, run, config.base_url, config.checks.page_weight, hidden))
        results = chain.from_iterable(executors.run(scanning.check_pages, jobs, self._where))
        for page, result in zip(pages, results, strict=True):
            found = before[page].found if result is None else result
            yield page, PageKept(self.stands[page], self.hidden(page), self.weight(found.loads), found)

    def _known(self, page: str, kept: PageKept | None) -> bytes:
        """The sum of the bytes of `page` of which `kept` tells what is found; empty where it does not."""
        return kept.found.sum if kept and self._same_beside(page, kept) else b""


def _look(looker: _Looker, before: Checked) -> dict[str, PageKept]:
    """What stands on every page: as it was found before, or found now."""
    known = {p: kept for p in looker.pages if (kept := before.pages.get(p)) and looker.is_as_before(p, kept)}
    fresh = dict(looker.look([page for page in looker.pages if page not in known], before.pages))
    gone = _gone(before, looker.stands, fresh)
    if gone:
        lead = [page for page, kept in known.items() if not gone.isdisjoint(array("I", kept.found.goals))]
        fresh.update(looker.look(lead, {}))
    known.update(fresh)
    return {page: known[page] for page in looker.pages}


def _gone(before: Checked, stands: Collection[str], fresh: Mapping[str, PageKept]) -> set[int]:
    """Sums of the files, and of the places on `fresh` pages, that the check before saw and that are no more."""
    gone = {total for name in before.files if name not in stands for total in scanning.goal_sums(name)}
    for page, kept in fresh.items():
        old = before.pages.get(page)
        lost = set(old.found.ids.split("\n")).difference(kept.found.ids.split("\n")) if old else ()
        gone.update(scanning.goal_sums(page, name)[-1] for name in lost if name)
    return gone


def _published(root: Path) -> tuple[tuple[str, ...], list[Problem]]:
    try:
        return published(root), []
    except ContentError as exc:
        return (), list(exc.problems)


def _view(output: Path, listed: tuple[str, ...], config: Config, content: ContentFound, checked: Checked) -> OutputView:
    """The output as a whole; notes in `checked` which places that pages lead to are not there."""
    ids = _Ids({page: kept.found.ids for page, kept in checked.pages.items()})
    wanted: dict[tuple[str, str], tuple[str, int]] = {}
    for page, kept in checked.pages.items():
        missing = tuple(w for w in kept.found.wanted if not links.leads(w[0], w[1], checked.files, ids))
        if missing != kept.found.wanted:
            checked.pages[page] = kept._replace(found=kept.found._replace(wanted=missing))
        for target, fragment, offset in missing:
            wanted.setdefault((target, fragment), (page, offset))
    return OutputView(
        checked.shown,
        checked.files,
        ids,
        wanted,
        listed,
        dict(config.redirects),
        lambda page, offset: scanning.line_of(output / page, offset),
        frozenset(name for body in content.bodies for name in body.withdrawn),
    )


class _Ids(Mapping[str, frozenset[str]]):
    """The ids of each page, cut apart where they are asked for."""

    def __init__(self, joined: Mapping[str, str]) -> None:
        self._joined = joined
        self._cut: dict[str, frozenset[str]] = {}

    def __getitem__(self, page: str) -> frozenset[str]:
        if page not in self._cut:
            self._cut[page] = frozenset(self._joined[page].split("\n"))
        return self._cut[page]

    def __contains__(self, page: object) -> bool:
        return page in self._joined

    def __iter__(self) -> Iterator[str]:
        return iter(self._joined)

    def __len__(self) -> int:
        return len(self._joined)


def _is_page(file: str) -> bool:
    return file.endswith(".html")


def shown_as(root: Path, output: Path) -> str:
    """The output folder as the user knows it."""
    try:
        return output.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return output.as_posix()
