"""The text of a report against its original: characters lost or added since the import, and the original's hash."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from disclosure.disk import sha256
from disclosure.problem import Place, Problem, Words, error, note
from disclosure.subjects import Subject
from disclosure.text import parting

ID = "law"
NAME = Words("与原件一致", "The text of the original")


def find(subject: Subject) -> Iterator[Problem]:
    """An error where the original is another file, or where the text is not that of the original."""
    source = subject.report.source
    if source is None:
        words = Words("没有原件（通报为人工写成）", "there is no original: the report was written by hand")
        yield note(Place(subject.report.file, 1), "law.no-source", words)
        return
    if subject.original is None:
        return
    if sha256(subject.original) != source.sha256:
        what = Words(
            f"原件 {source.file} 与记录的校验值不符",
            f"the original {source.file} does not have the hash that is recorded",
        )
        mend = Words(
            "放回原来的文件；确为更正则重新导入", "put the file back as it was, or import the corrected one again"
        )
        yield error(subject.key("source.sha256"), "law.hash", what, mend)
        return
    parted = subject.source_text()
    if parted and parted[0] != parted[1]:
        yield _difference(subject, *parted)


def _difference(subject: Subject, original: str, text: str, place: str) -> Problem:
    """The first place where the two texts part."""
    start = parting(original, text)
    before, after = original[start : start + 400], text[start : start + 400]
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    match = next((b for b in blocks if b.size >= 4), None)
    lost, added = before[: match.a if match else 20][:40], after[: match.b if match else 20][:40]
    context = text[max(0, start - 12) : start]
    what = Words(
        f"“{context}”之后与原件不同：原件为“{lost}”，此处为“{added}”",
        f"after “{context}” the text differs from the original: there “{lost}”, here “{added}”",
    )
    zh, en = (f"（place: {place}）", f" (place: {place})") if place else ("", "")
    mend = Words(
        f"恢复原件的文字；确需改动则记入 source.repairs{zh}",
        f"restore the words, or record the change in source.repairs{en}",
    )
    return error(subject.end_of(text[max(0, start - 40) : start] + added[:1]), "law.text", what, mend)
