"""Web pages: the notice and nothing around it, in every usual encoding and markup."""

from __future__ import annotations

import pytest

from disclosure import raw, readers
from disclosure.document import Block, Document, Table
from disclosure.pagelines import is_line
from disclosure.problem import ContentError, Problem
from tests import webpages

TITLE = "中共某市红十字会党组关于市委第三轮巡察整改进展情况的通报"
LINES = [
    "根据市委统一部署，2025年3月11日至6月6日，市委第一巡察组对市红十字会党组开展了巡察。",
    "一、反馈问题整改情况",
    *(
        f"{n}.关于“孖龙山·救护站管理第{n}项不规范”的问题。整改情况：已完善制度，明确责任。整改结果：已完成"
        for n in range(1, 9)
    ),
    "联系电话：0531-76217956；电子邮箱：a@example.cn。",
    "中共某市红十字会党组",
    "2026年1月20日",
]


def page(data: bytes) -> tuple[Document, list[Problem]]:
    return readers.read(raw.of_bytes("页.html", data))


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Block)]


def refused(data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        page(data)
    (problem,) = caught.value.problems
    return problem.line("en")


@pytest.mark.parametrize("breaks", [False, True])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
@pytest.mark.parametrize("container", ["id='zoom'", "class='TRS_Editor'", "id='UCAP-CONTENT'", "class='unheard-of'"])
def test_the_notice_inside_the_page(container: str, charset: str, breaks: bool) -> None:
    document, problems = page(webpages.cms(TITLE, LINES, charset, container, breaks))
    assert texts(document) == [TITLE, *LINES]
    assert document.meta["published"] == "2026-01-22"
    assert [p.code for p in problems] == (["html.densest"] if "unheard" in container else [])


def test_what_is_taken_out_of_the_container_is_recorded() -> None:
    document, _ = page(webpages.cms(TITLE, LINES))
    assert [(r.kind, r.before, r.after) for r in document.repairs] == [
        ("web-furniture", "分享到：微信微博", ""),
        ("web-furniture", "【打印】 【关闭】", ""),
        ("web-furniture", "浏览次数：1024次", ""),
        ("web-furniture", "上一篇：关于表彰先进的决定", ""),
    ]


def test_a_short_notice_without_container_keeps_the_whole_page() -> None:
    data = "<html><body><div><a href=x>首页</a></div><p>关于整改的通报</p><p>一、已完成整改</p></body></html>".encode()
    document, problems = page(data)
    assert texts(document) == ["首页", "关于整改的通报", "一、已完成整改"]
    assert [p.code for p in problems] == ["html.page"]


def test_tables_lists_and_hidden_parts() -> None:
    data = """<html><body><div id=zoom><p>整改情况如下，以表格列出各项问题及其措施和完成情况，供社会各界监督。</p>
    <table><tr><th>序号</th><th colspan=2>问题</th></tr><tr><td rowspan=2>1</td><td>学习<br>不够</td><td>已完成</td></tr>
    <tr><td>制度不全</td><td>持续推进</td></tr></table>
    <ol start=3><li>完善制度建设</li><li>4.加强学习教育</li></ol><ol style="list-style:none"><li>压实责任链条</li></ol>
    <p style="display:none">看不见</p><p hidden>也看不见</p><pre>第一行整改\n第二行整改</pre></div></body></html>""".encode()
    document, _ = page(data)
    assert document.blocks[1] == Table(
        (("序号", "问题", ""), ("1", "学习\n不够", "已完成"), ("", "制度不全", "持续推进")), 2, merged=((1, 0, 2),)
    )
    assert texts(document)[1:] == ["3. 完善制度建设", "4.加强学习教育", "压实责任链条", "第一行整改", "第二行整改"]


def test_a_page_saved_with_its_pictures() -> None:
    inner = webpages.cms(TITLE, LINES)
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + inner
        + b"\r\n--b--\r\n"
    )
    assert texts(page(data)[0]) == [TITLE, *LINES]


def test_hostile_text_comes_through_as_text() -> None:
    lines = [*LINES, "<script>alert(1)</script> {{ 7*7 }} [甲](javascript:alert(1)) `码` --- | > #"]
    assert texts(page(webpages.cms(TITLE, lines))[0])[-1] == lines[-1]


def test_damaged_and_endless_pages_get_one_line() -> None:
    good = webpages.cms(TITLE, LINES)
    middle = len(good) // 2
    assert "is no text" in refused(good[:middle] + b"\xff\xfe\xfd" + good[middle:])
    assert "there is a NUL character" in refused(good[:middle] + b"\0" + good[middle:])
    assert "more than 300000 tags" in refused(b"<html><body>" + b"<p>" * 1_000_000)
    assert "not in Chinese" in refused(b"<html><body><p>Nothing here is Chinese at all.</p></body></html>")


def test_deep_nesting_is_bounded() -> None:
    data = ("<html><body>" + "<div>" * 20_000 + "整改情况" * 100 + "</div>" * 20_000).encode()
    try:
        document, _ = page(data)
    except ContentError as exc:
        assert len(exc.problems) == 1
    else:
        assert "整改情况" in "".join(texts(document))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：办公室 时间：2026-01-21 10:00:00 【字体：大 中 小】 打印", True),
        ("发布时间：2026-01-22 09:30　来源：办公室　浏览次数：1024", True),
        ("【打印】【关闭】", True),
        ("扫一扫在手机打开当前页", True),
        ("日期：2026年1月20日", False),
        ("时间：2025年12月", False),
        ("整改结果：已完成", False),
        ("4.关于“收款二维码管理不规范”的问题", False),
        ("大", False),
    ],
)
def test_lines_of_furniture(line: str, expected: bool) -> None:
    assert is_line(line) is expected


@pytest.mark.parametrize("part", ["来源：a 来源：a 打印 ", "大 中 小 ", "打印", "【字体：", "浏览", "|｜/ ", "扫一扫"])
def test_no_line_takes_long_to_judge(part: str) -> None:
    """A form of the rule that could go back over its pieces took years over forty of them."""
    assert not is_line(part * 18 + "整改，")
