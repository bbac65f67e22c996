"""Numbers that identify a person or their property: identity cards, mobiles, bank cards, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure import privacy
from disclosure.problem import Place, Problem, Words, error
from disclosure.subjects import Subject

ID = "personal"
NAME = Words("个人信息", "Personal data")
_KINDS = {
    "identity": Words("身份证号码", "an identity number"),
    "mobile": Words("手机号码", "a mobile number"),
    "card": Words("银行卡号", "a bank card number"),
    "plate": Words("车牌号码", "a number plate"),
}
_SIGN = re.compile(r"[0-9０-９]{4}|[A-Z]")
"""One of these stands in every such number outside plain ASCII text."""


def find(subject: Subject) -> Iterator[Problem]:
    """An error for each such number that the settings do not allow."""
    allowed = {_bare(number) for number in subject.config.checks.allow}
    if subject.report.source and subject.report.source.sha256:
        allowed.add(subject.report.source.sha256)
    for number, line in enumerate(subject.lines, 1):
        if not _SIGN.search(line) and not line.isascii():
            continue
        if line.strip().startswith("sha256:"):
            continue
        for found in privacy.numbers(line):
            if _bare(found.text) in allowed:
                continue
            kind = _KINDS[found.kind]
            shown = privacy.masked(found.text)
            what = Words(f"文中有{kind.zh} {shown}", f"the text holds {kind.en}: {shown}")
            mend = Words(
                "从正文和原件中隐去；确需公开的联系电话写入 site.yaml 的 checks.allow",
                "mask it in the text and in the original; a contact that must be public goes into checks.allow of site.yaml",
            )
            yield error(Place(subject.report.file, number), f"personal.{found.kind}", what, mend)


def _bare(number: str) -> str:
    return re.sub(r"[\s·•.\-]", "", number).upper()
