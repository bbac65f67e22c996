"""The Markdown of a report as sections, findings and measures.

In: Markdown with `{#id .finding status=done topics="a b"}` at the end of a finding's heading. Out: sections
in order, each with its HTML and its plain text, and every problem with its line.
A finding's measures are the items of the ordered lists under it; where there is none, each paragraph that
says what was done. Traded away: nested lists give no measures of their own.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import zip_longest

from disclosure.attributes import Attributes, Mistakes
from disclosure.blocks import Block, Chunk, to_html, to_text
from disclosure.markdown import chunks
from disclosure.paragraphs import Said, cut_label, measured, said_in, status_text
from disclosure.problem import Problem
from disclosure.report import Measure, Section, finding_of, measure_of, section_of


def parse_sections(text: str, key: str, file: str, first_line: int = 1) -> tuple[tuple[Section, ...], list[Problem]]:
    """Sections of the Markdown `text` of report `key`, which begins at `first_line` of `file`, and its problems."""
    mistakes = Mistakes(file, [], {})
    sections: list[Section] = []
    levels: list[int] = []
    above: tuple[str, ...] = ()
    others = 0
    for chunk in chunks(text):
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
    measures, paragraphs = measures_of(blocks, said)
    words = status_text(blocks, said, status, above, title)
    text = to_text(blocks)
    finding = finding_of((id_, label, title, status, words, measures, text, topics, above, line))
    anchor = f"{key}-{id_}"
    return section_of((chunk.level, heading, anchor, _with_addresses(blocks, paragraphs, anchor), text, line, finding))


def measures_of(blocks: Sequence[Block], said: Sequence[Said | None]) -> tuple[tuple[Measure, ...], Container[int]]:
    """The measures under a finding, and the indices of the paragraphs that are one (none where they are items of lists).

    `said` are those of `paragraphs.said_in`.
    """
    listed: list[Measure] = []
    for _, _, _, (_, texts, statuses) in blocks:
        if texts:
            listed += map(measure_of, zip_longest(texts, statuses))
    if listed:
        return tuple(listed), ()
    found = measured(blocks, said)
    return tuple([measure_of((words, None)) for words in found.values()]), found


def _with_addresses(blocks: Sequence[Block], paragraphs: Container[int], anchor: str) -> str:
    """The blocks as HTML, with a permanent address on each measure: the `paragraphs`, or every item of the lists."""
    parts: list[str] = []
    count = 0
    for index, (kind, html, _, items) in enumerate(blocks):
        if kind == "ol":
            parts.append(html)
            htmls, texts, statuses = items
            numbers = range(count + 1, count + len(texts) + 1)
            if statuses:
                for number, inner, status in zip(numbers, htmls, statuses, strict=True):
                    stated = f' data-status="{status}"' if status else ""
                    parts.append(f'<li id="{anchor}-m{number}"{stated}>{inner}</li>\n')
            else:
                parts += [f'<li id="{anchor}-m{n}">{inner}</li>\n' for n, inner in zip(numbers, htmls, strict=True)]
            count += len(texts)
            parts.append("</ol>\n")
        elif index in paragraphs:
            count += 1
            parts.append(f'<p id="{anchor}-m{count}">{html}</p>\n')
        else:
            parts.append(f"<p>{html}</p>\n" if kind == "p" else html)
    return "".join(parts)
