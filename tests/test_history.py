"""Findings matched from one report to the next."""

from operator import add

from hypothesis import given
from hypothesis import strategies as st
from reports import body, report

from disclosure import history
from disclosure.report import Report

ROUND = "kind: inspection, round: 区委第七轮巡察"


def listed(published: str, *findings: str, inspection: str = ROUND) -> Report:
    """A report whose findings are written `id status title`."""
    parts = []
    for line in findings:
        id_, status, title, *text = line.split(" ")
        parts.append(f"### {title} {{#{id_} .finding status={status}}}\n\n{text[0] if text else '做了。'}\n")
    return report("\n".join(parts), published=published, inspection=inspection)


def ways(*reports: Report, **more: object) -> list[str]:
    return [
        " > ".join(f"{s.finding}:{s.status}{':' + s.by if s.by else ''}" for s in thread.steps)
        for thread in history.threads(body(*reports, **more))
    ]


def test_by_id_then_title_then_text() -> None:
    words = "召开专题会议研究部署应急救护培训工作，制定年度计划并组织实施，已完成全部任务。"
    old = listed("2025-03-01", "1 open 关于培训不足的问题", "2 open 关于台账不清的问题", f"3 open 关于甲的问题 {words}")
    new = listed("2026-01-20", "1 done 关于培训不足的问题", "5 done 关于台账不清的问题", f"6 done 完全不同 {words}")
    assert ways(new, old) == ["1:open > 1:done:id", "2:open > 5:done:title", "3:open > 6:done:text"]


def test_one_id_with_another_title_is_not_the_same_finding() -> None:
    old = listed("2025-03-01", "1 open 关于培训不足的问题")
    new = listed("2026-01-20", "1 done 公务用车管理混乱")
    assert ways(new, old) == []
    assert [m.kind for m in history.moves(body(new, old))] == ["new", "gone"]


def test_another_inspection_is_not_compared() -> None:
    old = listed("2025-03-01", "1 open 关于培训不足的问题", inspection="kind: inspection, round: 区委第六轮巡察")
    new = listed("2026-01-20", "1 done 关于培训不足的问题")
    assert ways(new, old) == [] and history.moves(body(new, old)) == ()
    unsaid = listed("2025-03-01", "1 open 关于培训不足的问题", inspection="kind: inspection")
    assert ways(new, unsaid) == []


def test_a_match_by_hand_goes_before_all() -> None:
    old = listed("2025-03-01", "1 open 关于培训不足的问题", "2 open 关于台账不清的问题")
    new = listed("2026-01-20", "1 done 关于培训不足的问题", "2 ongoing 关于台账不清的问题")
    by_hand = {"2026-01-20#2": "2025-03-01#1"}
    assert ways(new, old, matches=by_hand) == ["1:open > 2:ongoing:hand"]


def test_the_way_goes_through_every_report() -> None:
    days = ["2025-03-01", "2025-09-01", "2026-01-20"]
    one, two, three = (
        listed(d, f"1 {s} 关于培训不足的问题") for d, s in zip(days, ("open", "ongoing", "done"), strict=True)
    )
    assert ways(three, two, one) == ["1:open > 1:ongoing:id > 1:done:id"]
    moves = history.moves(body(three, two, one))
    assert [(m.kind, m.published) for m in moves] == [("status", "2026-01-20"), ("status", "2025-09-01")]


@given(st.text(alphabet="甲乙丙𠮷a", max_size=12), st.text(alphabet="甲乙丙𠮷a", max_size=12))
def test_two_titles_are_as_alike_as_they_share_pairs_of_characters(one: str, other: str) -> None:
    pairs, others = set(map(add, one, one[1:])), set(map(add, other, other[1:]))
    both = len(pairs) + len(others)
    assert history.alike(one, other) == (2 * len(pairs & others) / both if both and one != other else 1.0)
