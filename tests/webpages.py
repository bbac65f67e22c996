"""Web pages made by code, for tests: a notice as content management systems put it into a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_NAVIGATION = "".join(
    f"<li><a href='/{i}'>{w}</a></li>" for i, w in enumerate(("首页", "机构概况", "政务公开", "通知公告", "志愿服务"))
)
_RELATED = "".join(f"<li><a href='/r{i}'>关于第{i}期救护员培训班开班的通知</a></li>" for i in range(6))


def cms(
    title: str, lines: Sequence[str], charset: str = "utf-8", container: str = "id='zoom'", breaks: bool = False
) -> bytes:
    """A page with navigation, share buttons, view counts and a side list; `lines` is the notice below the title."""
    if breaks:
        inner = "<br/>\n".join("　　" + escape(line) for line in lines)
        inner = f"<table><tr><td><span>{inner}</span></td></tr></table>"
    else:
        inner = "\n".join(f"<p style='text-indent:2em'>&nbsp;　{escape(line)}</p>" for line in lines)
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<meta name="ArticleTitle" content="{escape(title)}"><meta name="PubDate" content="2026-01-22 09:30">
<meta name="ContentSource" content="办公室"><title>{escape(title)}-红十字会</title>
<script>var x = "不是正文，脚本里的话";</script><style>.a {{ color: red }}</style></head>
<body><div class="header"><ul class="nav">{_NAVIGATION}</ul></div>
<div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; <a href="/x">通知公告</a></div>
<div class="main"><h1 class="article-title">{escape(title)}</h1>
<div class="info">发布时间：2026-01-22 09:30　来源：办公室　浏览次数：<span id="hits">1024</span></div>
<div {container}>
{inner}
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<p>【打印】 【关闭】</p><p>浏览次数：1024次</p><p>上一篇：<a href="/p">关于表彰先进的决定</a></p>
</div></div>
<div class="side"><h3>相关阅读</h3><ul>{_RELATED}</ul></div>
<div class="footer">主办单位：红十字会　版权所有　网站标识码：3701000001　鲁ICP备00000001号</div>
</body></html>""".encode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset))
