"""Known bodies and new ones."""

from __future__ import annotations

import pytest

from disclosure.bodies import Known, core, find, index, propose

KNOWN = index(
    [
        Known(
            "laiwu-red-cross",
            "济南市莱芜区红十字会",
            "莱芜区红十字会",
            "shandong/laiwu-red-cross",
            ("山东省", "济南市", "莱芜区"),
        ),
        Known("chaoyang-red-cross", "北京市朝阳区红十字会", "朝阳区红十字会", "", ("北京市", "朝阳区")),
        Known(
            "chaoyang-red-cross-changchun", "长春市朝阳区红十字会", "朝阳区红十字会", "", ("吉林省", "长春市", "朝阳区")
        ),
    ]
)


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("中共济南市莱芜区红十字会党组", "济南市莱芜区红十字会"),
        ("中国共产党甲市红十字会支部委员会", "甲市红十字会"),
        ("甲市红十字会", "甲市红十字会"),
        ("中共 甲市 教育局 党委", "甲市教育局"),
        ("中共甲市教育局委员会", "甲市教育局"),
        ("甲市住房公积金管理委员会", "甲市住房公积金管理委员会"),
    ],
)
def test_the_body_in_the_publisher(publisher: str, name: str) -> None:
    assert core(publisher) == name


@pytest.mark.parametrize(
    "publisher",
    [
        "中共济南市莱芜区红十字会党组",
        "莱芜区红十字会",
        "山东省济南市莱芜区红十字会",
        "中共莱芜区红十字会党组",
        "莱芜红十字会",
        "济南莱芜区红十字会",
    ],
)
def test_a_known_body(publisher: str) -> None:
    body, problems = find(publisher, KNOWN)
    assert body is not None
    assert (body.slug, problems) == ("laiwu-red-cross", [])


def test_an_unknown_body() -> None:
    assert find("丙县红十字会", KNOWN) == (None, [])
    assert find("莱芜区教育局", KNOWN) == (None, [])
    assert find("", KNOWN) == (None, [])


def test_several_bodies_of_one_name() -> None:
    body, problems = find("朝阳区红十字会", KNOWN, file="a.txt")
    assert body is None
    assert [p.line("en") for p in problems] == [
        "a.txt: 朝阳区红十字会 may be any of several bodies: chaoyang-red-cross、chaoyang-red-cross-changchun; name it with --body"
    ]
    body, problems = find("朝阳区红十字会", KNOWN, ["长春市人民大街1号"])
    assert body is not None
    assert body.slug == "chaoyang-red-cross-changchun"


@pytest.mark.parametrize(
    ("publisher", "slug", "level"),
    [
        ("中共济南市莱芜区红十字会党组", "laiwu-red-cross", "district"),
        ("中共武汉市东西湖区红十字会党组", "dongxihu-red-cross", "district"),
        ("中共清远市红十字会党组", "qingyuan-red-cross", "city"),
        ("山东省红十字会", "shandong-red-cross", "province"),
        ("陕西省红十字会", "shaanxi-red-cross", "province"),
        ("单县红十字会", "shanxian-red-cross", "district"),
        ("重庆市长寿区红十字会", "changshou-red-cross", "district"),
        ("六安市红十字会", "luan-red-cross", "city"),
        ("恩施土家族苗族自治州红十字会", "enshi-red-cross", "city"),
        ("甲县红十字会", "jiaxian-red-cross", ""),
        ("清远市总工会", "qingyuan-trade-union", "city"),
        ("清远市清城区教育局", "qingcheng-education-bureau", "district"),
        ("中共青石县民政局党组", "qingshi-civil-affairs-bureau", ""),
        ("云岭省甲乙市青石县统计局", "qingshi-statistics-bureau", ""),
        ("中共青石县柳林镇委员会", "qingshi-liulin-town", ""),
        ("广州市黄埔区粮食和物资储备局", "huangpu-liangshihewuzichubei-bureau", "district"),
        ("城市管理局", "urban-management-bureau", ""),
        ("青岛市人民检察院", "qingdao-procuratorate", "city"),
    ],
)
def test_a_new_body(publisher: str, slug: str, level: str) -> None:
    proposal, problems = propose(publisher, {})
    assert (proposal.slug, proposal.level) == (slug, level)
    assert bool(problems) is (not level)


@pytest.mark.parametrize(
    ("publisher", "slug", "name", "short"),
    [
        ("中共济南市莱芜区委员会", "laiwu-party-committee", "中共济南市莱芜区委员会", "中共莱芜区委员会"),
        ("中共青石县柳林镇委员会", "qingshi-liulin-town", "中共青石县柳林镇委员会", "中共青石县柳林镇委员会"),
        ("中共宿迁市卫生健康委员会委员会", "suqian-health-commission", "宿迁市卫生健康委员会", "宿迁市卫生健康委员会"),
    ],
)
def test_the_committee_of_a_place_keeps_its_name(publisher: str, slug: str, name: str, short: str) -> None:
    proposal, _ = propose(publisher, {})
    assert (proposal.slug, proposal.name, proposal.short_name) == (slug, name, short)


def test_the_yaml_of_a_new_body() -> None:
    proposal, problems = propose("中共济南市莱芜区红十字会党组", {})
    assert problems == []
    assert proposal.yaml() == (
        "name: 济南市莱芜区红十字会\nshort_name: 莱芜区红十字会\nregion: [山东省, 济南市, 莱芜区]\nlevel: district\nkind: red-cross\n"
    )
    assert "name: 'a: b'" in propose("a: b", {})[0].yaml() or "name: 'a:b'" in propose("a: b", {})[0].yaml()


def test_a_slug_in_use_takes_the_place_above_and_then_is_an_error() -> None:
    taken = {"chaoyang-red-cross": "北京市朝阳区红十字会"}
    proposal, problems = propose("长春市朝阳区红十字会", taken, file="a.txt")
    assert (proposal.slug, problems) == ("changchun-chaoyang-red-cross", [])
    _, problems = propose("长春市朝阳区红十字会", {**taken, proposal.slug: "某会"}, file="a.txt")
    assert [p.line("en") for p in problems] == [
        "a.txt: the proposed slug chaoyang-red-cross is taken by 北京市朝阳区红十字会; give the new body a slug with --body"
    ]


def test_offices_whose_places_differ_in_their_kind_alone_get_two_slugs() -> None:
    first, _ = propose("青石县民政局", {})
    second, problems = propose("青石市民政局", {first.slug: first.name})
    assert (first.slug, second.slug) == ("qingshi-civil-affairs-bureau", "qingshishiminzhengju")
    assert "import.slug" not in [p.code for p in problems]


def test_a_place_that_is_not_known_must_be_completed() -> None:
    proposal, problems = propose("甲县红十字会", {}, file="a.txt")
    assert proposal.missing == ("region", "level")
    assert [p.line("en") for p in problems] == [
        "a.txt: the new body 甲县红十字会 lacks region、level; complete its body.yaml"
    ]
