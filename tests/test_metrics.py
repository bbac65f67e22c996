"""Key figures: value, unit, about, period, what is counted."""

import pytest
from reports import one_finding

from disclosure import metrics
from disclosure.checksettings import MetricKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年持证培训4305人次，普及培训96406人次。", ["4305人次|2025年|持证培训", "96406人次|2025年|普及培训"]),
        (
            "2025年已组织开展红十字救护员培训36场，培训初级救护员2491人，超额完成。",
            ["36场|2025年|组织开展红十字救护员培训", "2491人|2025年|培训初级救护员"],
        ),
        ("组织“5·8人道公益日”众筹活动，筹得善款116万多元，居首位。", ["~1160000元||筹得善款"]),
        (
            "2025年“久久公益节”筹得善款80.14万元，7万余人次参与。",
            ["801400元|2025年|筹得善款", "~70000人次|2025年|参与"],
        ),
        ("2024年9月至今，全市普及急救知识31万多人次。", ["~310000人次|2024年9月至今|全市普及急救知识"]),
        ("取证培训２．８万多人次。", ["~28000人次||取证培训"]),
        (
            "总收入5,448,250.73元，支出率41.4%，较2024年同期提高4.7%。",
            ["5448250.73元||总收入", "41.4%||支出率", "4.7%||较2024年同期提高"],
        ),
        ("55名教师学员参加培训。", ["55名||教师学员参加培训"]),
        ("约500名群众受益。", ["~500名||群众受益"]),
        ("9月30日召开第2次会议，修订《2025年3项制度》，用时15个工作日，为期3个月。", []),
        ("联系电话0531-76217956人。", []),
        ("2025年成功捐献16人，累计67人。", ["16人|2025年|成功捐献", "67人||累计"]),
        ("2025年累计培训500人。", ["500人|2025年|累计培训"]),
        ("2025年，全市累计培训500人。", ["500人|2025年|全市累计培训"]),
        ("2025年招考录入2名干部，目前空编1人。", ["2名|2025年|招考录入…干部", "1人||空编"]),
        ("2024年度培训500人。", ["500人|2024年度|培训"]),
        ("自2024年3月起培训500人。", ["500人|2024年3月起|培训"]),
        ("2025年初步建成5个站点。", ["5个|2025年|初步建成…站点"]),
        ("2024年底前培训500人。", ["500人|2024年底前|培训"]),
        ("2023年、2024年分别培训500人、600人。", ["500人|2023年、2024年|分别培训", "600人|2023年、2024年|"]),
        ("2023年和2024年共培训500人。", ["500人|2023年和2024年|培训"]),
        ("没有数字。", []),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    found = metrics.of_report(one_finding(text))
    assert [f"{'~' if f.about else ''}{f.value}{f.unit}|{f.period}|{f.counted}" for f in found] == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("党员干部累计67人受教育。", "党员干部累计…受教育"),
        ("清退补贴，合计3,250元。", "合计"),
        ("走访困难群众共计12户。", "走访困难群众"),
        ("聘请机构开展审计3次。", "聘请机构开展审计"),
        ("公开招聘会计2名。", "公开招聘会计"),
        ("上级文件传达5次。", "上级文件传达"),
        ("有关人员约谈4人次。", "有关人员约谈"),
        ("共青团员18名参加。", "共青团员…参加"),
        ("建会率达到95%。", "建会率"),
        ("开展志愿服务12小时帮助5人。", "帮助"),
        ("用3个月培训9人。", "培训"),
    ],
)
def test_a_label_has_the_words_of_the_notice_whole(text: str, label: str) -> None:
    assert metrics.of_report(one_finding(text))[-1].counted == label


def test_a_figure_keeps_its_words_and_its_place() -> None:
    (figure,) = metrics.of_report(one_finding("开展宣传。筹得善款116万多元，居首位。"))
    assert figure.stated == "116万多元"
    assert figure.sentence == "筹得善款116万多元，居首位"
    assert (figure.finding, figure.anchor) == ("1", "2026-01-20-1")


def test_only_one_kind_and_unit_are_set_side_by_side() -> None:
    kind = MetricKind("trained", "培训", "Trained", ("人次",), ("培训",), ("师资",))
    found = metrics.of_report(one_finding("普及培训10人次，师资培训3人次，培训5场，救助7人次。"))
    assert [bool(metrics.kind_of(f.unit, f.counted, [kind])) for f in found] == [True, False, False, False]


def test_a_figure_has_the_first_kind_that_fits() -> None:
    kinds = tuple(
        MetricKind(id_, id_, id_, units, ("培训",), ()) for id_, units in (("a", ("场",)), ("b", ("人次", "场")))
    )
    report = one_finding("普及培训10人次，培训5场，救助7人次。")
    assert metrics.in_columns(report).units == ("人次", "场", "人次")
    assert metrics.kinds_of(report, kinds) == ["b", "a", ""]
