"""Encodings are found from the bytes, and damage is named with its place."""

import pytest

from disclosure.decoding import UndecodableError, decode

TEXTS = [
    "整改结果：已完成",
    "关于巡察整改进展情况的通报",
    "2026年1月20日",
    "①制定“第一议题”制度。",
    "邮政信箱：孖龙山陵园·办公室（0531-76217956）",
    "𠮷字生僻，整改情况照常公布。",
]
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_usual_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text.removeprefix("\ufeff") == text


def test_gb2312_label_means_gb18030() -> None:
    assert decode("孖龙山·陵园".encode("gb18030"), "gb2312").text == "孖龙山·陵园"


def test_damage_in_the_middle_is_named() -> None:
    good = "党组认真落实整改。\n" * 40
    data = good.encode() + b"\xe4\xbd" + good.encode()
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert (caught.value.encoding, caught.value.line) == ("utf-8", 41)


def test_damage_in_gb18030_is_named() -> None:
    good = "党组认真落实整改。\n" * 40
    with pytest.raises(UndecodableError) as caught:
        decode(good.encode("gb18030") + b"\xff\xff\n" + good.encode("gb18030"))
    assert (caught.value.encoding, caught.value.line) == ("gb18030", 41)
