"""The region and the level of a body against the table of administrative divisions."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure import regions
from disclosure.fields import nearest
from disclosure.problem import Place, Problem, Words, note, warning
from disclosure.subjects import Subject

ID = "region"
NAME = Words("所在地区", "Region")
_LEVELS = {
    "province": Words("省级", "province"),
    "city": Words("地市级", "city"),
    "district": Words("区县级", "district"),
}


def find(subject: Subject) -> Iterator[Problem]:
    """A warning where a step of the region is not in the table, a note where its level is not the body's.

    Asked once a body, with its newest report.
    """
    body = subject.body
    if subject.report.key != body.reports[0].key:
        return
    place = Place(f"{body.folder}/body.yaml")
    for end in range(1, len(body.region) + 1):
        path = body.region[:end]
        if regions.by_path(path) is None:
            yield _unknown(place, path)
            return
    found = regions.by_path(body.region)
    # A former name may have been one of another level: 莱芜市 is 莱芜区 today.
    if found and found.name == body.region[-1] and found.level != body.level:
        theirs, stated = _LEVELS[found.level], _LEVELS[body.level]
        what = Words(
            f"level 写的是{stated.zh}（{body.level}），{found.name}是{theirs.zh}（{found.level}）",
            f"the level is {stated.en}, but {found.name} is a {theirs.en}",
        )
        yield note(place, "region.level", what)


def _unknown(place: Place, path: tuple[str, ...]) -> Problem:
    above = regions.by_path(path[:-1])
    near = nearest(path[-1], [r.name for r in regions.below(above)])
    inside = "".join(path[:-1])
    what = Words(
        f"行政区划表里没有{inside}“{path[-1]}”",
        f"{path[-1]} is not in the table of administrative divisions of {inside}"
        if inside
        else f"{path[-1]} is not in the table of administrative divisions",
    )
    if near:
        mend = Words(f"是否想写 {near}？", f"did you mean {near}?")
    else:
        mend = Words(
            "改正 region；开发区等不在表里的，在 site.yaml 的 checks.exceptions 里写明理由",
            "correct region; for a zone that no table has, say why under checks.exceptions in site.yaml",
        )
    return warning(place, "region.unknown", what, mend)
