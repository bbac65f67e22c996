"""The outline: paragraphs to the report's body: sections, findings, measures, results.

In: tidied blocks and the words that state results. Out: pieces in order (`model`), which the Markdown writer
turns into text. No character is added but the words of a table's header as labels, and none is left out but bare
markers, which become the list's own numbers; the importer proves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from disclosure import numbering
from disclosure.chinese import plain
from disclosure.document import Block, Repair, Table
from disclosure.notice import invites
from disclosure.numbering import Label
from disclosure.outline import runs
from disclosure.outline.findings import mark
from disclosure.outline.listed import Listed
from disclosure.outline.model import Break, Doubt, Grid, Heading, Node, Outline, Para, Piece, Unit
from disclosure.outline.region import Region, region
from disclosure.outline.tables import findings
from disclosure.outline.titles import split_title
from disclosure.outline.tree import grow
from disclosure.resultplaces import front_bracket, of_several, split_bracket, split_opening
from disclosure.statuses import table

Known = Sequence[tuple[str, str]]
_CLOSING = re.compile(
    r"(?:欢迎|如有|如果|若有|联系|特此|公示期|公开期|公示时间|监督|意见反馈|反馈(?:方式|渠道|意见请)|以上|附件|附[：:]|此件|电话|传真|邮|电子|地址|通讯|通信|收件|受理|来信|来访)"
)
_STATED = table(None)
_CONTACT = re.compile(r"(?:电话|邮箱|信箱|地址|邮编|邮政编码|传真)")
_DATE_LINE = re.compile(r"[\[（(]?[12１２二〇○零][0-9０-９〇○零一二三四五六七八九\s]{3,7}\s*年.{1,12}[日号]?[\]）)]?$")


@dataclass(frozen=True, slots=True)
class Tables:
    """What became of the tables: for the repairs and for the check that nothing is lost."""

    listed: dict[int, Listed] = field(default_factory=dict)
    """Tables of findings, by their place among the blocks."""

    @property
    def repairs(self) -> list[Repair]:
        """Header rows that stood again at a page's head and were taken out."""
        return [r for listed in self.listed.values() for r in listed.repairs]

    @property
    def doubts(self) -> list[Doubt]:
        """What a person should know of them."""
        return [d for listed in self.listed.values() for d in listed.doubts]


def read_tables(blocks: Sequence[Block | Table], known: Known) -> Tables:
    """Find the tables of findings among `blocks`."""
    found: dict[int, Listed] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            place = f"page {block.page}" if block.page else f"line {block.line}"
            listed = findings(block, place, known, found.get(index - 1))
            if listed:
                found[index] = listed
    return Tables(found)


def outline(
    blocks: Sequence[Block | Table], tables: Tables, left_out: Iterable[int], signature: Iterable[int], known: Known
) -> Outline:
    """The body of a report from `blocks` without those at `left_out` (title, publisher); `signature` ends it."""
    units, tail = _units(blocks, tables, set(left_out), set(signature))
    root = grow(units)
    count = mark(root, known)
    writer = _Emitter(known)
    writer.content(root, 1)
    pieces = writer.pieces
    if tail and writer.in_finding:
        pieces.append(Break())
    pieces += [_plain(u) for u in tail]
    out = set(left_out)
    kept = [i for i in range(len(blocks)) if i not in out]
    end = kept[len(kept) - len(tail)] if tail else len(blocks)
    return Outline(
        tuple(pieces), count, tuple(tables.doubts + writer.doubts + _without_result(pieces)), _span(root, end)
    )


def _span(root: Node, end: int) -> tuple[int, int] | None:
    """The paragraphs from the first finding to the end of the last one, which is `end` at most."""
    nodes = root.below
    found = [i for i, node in enumerate(nodes) if node.finding]
    if not found:
        return None
    last = nodes[found[-1]]
    after = [n.index for n in nodes[found[-1] + 1 + len(last.below) :]]
    return nodes[found[0]].index, max(after[0] if after else end, last.index + 1)


def _units(
    blocks: Sequence[Block | Table], tables: Tables, left_out: set[int], signature: set[int]
) -> tuple[list[Unit | Node], list[Unit]]:
    """The paragraphs of the body, and those of the closing: invitation, contacts, signature."""
    kept = [i for i in range(len(blocks)) if i not in left_out]
    end = len(kept)
    while end and _closes(blocks[kept[end - 1]], kept[end - 1] in signature):
        end -= 1
    units: list[Unit | Node] = []
    for index in kept[:end]:
        block = blocks[index]
        if isinstance(block, Block):
            units += runs.split(Unit(block.text, block.line, block.heading, index=index, bold=block.bold))
        elif index in tables.listed:
            units += [_at(unit, index) for unit in tables.listed[index].units]
        else:
            units.append(Unit("", block.line, 0, block.rows, index))
    return units, [_unit(blocks[i]) for i in kept[end:]]


def _at(unit: Unit | Node, index: int) -> Unit | Node:
    """`unit` of a table, with the table's place."""
    return replace(unit, index=index)


def _unit(block: Block | Table) -> Unit:
    return Unit(block.text, block.line) if isinstance(block, Block) else Unit("", block.line, 0, block.rows)


def _closes(block: Block | Table, signs: bool) -> bool:
    if not isinstance(block, Block):
        return False
    text = block.text
    if signs or _DATE_LINE.match(text):
        return True
    if numbering.read(text) and not re.search(r"联系|电话|监督", text[:14]):
        return False
    if _CLOSING.match(text) and not numbering.is_known(text) and not of_several(text, _STATED):
        return True
    if len(text) < 400 and not numbering.is_known(text) and not numbering.lead(text) and invites(plain(text)):
        return True
    return bool(_CONTACT.search(text)) and len(text) < 400 and "：" in text and bool(re.search(r"\d{3,}", text))


def _plain(unit: Unit) -> Piece:
    return Grid(unit.rows) if unit.rows else Para(unit.text, unit.line)


class _Emitter:
    """Nodes as pieces, outermost first."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.pieces: list[Piece] = []
        self.doubts: list[Doubt] = []
        self.in_finding = False

    def content(self, node: Node, level: int) -> None:
        """Everything under `node`, whose heading has `level`."""
        for entry in node.content:
            if isinstance(entry, Unit):
                self.pieces.append(_plain(entry))
            elif entry.finding:
                self.finding(entry, min(level + 1, 6))
            else:
                self.node(entry, level)

    def node(self, node: Node, level: int) -> None:
        """A node that is no finding: a heading where it heads something, else a paragraph."""
        title, rest = split_title(node.text)
        if node.heading or self._heads(node, level):
            self.in_finding = False
            if not node.heading and not node.finding and _runs_on(node):
                title, rest = node.text, ""
            self.pieces.append(Heading(min(level + 1, 6), _label(node) + title, line=node.line))
            if rest:
                self.pieces.append(Para(rest, node.line))
            self.content(node, min(level + 1, 6))
        else:
            self.pieces.append(Para(_label(node) + node.text, node.line))
            self.content(node, level)

    @staticmethod
    def _heads(node: Node, level: int) -> bool:
        text = node.text
        if level == 1 and node.kind in ("part", "cn", "s", "rom", "let", "h1", "h2", "h3") and len(text) <= 80:
            return "。" not in text[:-1]
        return bool(node.content) and len(text) <= 45 and text[-1:] not in "。；，：:;" and "。" not in text

    def finding(self, node: Node, level: int) -> None:
        """A finding: its heading, then what stands under it."""
        self.in_finding = True
        text, bracket, status = split_bracket(node.text, self.known)
        if not text:
            text, bracket, status = node.text, "", None
        title, rest = split_title(text)
        opening, rest, opened = split_opening(rest, self.known)
        if not bracket:
            title, bracket, status = split_bracket(title, self.known) if rest else (title, "", None)
            parts = [bracket, opening, rest]
        else:
            parts = [opening, rest, bracket]
        made = region([*((Unit(part, node.line), None) for part in parts if part), *_flat(node)], self.known)
        stated = made.status or status or self._front(node, title) or opened or node.status
        if made.unread and not stated:
            self.doubts.append(
                Doubt(made.unread, "outline.result", "无法识别的整改结果用语", "the words of this result are not known")
            )
        if made.doubtful and not stated:
            self.doubts.append(_whose(made))
        self.pieces.append(Heading(level, _label(node) + title, node.id, stated, node.line))
        self.pieces += made.pieces

    def _front(self, node: Node, title: str) -> str | None:
        """The status in brackets at the beginning of a finding, in front of its number or behind it."""
        return front_bracket(_label(node), self.known)[1] or front_bracket(title, self.known)[1]


def _whose(made: Region) -> Doubt:
    """A result of which nobody can say whose it is."""
    if made.shared:
        zh, en = (
            "几个问题合写的整改结果没有记到各个问题上",
            "a result of several problems together was given to none of them",
        )
    else:
        zh = "不能断定这个结果是整个问题的还是最后一条措施的，没有记为结果"
        en = "this result may be the finding's or its last measure's; it was taken for neither"
    return Doubt(made.doubtful, "outline.whose-result", zh, en)


def _label(node: Node) -> str:
    return node.label.raw if node.label else ""


def _runs_on(node: Node) -> bool:
    return "。" not in node.text


def _flat(node: Node) -> list[tuple[Unit, Label | None]]:
    """Everything under `node` in order, each paragraph with the label it began with."""
    found: list[tuple[Unit, Label | None]] = []
    for entry in node.content:
        if isinstance(entry, Unit):
            found.append((entry, None))
        else:
            label = entry.label if entry.label and entry.label.number else None
            text = entry.text if label else _label(entry) + entry.text
            found.append((Unit(text, entry.line), label))
            found += _flat(entry)
    return found


def _without_result(pieces: Sequence[Piece]) -> list[Doubt]:
    """Findings without a result where others have one."""
    heads = [p for p in pieces if isinstance(p, Heading) and p.id]
    stated = sum(1 for h in heads if h.status)
    if not stated or stated == len(heads) or stated * 2 < len(heads):
        return []
    return [
        Doubt(
            h.line,
            "outline.no-result",
            f"问题 {h.id} 没有写明整改结果，而其他问题写明了",
            f"finding {h.id} states no result while others do",
        )
        for h in heads
        if not h.status
    ]
