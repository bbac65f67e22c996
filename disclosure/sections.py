"""The Markdown of a report as sections, findings and measures.

In: Markdown with `{#id .finding status=done topics="a b"}` at the end of a finding's heading. Out: sections
in order, each with its HTML and its plain text, and every problem with its line.
A finding's measures are the items of the ordered lists under it; where there is none, each paragraph that
says what was done. Traded away: nested lists give no measures of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from disclosure.attributes import Attributes, Mistakes
from disclosure.blocks import Block, Chunk, to_html, to_text
from disclosure.markdown import chunks
from disclosure.paragraphs import cut_label, measured, said_in, status_text
from disclosure.problem import Problem
from disclosure.report import Measure, Section, finding_of, measure_of, section_of


def parse_sections(
    text: str, key: str, file: str, first_line: int = 1, data: bytes | None = None
) -> tuple[tuple[Section, ...], list[Problem]]:
    """Sections of the Markdown `text` of report `key`, which begins at `first_line` of `file`, and its problems.

    `data` are the bytes of `text`, where they are at hand.
    """
    mistakes = Mistakes(file, [], {})
    sections: list[Section] = []
    levels: list[int] = []
    above: tuple[str, ...] = ()
    others = 0
    for chunk in chunks(text, data):
        level, heading, blocks = chunk.level, chunk.heading, chunk.blocks
        if level == 0 and not blocks:
            continue
        line = chunk.line + first_line - 1
        attributes = mistakes.read(chunk.attributes, line)
        mistakes.check_items(blocks, line)
        while levels and levels[-1] >= level:
            levels.pop()
            above = above[:-1]
        if attributes[0]:
            mistakes.check_id(attributes[1], line)
            sections.append(_finding(chunk, key, attributes, above, line))
        else:
            others += level > 0 or bool(sections)
            plain = (level, heading, f"{key}-s{others}", to_html(blocks), to_text(blocks), line, None)
            sections.append(section_of(plain))
        if level:
            levels.append(level)
            above = (*above, heading)
    return tuple(sections), mistakes.problems


def _finding(chunk: Chunk, key: str, attributes: Attributes, above: tuple[str, ...], line: int) -> Section:
    """The section of the finding that `chunk` is in the report `key`, under the headings `above`."""
    _, id_, status, topics = attributes
    heading, blocks = chunk.heading, chunk.blocks
    label, title = cut_label(heading)
    said = said_in(blocks)
    anchor = f"{key}-{id_}"
    html, text, measures = _contents(blocks, measured(blocks, said), anchor)
    words = status_text(blocks, said, status, above, title)
    finding = finding_of((id_, label, title, status, words, measures, text, topics, above, line))
    return section_of((chunk.level, heading, anchor, html, text, line, finding))


def _contents(
    blocks: Sequence[Block], paragraphs: Mapping[int, str], anchor: str
) -> tuple[str, str, tuple[Measure, ...]]:
    """The blocks of a finding as HTML, with a permanent address on each measure, as plain text, and the measures.

    Measures are the items of the ordered lists; else the `paragraphs`, by their index, each with its words.
    """
    # What is long is copied once alone, by the join at the end.
    parts: list[str] = []
    lines: list[str] = []
    measures: list[Measure] = []
    count = 0
    opening = f' id="{anchor}-m'
    for index, (kind, html, text, items) in enumerate(blocks):
        if kind == "ol":
            htmls, texts, statuses = items
            parts.append(html)
            for inner, status in zip_longest(htmls, statuses):
                count += 1
                stated = f' data-status="{status}"' if status else ""
                parts += ("<li", opening, f'{count}"{stated}>', inner, "</li>\n")
            parts.append("</ol>\n")
            lines += texts
            measures += map(measure_of, zip_longest(texts, statuses))
            continue
        lines.append(text)
        if index in paragraphs:
            count += 1
            measures.append(measure_of((paragraphs[index], None)))
            parts += ("<p", opening, f'{count}">', html, "</p>\n")
        elif kind == "p":
            parts += ("<p>", html, "</p>\n")
        else:
            parts.append(html)
    return "".join(parts), "\n".join(filter(None, lines)), tuple(measures)
