"""Characters of Chinese text: what stands beside what without a space, what ends a sentence.

In: text. Out: text and yes or no. Knows nothing of notices.
"""

from __future__ import annotations

import re

from disclosure.patterns import later

TERMINAL = "。！？；：!?;:…"
"""What ends a sentence, a clause of a list or a label."""
CLOSERS = "”’）)】》」』〉〕]"
OPENERS = "“‘（(【《「『〈〔["
CONTINUING = "，。、；：！？,.;:!?）)】》”’」』〉〕%％"
"""What no paragraph begins with."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Characters that nobody sees and no notice means."""

_WIDE = later("[“”‘’—…·〇\u2460-\u24ff\u2e80-\U0010ffff]+")
_PAIRED = later("[“”（）【】《》]")
_NESTED = str.maketrans("《》〈〉", "〈〉《》")
_PAIRS = {"”": "“", "’": "‘", "）": "（", "】": "【", "》": "《", "」": "「", "』": "『", "〉": "〈"}


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def fold(text: str) -> str:
    """`text` on one line: no white space at its ends, tabs and line ends inside it as one space."""
    if text.isprintable():
        return text.strip()
    return re.sub(r"[^\S \u3000\u00a0]+", " ", text).strip()


def quoted(text: str) -> str:
    """`text` in quotation marks: “ ”, or 「 」 where it holds such marks itself. It stays as it is."""
    return f"「{text}」" if "“" in text or "”" in text else f"“{text}”"


def titled(text: str) -> str:
    """`text` in the marks of a title, 《 》; a title inside it stands in 〈 〉, one inside that in 《 》 again."""
    return f"《{text.translate(_NESTED)}》"


def is_wide(char: str) -> bool:
    """Whether `char` is written without spaces around it: Chinese, its punctuation, quotes, dashes, circled numbers."""
    return char >= "\u2e80" or char in "“”‘’—…·〇" or "\u2460" <= char <= "\u24ff"


def width(text: str) -> int:
    """Columns that `text` takes on a terminal: two for a Chinese character."""
    return len(text) + sum(map(len, _WIDE.findall(text)))


_PAGE_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*$", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[A-Za-z0-9_-]*[./?]")
_WORD_END = re.compile(r"[A-Za-z0-9._-]+$")
_MAIL_TAIL = re.compile(r"[A-Za-z0-9._-]{1,40}@[A-Za-z0-9-]+\.")
_MAIL_WORD = re.compile(r"(?:e-?)?mail", re.IGNORECASE)


def join(first: str, second: str) -> str:
    """Two halves of a broken line as one: a space only where two Latin words meet."""
    if not first or not second or _in_address(first, second):
        return first + second
    before, after = first[-1], second[0]
    if is_wide(before) or is_wide(after) or not (before.isalnum() and after.isalnum()):
        spaced = before in ",.;:!?" and after.isalnum() and not after.isdigit() and before.isascii() and after.isascii()
        return f"{first} {second}" if spaced and "@" not in first[-40:] else first + second
    if (before.isdigit() and after.isdigit()) or "@" in first[-40:].rsplit(" ", 1)[-1]:
        return first + second
    return f"{first} {second}"


def _in_address(first: str, second: str) -> bool:
    """Whether the line end stands inside the address of a mail or a page, which holds no space."""
    if _PAGE_ADDRESS.search(first[-80:]):
        return bool(_ADDRESS_GOES_ON.match(second))
    head = _WORD_END.search(first[-40:])
    return bool(head and _MAIL_TAIL.match(second) and not _MAIL_WORD.fullmatch(head[0]))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a full stop, a semicolon or a colon, closing quotes and brackets set aside."""
    bare = text.rstrip(CLOSERS + " \u3000")
    return bool(bare) and bare[-1] in TERMINAL


def unclosed(text: str) -> int:
    """How many quotes and brackets of `text` are opened and not closed; a closing one too many counts as none."""
    stack: list[str] = []
    for char in text:
        if char in "“‘（【《「『〈":
            stack.append(char)
        elif char in _PAIRS and stack and stack[-1] == _PAIRS[char]:
            stack.pop()
    return len(stack)


def has_unpaired(text: str) -> bool:
    """Whether a quote or bracket of `text` is without its partner."""
    stack: list[str] = []
    for char in _PAIRED.findall(text):
        if char in "“（【《":
            stack.append(char)
        elif not stack or stack.pop() != _PAIRS[char]:
            return True
    return bool(stack)


def parting(first: str, second: str) -> int:
    """Where two texts part; the length of the shorter one where it begins the other."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))
