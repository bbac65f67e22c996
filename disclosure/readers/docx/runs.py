"""The characters of one Word paragraph.

In: a paragraph. Out: its text with `\\n` where the author broke the line, the text boxes anchored in it, and a
count of what was left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from disclosure.readers.docx import formfields, formulas
from disclosure.readers.docx.styles import Style, Styles
from disclosure.readers.docx.xml import attribute, child, child_value, is_on, local

_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "tblPr"}
)
_SHOWN = frozenset({"t", "delText", "sym", "drawing", "pict", "object"})
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FB": "✗", "F0B7": "•", "F06C": "●",
            "F06E": "■", "F075": "◆", "F0D8": "➢", "00FC": "✓", "0052": "☑", "00A3": "□", "00FE": "☑"}  # fmt: skip
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "mt extra", "marlett")
"""Fonts, as their names begin, that draw something else than the character of a code."""


@dataclass(slots=True)
class Seen:
    """What the walk met and a person should know of."""

    deleted: int = 0
    inserted: int = 0
    hidden: int = 0
    struck: int = 0
    formulas: int = 0
    pictures: int = 0
    symbols: int = 0
    notes: int = 0
    embedded: int = 0
    chunks: int = 0
    """Whole documents that stand in place of paragraphs (`altChunk`)."""
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
class _Field:
    """An open field."""

    start: int
    """How many pieces of text stood before it."""
    shown: str
    """What the page shows where the field holds no text."""
    in_code: bool = True
    """Whether the reading stands in its instruction, which is not shown."""


@dataclass(slots=True)
class Runs:
    """The reading of one paragraph."""

    styles: Styles
    seen: Seen
    style: Style
    """The paragraph's style."""
    parts: list[str] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    """The text so far, while all of it is set in bold."""
    plain: bool = False
    """Whether text that is not set in bold was read."""
    boxes: list[Any] = field(default_factory=list)
    moves: set[str] = field(default_factory=set)
    """Whether text of the paragraph was `taken` away, or `moved` into it."""
    fields: list[_Field] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    """Words that a line crosses out."""

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
            elif name == "oMath":
                self.seen.formulas += 1
                self._formula(name, item)
            elif name in ("f", "d", "nary", "rad"):
                self._formula(name, item)
            else:
                self._character(name, item)

    def _formula(self, name: str, node: Any) -> None:
        """Read an element of a formula, with the signs that Word draws around its parts."""
        before, between, behind = formulas.signs(name, node)
        sign = before
        for item in node:
            is_part = local(item) in formulas.PARTS
            self.parts += [sign] if is_part and sign else []
            sign = between if is_part else sign
            self.read([item])
        self.parts += [behind] if behind else []

    def _move(self, way: str, has_text: bool) -> None:
        """Count a paragraph once, however many runs of it were moved."""
        if has_text and way not in self.moves:
            self.moves.add(way)
            setattr(self.seen, way, getattr(self.seen, way) + 1)

    def _run(self, node: Any) -> None:
        properties = child(node, "rPr")
        if self._is(properties, "hidden", ("vanish",)):
            self.seen.hidden += any(local(n) == "t" and (n.text or "").strip() for n in node)
            for item in node:  # a hidden field still opens and closes
                if local(item) == "fldChar":
                    self._field(item)
            return
        start = len(self.parts)
        self.read(node)
        text = "".join(self.parts[start:])
        if self._is(properties, "struck", ("strike", "dstrike")) and text.strip():
            self.seen.struck += 1
            self.struck.append(text)
            del self.parts[start:]
        else:
            self._weigh(text, bool(is_on(properties, "b")))

    def _weigh(self, text: str, bold: bool) -> None:
        """Remember `text` of a run while the paragraph is all in bold."""
        self.plain = self.plain or (not bold and bool(text.strip()))
        if not self.plain:
            self.strong.append(text)

    def _is(self, properties: Any, what: str, switches: tuple[str, ...]) -> bool:
        """Whether a run is `what` (hidden, struck): by its own `switches`, else by its style or that of the paragraph."""
        own = [on for switch in switches if (on := is_on(properties, switch)) is not None]
        if own:
            return any(own)
        style = child_value(properties, "rStyle") if properties is not None else ""
        return bool(getattr(self.style, what) or getattr(self.styles.by_id.get(style, Style()), what))

    def _character(self, name: str, node: Any) -> None:
        if name == "fldChar":
            self._field(node)
        elif any(f.in_code for f in self.fields):
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
        else:
            self.read(node)

    def _field(self, node: Any) -> None:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field(len(self.parts), formfields.shown(node)))
        elif kind == "separate" and self.fields:
            self.fields[-1].in_code = False
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            if done.shown and not "".join(self.parts[done.start :]).strip():
                self.parts.append(done.shown)

    def _symbol(self, node: Any) -> None:
        code = attribute(node, "char").upper()
        known = _SYMBOLS.get(code)
        if not attribute(node, "font").lower().startswith(_SYMBOL_FONTS) and re.fullmatch("[0-9A-F]{2,5}", code):
            known = chr(int(code, 16)) if not 0xD800 <= int(code, 16) < 0xF900 else known
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
        else:
            self.seen.pictures += _has_picture(node)


def _has_picture(node: Any) -> bool:
    """Whether a picture is drawn below `node`; those in its text boxes are met where the boxes are read."""
    return any(
        local(item) in ("blip", "imagedata") or (local(item) not in ("txbxContent", "Fallback") and _has_picture(item))
        for item in node
    )


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
