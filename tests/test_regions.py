"""Places, their codes and what belongs to them."""

from __future__ import annotations

import re

import pytest

from disclosure import regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中共济南市莱芜区红十字会党组", "370116"), ("莱芜区", "370116"), ("莱芜", "370116"), ("莱芜市红十字会", "370116"), ("东西湖区红十字会", "420112"),
        ("东西湖", "420112"), ("清远", "441800"), ("清远市红十字会", "441800"), ("广西壮族自治区红十字会", "450000"), ("广西红十字会", "450000"),
        ("北京市东城区", "110101"), ("长春市朝阳区", "220104"), ("吉林省吉林市船营区", "220204"), ("吉林市红十字会", "220200"), ("仙桃市", "429004"),
        ("恩施土家族苗族自治州", "422800"), ("恩施州", None), ("单县红十字会", "371722"), ("襄樊市红十字会", "420600"), ("山东省济南市莱芜区", "370116"),
        ("朝阳区", None), ("鼓楼区红十字会", None), ("区红十字会", None), ("中国红十字会总会", None), ("", None), ("北京路小学", None),
    ],
)  # fmt: skip
def test_finding_a_place(text: str, code: str | None) -> None:
    found = regions.find(text)
    assert (found.code if found else None) == code


def test_what_stands_around_decides() -> None:
    found = regions.find("朝阳区红十字会", ["地址：长春市人民大街1号"])
    assert found is not None
    assert found.path == ("吉林省", "长春市", "朝阳区")
    assert regions.find("朝阳区红十字会", ["地址：甲市"]) is None


def test_a_short_name_among_places_of_another_city_names_no_place() -> None:
    assert regions.find("古田陈列馆", ["根据龙岩市委统一部署", "地址：福建省龙岩市上杭县古田镇"]) is None
    for text, around in (
        ("古田红十字会", ["宁德市古田县"]),
        ("古田红十字会", []),
        ("古田县红十字会", ["龙岩市上杭县"]),
    ):
        found = regions.find(text, around)
        assert found is not None
        assert found.name == "古田县"


def test_paths_and_codes() -> None:
    place = regions.by_path(["山东省", "济南市", "莱芜区"])
    assert place is not None
    assert (place.code, place.level, place.short) == ("370116", "district", "莱芜")
    assert regions.by_code("4418") == regions.by_code("441800") == regions.by_path(["广东省", "清远市"])
    assert regions.by_path(["湖北省", "济南市"]) is None
    assert regions.by_path([]) is None
    assert regions.by_code("999999") is None


def test_area_codes_and_postcodes() -> None:
    for code, area, post in (
        ("370116", "0531", "271"),
        ("420112", "027", "430"),
        ("441800", "0763", "511"),
        ("110101", "010", "100"),
    ):
        place = regions.by_code(code)
        assert place is not None
        assert area in regions.area_codes(place)
        assert post in regions.postcodes(place)


def test_every_city_has_an_area_code_and_every_code_a_province() -> None:
    table = regions._table()
    for region in table.by_code.values():
        assert re.fullmatch(r"\d{6}", region.code)
        assert region.path[-1] == region.name
        assert region.code[:2] + "0000" in table.by_code
        if region.level == "city":
            assert regions.area_codes(region), region.name
    for codes in table.area_codes.values():
        assert all(re.fullmatch(r"0(10|2\d|[3-9]\d\d)", code) for code in codes)


def test_places_in_an_address() -> None:
    assert [r.name for r in regions.mentioned("寄至武汉市东西湖区径河街道径西三路33号")] == ["东西湖区"]
