"""Exceptions of `site.yaml` that set nothing aside, and decisions about names that are not found any more.

In: the settings and what was set aside. Out: problems. `checking` calls it when all else is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from disclosure.checksettings import Waiver
from disclosure.problem import Place, Problem, Words, error, note

ID = "exceptions"
NAME = Words("例外", "Exceptions")


def find_exceptions(
    file: str, waivers: Collection[Waiver], used: Collection[Waiver], known: Collection[str], reports: Collection[str]
) -> Iterator[Problem]:
    """Exceptions that name no rule or no report (errors), and those that set nothing aside (notes)."""
    for waiver in waivers:
        place = Place(file, waiver.line)
        if waiver.rule.partition(".")[0] not in known:
            what = Words(
                f"例外里的规则 {waiver.rule} 不存在",
                f"the exception names the rule {waiver.rule}, which does not exist",
            )
            mend = Words(f"可用的规则：{'、'.join(known)}", f"rules are {', '.join(known)}")
            yield error(place, "exceptions.rule", what, mend)
        elif waiver.report and waiver.report not in reports:
            what = Words(
                f"例外里的 {waiver.report} 不存在", f"the exception names {waiver.report}, which does not exist"
            )
            mend = Words("写“文件夹名/日期”，例如 laiwu-red-cross/2026-01-20", "write slug/YYYY-MM-DD")
            yield error(place, "exceptions.report", what, mend)
        elif waiver not in used:
            where = waiver.report or "*"
            yield note(
                place,
                "exceptions.unused",
                Words(
                    f"例外 {waiver.rule}（{where}）没有用到，可以删去",
                    f"the exception {waiver.rule} ({where}) sets nothing aside and can go",
                ),
            )
