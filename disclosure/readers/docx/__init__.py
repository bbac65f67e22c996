"""Word files (docx): the text as the reader of the printed page sees it.

In: a docx package. Out: blocks and tables in the order of reading, automatic numbers restored, tracked
insertions kept, deletions, struck and hidden text left out with a warning. Traded away: layout, pictures (counted and
warned about), headers and footers (running heads are no part of a notice; a warning tells their words).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from disclosure.document import Block, Document, Table
from disclosure.problem import Place, Problem, Words, warning
from disclosure.raw import RawFile, refuse
from disclosure.readers.docx.numbering import read_numbering
from disclosure.readers.docx.package import Parts, damaged, open_parts
from disclosure.readers.docx.styles import Styles, read_styles
from disclosure.readers.docx.walk import Seen, Walker
from disclosure.readers.docx.xml import child
from disclosure.text import squeeze

_WARNINGS = {
    "deleted": (
        "docx.deleted",
        Words(
            "有 {} 处修订中删除的文字没有导入",
            "{} [piece|pieces] of text deleted under tracked changes [is|are] left out",
        ),
        Words("先在 Word 中接受或拒绝修订", "accept or reject the changes in Word first"),
    ),
    "inserted": (
        "docx.inserted",
        Words(
            "有 {} 处修订中新增的文字已导入", "{} [piece|pieces] of text inserted under tracked changes [is|are] kept"
        ),
        Words("确认这些修订已定稿", "make sure that these changes are final"),
    ),
    "moved": (
        "docx.moved",
        Words(
            "有 {} 处修订中移动的文字按新位置导入",
            "{} [piece|pieces] of text moved under tracked changes [stands|stand] at the new place",
        ),
        Words("确认这些修订已定稿", "make sure that these changes are final"),
    ),
    "hidden": (
        "docx.hidden",
        Words("有 {} 处隐藏文字没有导入", "{} [piece|pieces] of hidden text [is|are] left out"),
        Words("需要公开的文字先取消隐藏", "unhide in Word what is to be published"),
    ),
    "struck": (
        "docx.struck",
        Words("有 {} 处划了删除线的文字没有导入", "{} [piece|pieces] of struck text [is|are] left out"),
        Words("确认这些文字已作废", "make sure that these words no longer count"),
    ),
    "formulas": (
        "docx.formulas",
        Words("{} 个公式写成了一行文字", "{} [formula is|formulas are] written on one line"),
        Words("与原件核对", "compare with the original"),
    ),
    "pictures": (
        "docx.pictures",
        Words(
            "有 {} 张图片，图片中的文字没有导入",
            "{} [picture: words inside it|pictures: words inside them] are not read",
        ),
        Words("图中若有通报文字，请人工补上", "type in what the pictures say of the notice"),
    ),
    "symbols": (
        "docx.symbols",
        Words("有 {} 个符号字体的字符显示为 □", "{} [character|characters] of a symbol font [is|are] shown as □"),
        Words("与原件核对后改正", "compare with the original and correct them"),
    ),
    "notes": (
        "docx.notes",
        Words("{} 条脚注或尾注放在文末", "{} [footnote or endnote is|footnotes or endnotes are] put at the end"),
        Words("核对它们的位置", "check where they belong"),
    ),
    "embedded": (
        "docx.embedded",
        Words("嵌入的 {} 份文件没有导入", "{} embedded [file is|files are] not read"),
        Words("打开后单独导入", "open them and import them on their own"),
    ),
    "empty_numbers": (
        "docx.empty-number",
        Words(
            "有 {} 个自动编号后面没有文字，已略去",
            "{} automatic [number has no text after it and is|numbers have no text after them and are] left out",
        ),
        Words("核对编号", "compare the numbers with the original"),
    ),
}

_PAGE_WORDS = re.compile("[第共总]?[0-9０-９一二三四五六七八九十]*页|[^\u3400-\u9fff]")
"""What a page number is made of."""
_NUMBER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
"""Words for one and for several: [piece|pieces]."""


def read(raw: RawFile) -> tuple[Document, list[Problem]]:
    """Read a docx; raises ContentError where it is damaged, encrypted or too large."""
    parts = open_parts(raw)
    body = child(parts.document, "body")
    if body is None:
        raise damaged(raw.name)
    styles = read_styles(parts.styles)
    walker = Walker(styles, read_numbering(parts.numbering, parts.styles), Seen())
    blocks = walker.blocks(body)
    blocks += walker.notes(parts.footnotes, parts.endnotes)
    walker.seen.pair_moves()
    if not blocks and walker.seen.chunks:
        raise _chunks_only(raw.name)
    if not blocks and walker.seen.pictures:
        raise _pictures_only(raw.name)
    problems = _problems(raw.name, walker.seen) + _margins(raw.name, parts, styles, blocks)
    return Document(tuple(blocks), wraps="paragraph", repairs=tuple(walker.repairs)), problems


def _margins(name: str, parts: Parts, styles: Styles, blocks: Sequence[Block | Table]) -> list[Problem]:
    """A warning about the words of headers and footers that stand nowhere in the text."""
    whole = squeeze("".join(_words(block) for block in blocks))
    lone: list[str] = []
    for margin in parts.margins:
        walker = Walker(styles, read_numbering(None, None), Seen())
        said = [squeeze(_words(block)) for block in walker.blocks(margin)]
        lone += [
            words for words in said if len(_PAGE_WORDS.sub("", words)) > 1 and words not in whole and words not in lone
        ]
    if not lone:
        return []
    shown = "，".join(words[:30] for words in lone[:3])
    what = Words(f"页眉页脚里的文字没有导入：{shown}", f"words in headers and footers are left out: {shown}")
    mend = Words("若是通报的内容，请人工补上", "type them in if they are a part of the notice")
    return [warning(Place(name), "docx.margins", what, mend)]


def _words(block: Block | Table) -> str:
    return block.text if isinstance(block, Block) else "".join(cell for row in block.rows for cell in row)


def _problems(name: str, seen: Any) -> list[Problem]:
    found: list[Problem] = []
    for key, (code, what, mend) in _WARNINGS.items():
        count = getattr(seen, key)
        if count:
            said = Words(what.zh.format(count), _NUMBER.sub(rf"\{1 if count == 1 else 2}", what.en).format(count))
            found.append(warning(Place(name), code, said, mend))
    return found


def _chunks_only(name: str) -> Exception:
    return refuse(
        name,
        "docx.only-chunks",
        Words("docx 的正文是嵌入的另一份文件，不是段落", "the text of this docx is another document inside it"),
        Words("在 Word 中打开并另存为 docx 后再导入", "open it in Word, save it as docx and import that"),
    )


def _pictures_only(name: str) -> Exception:
    return refuse(
        name,
        "docx.only-pictures",
        Words("docx 里只有图片，没有文字", "this docx holds pictures and no text"),
        Words(
            "把图片另存为 PNG 或 PDF 后再导入（需要 ocr 组件）",
            "save the pictures as PNG or PDF and import those (with the extra ocr)",
        ),
    )
