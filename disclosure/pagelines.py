"""Lines that a web page adds to an article: share buttons, view counts, the way to the page, print and close.

In: a line. Out: whether it is one. Only lines made of such pieces and nothing else are; where they may stand is for those to
know who ask.
"""

from __future__ import annotations

import re

_DATE = r"[0-9]{4}[ ]?[-年/.][ ]?[0-9]{1,2}[ ]?[-月/.][ ]?[0-9]{1,2}[ ]?日?(?:[ ]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_DAY = re.compile(_DATE)
_LABELS = (
    r"发布时间|发布日期|发表时间|更新时间|信息来源|文章来源|稿件来源|来源|责任编辑|编辑|审核|初审|复审|终审|审稿|校对|供稿|浏览次数|浏览量|浏览|阅读次数|阅读量|"
    r"阅读|点击数|点击次数|点击量|点击|访问量|访问次数|字号|字体|分享到|分享至|分享|打印|"
    r"索引号|信息索引号?|信息公开类别|主题分类|体裁分类|公开方式|公开时限"
)
_WEAK = r"时间|日期|作者|信息名称|发布机构|发文机关|成文日期|生成日期|公开日期|发文日期|文号|有效性|关键词|语种"
_WORDS = (
    r"打印本页|打印此页|打印正文|打印|关闭窗口|关闭本页|关闭页面|关闭|返回顶部|返回列表|回到顶部|加入收藏|收藏本页|我要纠错|纠错|分享|新浪微博|QQ空间|"
    r"放大|缩小|默认"
)
_WEAK_WORDS = r"收藏|返回|下载|微信|微博|QQ|字号|字体|朗读|大|中|小|次"
_TOKEN = re.compile(
    rf"(?P<sure>(?:{_LABELS})[ ]?[:：][ ]?(?:{_DATE}|[^:：\s|｜]{{0,24}}(?=[\s|｜]|$))"
    rf"|[\[【（(][ ]?(?:{_LABELS})[ ]?[:：][^\]】）)]{{0,16}}[\]】）)]|[\[【（(]?[ ]?(?:{_WORDS})[ ]?[\]】）)]?)"
    rf"|(?:{_WEAK})[ ]?[:：][ ]?(?:{_DATE}|[^:：\s|｜]{{0,24}}(?=[\s|｜]|$))|[\[【（(]?[ ]?(?:{_WEAK_WORDS})[ ]?[\]】）)]?"
)
"""One piece of a line of furniture. Pieces are taken one after the other, never back, so that no line takes long."""
_PAGER = r"(?:[首尾末上下]一?页|共[0-9]{1,3}页|第?[0-9]{1,3}页?|[.…]{1,3})"
_BETWEEN = re.compile(r"[\s|｜/]*")
_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:分享到|分享至|转发到|一键分享)[ ]?[:：]?.{0,30}",
        r"(?:本页|本文|文章)?(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?[ ]?[:：]?[ ]?[\[【（(]?[0-9,，万+]{0,12}[\]】）)]?[ ]?次?",
        r"[\[【（(]?(?:字体|字号)(?:大小)?[ ]?[:：].{0,20}",
        r"(?:上一篇|下一篇|上一条|下一条|上篇|下篇)[ ]?[:：]?.{0,80}",
        r"(?:首[ ]?页|当前位置|您的位置|您当前的位置|您现在的位置|所在位置)[ ]?[:：>＞»/].{0,100}",
        r"(?:微信|手机)?扫(?:一扫|码)[^，。；]{0,16}(?:打开|分享|关注|查看|阅读|浏览|访问)[^，。；]{0,14}",
        rf"(?=.*(?:[上下]一?页|[尾末]页))(?:{_PAGER}[\s|｜<>＜＞«»]*)++",
        r"(?:(?:点?赞|在看|收藏|分享|转发|(?:写)?留言|推荐)[\s、|｜·]*)++",
        r"(?:轻触)?阅读原文|预览时标签不可点|继续滑动看下一个|喜欢此内容的人还喜欢|点击(?:上方|下方)?蓝字[ ，,]?关注(?:我们)?",
        r".{0,60}(?:版权所有|ICP备|公网安备|网站标识码|技术支持[:：]).{0,100}",
    )
)


def is_line(text: str) -> bool:
    """Whether `text` is a line that a web page adds to an article."""
    squeezed = " ".join(text.split())
    if len(squeezed) > 200:
        return False
    return _is_run(squeezed) or any(pattern.fullmatch(squeezed) for pattern in _LINES)


def _is_run(text: str) -> bool:
    """Whether `text` is a run of labels and buttons and nothing else, at least one of them beyond doubt."""
    at, sure = 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or match.end() == at:
            return False
        sure = sure or bool(match["sure"])
        gap = _BETWEEN.match(text, match.end())
        at = gap.end() if gap else match.end()
    return sure


def holds_date(text: str) -> bool:
    """Whether a date stands in `text`."""
    return _DAY.search(text) is not None
