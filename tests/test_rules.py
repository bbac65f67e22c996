"""Titles that are said to be made or revised, and those that are only read."""

import pytest
from reports import one_finding

from disclosure import rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修订《甲方案》及《乙管理办法》，建立健全内部审核机制。", ["revised 修订 甲方案", "revised 修订 乙管理办法"]),
        ("制定了《甲区红十字会财务管理制度》，强化约束。", ["made 制定 甲区红十字会财务管理制度"]),
        ("把原来的《应急手册》重新整理、合并制定为《应急预案》，作了修改。", ["made 合并制定为 应急预案"]),
        (
            "对已有的《甲制度》、《乙制度》和《丙制度》等进行全面梳理和评估，开展针对性的修订和完善工作。",
            ["revised 修订和完善 甲制度", "revised 修订和完善 乙制度", "revised 修订和完善 丙制度"],
        ),
        ("会议听取并通过了《监事会工作规则（试行）》。", ["made 通过 监事会工作规则（试行）"]),
        ("与市卫生健康局联合印发《关于设立服务站的通知》。", ["made 联合印发 关于设立服务站的通知"]),
        ("修订《慰问管理办法》（试行），明确方向。", ["revised 修订 慰问管理办法（试行）"]),
        ("执行《济南市红十字会捐赠工作管理办法》，完善台账。", []),
        ("学习《中国共产党章程》《关于新形势下党内政治生活的若干准则》等制度。", []),
        ("严格落实《干部教育培训工作条例》等相关规定。", []),
        ("按照《基层组织建设实施方案》要求加大推动力度。", []),
        ("拟制定《会员管理办法》。", []),
        ("未制定《会员管理办法》。", []),
        ("对照《章程》进行检查。", []),
    ],
)
def test_titles(text: str, expected: list[str]) -> None:
    assert [f"{r.kind} {r.verb} {r.title}" for r in rules.of_report(one_finding(text))] == expected
