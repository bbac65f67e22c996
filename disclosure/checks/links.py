"""Links inside the site that lead to no page, or to no place on a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from disclosure.problem import Place, Problem, Words, error
from disclosure.subjects import OutputView

ID = "links"
NAME = Words("站内链接", "Links inside the site")
_MEND = Words("改正链接，或补上目标", "correct the link, or add what it leads to")


def find_output(output: OutputView) -> Iterator[Problem]:
    """An error for each target that is not there, at the first page that leads to it."""
    for (target, fragment), (page, offset) in sorted(output.wanted.items()):
        if leads(target, fragment, output.files, output.ids):
            continue
        place = Place(f"{output.folder}/{page}", output.line(page, offset))
        if not target:
            what = Words(f"链接指向网站之外的文件：{fragment}", f"the link leads out of the site's folder: {fragment}")
            yield error(place, "links.out", what, _MEND)
        elif target not in output.files:
            what = Words(f"链接的目标不存在：{target}", f"the link leads to {target}, which does not exist")
            yield error(place, "links.page", what, _MEND)
        else:
            what = Words(
                f"链接的位置不存在：{target}#{fragment}",
                f"the link leads to {target}#{fragment}: there is no such place",
            )
            yield error(place, "links.anchor", what, _MEND)


def leads(target: str, fragment: str, files: Collection[str], ids: Mapping[str, Collection[str]]) -> bool:
    """Whether there is a place `fragment` (empty: the whole) in the file `target`, among `files` and the `ids` of the pages."""
    if target not in files:
        return False
    return fragment in ("", "top") or target not in ids or fragment in ids[target]
