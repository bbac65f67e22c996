"""The characters of one Word paragraph.

In: a paragraph. Out: its text with `\\n` where the author broke the line, the text boxes anchored in it, and a
count of what was left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from disclosure.readers.docx.styles import Style, Styles
from disclosure.readers.docx.xml import attribute, child, child_value, is_on, local

_THROUGH = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "oMath", "oMathPara", "r",
     "ruby", "rubyBase", "sub", "sup", "e", "num", "den", "f", "d", "sSup", "sSub", "rad", "nary", "deg"}
)  # fmt: skip
_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "tblPr"}
)
_SHOWN = frozenset({"t", "delText", "sym", "drawing", "pict", "object"})
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FB": "✗", "F0B7": "•", "F06C": "●",
            "F06E": "■", "F075": "◆", "F0D8": "➢", "00FC": "✓", "0052": "☑", "00A3": "□", "00FE": "☑"}  # fmt: skip


@dataclass(slots=True)
class Seen:
    """What the walk met and a person should know of."""

    deleted: int = 0
    inserted: int = 0
    hidden: int = 0
    pictures: int = 0
    symbols: int = 0
    notes: int = 0
    embedded: int = 0
    empty_numbers: int = 0
    taken: int = 0
    """Paragraphs out of which text was moved under tracked changes."""
    moved: int = 0
    """Paragraphs into which it was moved."""
    notes_used: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of each footnote or endnote that the text refers to."""

    def pair_moves(self) -> None:
        """Tell of a text that was moved once; what left and came nowhere was deleted, what came from nowhere inserted."""
        self.deleted += max(0, self.taken - self.moved)
        self.inserted += max(0, self.moved - self.taken)
        self.moved = min(self.taken, self.moved)


@dataclass(slots=True)
class Runs:
    """The reading of one paragraph."""

    styles: Styles
    seen: Seen
    hidden: bool
    """Whether the paragraph's style hides its text."""
    parts: list[str] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    """The text so far, while all of it is set in bold."""
    plain: bool = False
    """Whether text that is not set in bold was read."""
    boxes: list[Any] = field(default_factory=list)
    moves: set[str] = field(default_factory=set)
    """Whether text of the paragraph was `taken` away, or `moved` into it."""
    fields: list[bool] = field(default_factory=list)
    """For each open field whether the reading stands in its instruction, which is not shown."""

    @property
    def text(self) -> str:
        """What was read."""
        return "".join(self.parts)

    @property
    def bold(self) -> str:
        """The words set in bold with which the paragraph begins."""
        return "".join(self.strong).strip()

    def read(self, node: Any) -> None:
        """Read everything below `node`."""
        for item in node:
            name = local(item)
            if name == "r":
                self._run(item)
            elif name == "ins":
                before = len(self.parts)
                self.read(item)
                self.seen.inserted += len(self.parts) > before
            elif name == "moveTo":
                before = len(self.parts)
                self.read(item)
                self._move("moved", len(self.parts) > before)
            elif name == "moveFrom":
                self._move("taken", any(local(n) in _SHOWN for n in item.iter()))
            elif name == "del":
                self.seen.deleted += 1
            elif name in _SKIPPED:
                continue
            elif name == "AlternateContent":
                self._alternative(item)
            elif name in _THROUGH:
                self.read(item)
            else:
                self._character(name, item)

    def _move(self, way: str, has_text: bool) -> None:
        """Count a paragraph once, however many runs of it were moved."""
        if has_text and way not in self.moves:
            self.moves.add(way)
            setattr(self.seen, way, getattr(self.seen, way) + 1)

    def _run(self, node: Any) -> None:
        if self._hides(child(node, "rPr")):
            self.seen.hidden += any(local(n) == "t" and (n.text or "").strip() for n in node)
            for item in node:  # a hidden field still opens and closes
                if local(item) == "fldChar":
                    self._field(item)
            return
        before = len(self.parts)
        self.read(node)
        self._weigh("".join(self.parts[before:]), bool(is_on(child(node, "rPr"), "b")))

    def _weigh(self, text: str, bold: bool) -> None:
        """Remember `text` of a run while the paragraph is all in bold."""
        self.plain = self.plain or (not bold and bool(text.strip()))
        if not self.plain:
            self.strong.append(text)

    def _hides(self, properties: Any) -> bool:
        own = is_on(properties, "vanish")
        if own is not None:
            return own
        style = child_value(properties, "rStyle") if properties is not None else ""
        return self.hidden or (bool(style) and self.styles.by_id.get(style, Style()).hidden)

    def _character(self, name: str, node: Any) -> None:
        if name == "fldChar":
            self._field(node)
        elif any(self.fields):
            return
        elif name == "t":
            self.parts.append((node.text or "").replace("\n", " ").replace("\r", " "))
        elif name == "tab" or name == "ptab":
            self.parts.append("\t")
        elif name in ("br", "cr"):
            self.parts.append("\n")
        elif name == "noBreakHyphen":
            self.parts.append("-")
        elif name == "sym":
            self._symbol(node)
        elif name in ("footnoteReference", "endnoteReference"):
            self.seen.notes_used.append((name.removesuffix("Reference"), attribute(node, "id")))
        elif name in ("drawing", "pict", "object"):
            self._drawing(node, name)

    def _field(self, node: Any) -> None:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _symbol(self, node: Any) -> None:
        code = attribute(node, "char").upper()
        known = _SYMBOLS.get(code)
        self.seen.symbols += known is None
        self.parts.append(known or "□")

    def _alternative(self, node: Any) -> None:
        chosen = child(node, "Choice")
        if chosen is None:
            chosen = child(node, "Fallback")
        if chosen is not None:
            self.read(chosen)

    def _drawing(self, node: Any, name: str) -> None:
        boxes = _text_boxes(node)
        self.boxes += boxes
        if name == "object":
            self.seen.embedded += 1
        elif not boxes:
            self.seen.pictures += any(local(n) in ("blip", "imagedata") for n in node.iter())


def _text_boxes(node: Any) -> list[Any]:
    """The outermost text boxes below `node`, each once."""
    found: list[Any] = []
    for item in node:
        name = local(item)
        if name == "txbxContent":
            found.append(item)
        elif name == "AlternateContent":
            chosen = child(item, "Choice")
            chosen = child(item, "Fallback") if chosen is None else chosen
            found += _text_boxes(chosen) if chosen is not None else []
        else:
            found += _text_boxes(item)
    return found
