"""A notice as the facts look at it: paragraphs, their sentences, and a plain form to match words in.

In: paragraphs as they stand. Out: `Notice`. The plain form (`chinese.plain`) has ASCII digits and no white
space beside Chinese, so that one pattern fits every way to type a date; `Paragraph.sentence` leads back to
the characters of the source. Traded away: of a paragraph longer than 20,000 characters only both ends are
read, and a sentence longer than 3,000 characters is passed over: no notice has one, and time stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from disclosure.chinese import is_plain, plain, plain_lines
from disclosure.patterns import later
from disclosure.problem import Place, Problem, Words, warning

LONGEST_SENTENCE = 3_000
"""Characters."""
LONGEST_PARAGRAPH = 20_000
"""Characters."""
_SENTENCE = later(r"[^。！？\n]+(?:[。！？\n]+[”’」』》）)]*)?|[。！？\n]+")
_ENDS_IN_ASCII = later(r"[。！？][”’」』》）)]*\)")


class Sentence(NamedTuple):
    """A sentence of a paragraph: where it stands in the source and in the plain form."""

    start: int
    end: int
    """Characters of the source paragraph."""
    plain_start: int
    """Its first character in `Paragraph.plain`."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, read only as far as somebody asks."""

    index: int
    raw: str

    @cached_property
    def _read(self) -> tuple[str, tuple[Sentence, ...]]:
        if len(self.raw) <= LONGEST_SENTENCE and is_plain(self.raw):
            return self.raw, tuple(Sentence(start, end, start) for start, end in _spans(self.raw))
        spans = list(_spans(self.raw))
        parts = [plain(self.raw[start:end]) for start, end in spans]
        lengths = accumulate(map(len, parts), initial=0)
        return "".join(parts), tuple([Sentence(*span, at) for span, at in zip(spans, lengths, strict=False)])

    @property
    def plain(self) -> str:
        """Its text with ASCII digits and without white space beside Chinese."""
        return self._read[0]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order."""
        return self._read[1]

    def sentence(self, position: int) -> Sentence | None:
        """The sentence that holds the character `position` of the plain form."""
        found = None
        for sentence in self.sentences:
            if sentence.plain_start > position:
                break
            found = sentence
        return found

    def words(self, position: int) -> str:
        """The sentence around the character `position` of the plain form, as it stands in the source."""
        sentence = self.sentence(position)
        return self.raw[sentence.start : sentence.end].strip() if sentence else ""


def plain_forms(texts: Sequence[str]) -> list[str]:
    """`Paragraph.plain` of each of `texts`.

    It is the plain form of each sentence by itself; that of the whole line is the same, but for white space behind a
    bracket of ASCII that ends a sentence, and sentences that are passed over. So all are read together where none has that.
    """
    together = "\n".join(texts)
    lines = plain_lines(together).split("\n")
    alike = ")" not in together or not _ENDS_IN_ASCII.search(together)
    if alike and len(lines) == len(texts) and max(map(len, texts)) <= LONGEST_SENTENCE:
        return lines
    return [Paragraph(index, raw).plain for index, raw in enumerate(texts)]


def sentence_at(raw: str, position: int) -> Sentence | None:
    """What `Paragraph.sentence` gives for a paragraph no longer than `LONGEST_SENTENCE` that is its own plain form, as most
    are; reads no further than `position`.
    """
    span = None
    for match in _SENTENCE.finditer(raw):
        span = match.span()
        if span[1] > position:
            break
    return Sentence(*span, span[0]) if span else None


def _spans(raw: str) -> Iterator[tuple[int, int]]:
    ends = ((0, len(raw)),)
    if len(raw) > LONGEST_PARAGRAPH:
        half = LONGEST_PARAGRAPH // 2
        ends = ((0, half), (len(raw) - half, len(raw)))  # type: ignore[assignment]
    for low, high in ends:
        for match in _SENTENCE.finditer(raw, low, high):
            if match.end() - match.start() <= LONGEST_SENTENCE:
                yield match.start(), match.end()


@dataclass(frozen=True, slots=True)
class Notice:
    """What the members of `facts/` read."""

    paragraphs: tuple[Paragraph, ...]
    meta: Mapping[str, str]
    findings: tuple[int, int] | None = None
    """First paragraph of the findings and the first after them, where somebody knows."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one member of `facts/` found."""

    front: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    title_paragraphs: tuple[int, ...] = ()
    signature_paragraphs: tuple[int, ...] = ()

    def plus(self, other: Found) -> Found:
        """Both together; of a key that both hold the other's value stands, and tables are joined."""
        front = dict(self.front)
        for key, value in other.front.items():
            joined = {**front.get(key, {}), **value} if isinstance(value, Mapping) else value
            if joined not in (None, "", {}, []):
                front[key] = joined
        return Found(
            front,
            {**self.evidence, **other.evidence},
            self.problems + other.problems,
            self.title_paragraphs + other.title_paragraphs,
            self.signature_paragraphs + other.signature_paragraphs,
        )


def read(paragraphs: Sequence[str], meta: Mapping[str, str], findings: tuple[int, int] | None = None) -> Notice:
    """The notice that `paragraphs` make; `findings` is where its findings stand."""
    return Notice(tuple(Paragraph(index, raw) for index, raw in enumerate(paragraphs)), meta, findings)


def doubt(paragraph: Paragraph, code: str, what: Words, mend: Words) -> Problem:
    """A warning about `paragraph`: `Place("", index + 1)`."""
    return warning(Place("", paragraph.index + 1), f"facts.{code}", what, mend)


_INVITES = ("欢迎", "联系方式", "意见", "反映", "建议", "异议", "电话", "热线")
_INVITATION = later(
    r"欢迎[^。]{0,80}?(?:监督|意见|建议|来电|来信)|联系方式|如有[^。，]{0,16}?(?:意见|建议|异议|问题)|请(?:及时)?[^。，]{0,20}?反映"
    r"|(?:联系|监督|举报|咨询|反映|受理)电话(?:[（(][^（）()]{0,30}[）)])?(?:[:：为是]|(?=[0-9]))|(?:电话|热线)(?:[/、及和]传真|[（(][^（）()]{0,30}[）)])?[:：]|(?:^|[；;，,。 ])电话(?=[0-9])|(?:反馈意见|意见反馈|意见反映)(?:电话|渠道|方式|途径)"
)
_REACH = later(r"[0-9０-９]{5}|[0０][0-9０-９]{2,3}[-－—–)） ]|[@＠]")
"""What a way to reach a body holds: a number that is no count, an address of electronic mail."""
_WAYS = later(
    r"(?:反馈|监督|联系|举报|反映|咨询)(?:意见|问题)?(?:的)?(?:渠道|方式|途径|我们)[:：]|(?:意见反馈|反馈意见)(?:请联系)?[:：]"
    r"|请[^。]{0,20}(?:反馈|反映|告知)(?:至|到|给)|(?:通过|采取)(?:以下|下列)(?:方式|途径|渠道)[^。]{0,12}反映"
    r"|(?:拨?打|致电|来电)[^。，；0-9]{0,12}(?:0[0-9]{2,3}[-) ]?[1-9][0-9]{6,7}|1[3-9][0-9]{9}|1[0-9]{4}(?![0-9]))"
)
"""What leads such a way in."""
_AFTER_INVITATION = 14
"""Paragraphs that may belong to one invitation."""


def closing(notice: Notice, known: Found) -> tuple[Paragraph, ...]:
    """The paragraphs of the closing invitation with its contacts; none where the notice has none."""
    low = max(known.title_paragraphs, default=-1) + 1
    signed = min(known.signature_paragraphs, default=len(notice.paragraphs))
    last = next((i for i in range(len(notice.paragraphs) - 1, low - 1, -1) if _invites(notice.paragraphs[i])), None)
    if last is None:
        return ()
    first = last
    for index in range(last - 1, max(low, last - 5) - 1, -1):
        if _invites(notice.paragraphs[index]):
            first = index
    stop = signed if last < signed else len(notice.paragraphs)
    return notice.paragraphs[first : min(stop, last + _AFTER_INVITATION)]


def invites(text: str) -> bool:
    """Whether the plain `text` invites to reach the body and tells how: with a number or an address of electronic mail."""
    return bool(_REACH.search(text)) and bool(_WAYS.search(text) or _INVITATION.search(text))


def _invites(paragraph: Paragraph) -> bool:
    raw = paragraph.raw
    worded = len(raw) <= LONGEST_PARAGRAPH and any(word in raw for word in _INVITES)
    if (worded or "电" in raw[:8]) and _INVITATION.search(paragraph.plain):
        return True
    return bool(_REACH.search(raw) and _WAYS.search(paragraph.plain))
