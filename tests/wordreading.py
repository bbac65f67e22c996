"""What the reader of Word files makes of the bytes of one."""

from __future__ import annotations

import pytest

from disclosure import raw, readers
from disclosure.document import Block
from disclosure.problem import ContentError


def texts(data: bytes) -> list[str]:
    document, _ = readers.read(raw.of_bytes("a.docx", data))
    return [b.text for b in document.blocks if isinstance(b, Block)]


def codes(data: bytes) -> list[str]:
    return [p.code for p in readers.read(raw.of_bytes("a.docx", data))[1]]


def refused(data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes("a.docx", data))
    (problem,) = caught.value.problems
    return problem.line("en")
