"""Import: a raw file to a report in the content folder, written only when no character was lost.

In: a `RawFile` and the words of site.yaml. Out: `Imported` (pure: no clock, no folder), then a `Plan` for a content
folder as it stands, then the files. A report that was corrected by hand is never overwritten unless that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from disclosure import (
    bodies,
    facts,
    frontmatter,
    kinds,
    law,
    markdown,
    markdown_writer,
    outline,
    raw,
    readers,
    several,
    statuses,
    tidy,
)
from disclosure.blocks import Chunk
from disclosure.disk import sha256, write_atomic, write_if_changed
from disclosure.document import Block, Document, Repair, Table
from disclosure.library import Library, Shelf
from disclosure.notice import Found
from disclosure.outline.model import Outline
from disclosure.paragraphs import count_measures
from disclosure.problem import ContentError, Place, Problem, Words, error, note, warning
from disclosure.raw import RawFile, refuse
from disclosure.statuswords import Words as StatusWords
from disclosure.text import squeeze


@dataclass(frozen=True, slots=True)
class Imported:
    """A notice as a report, before anyone has decided where it goes."""

    name: str
    """Path of the file as the user typed it."""
    front: Mapping[str, Any]
    """The front matter without `source`."""
    markdown: str
    findings: int
    measures: int
    """As the site counts them (`paragraphs.count_measures`)."""
    digest: str
    """SHA-256 of the file."""
    media_type: str
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    """Warnings and notes."""
    around: tuple[str, ...] = ()
    """Texts that may tell the region of a new body."""

    @property
    def publisher(self) -> str:
        """The publisher's name."""
        return str(self.front["publisher"])

    @property
    def published(self) -> str:
        """Its date, ISO 8601."""
        return str(self.front["published"])


def import_file(source: RawFile, *, date: str | None = None, words: StatusWords | None = None) -> Imported:
    """The report that `source` holds; `date` replaces the date of the notice, `words` are the statuses of site.yaml.

    Raises ContentError with one line where there is none, or where the text could not be kept whole.
    """
    document, problems = readers.read(source)
    is_text = source.media_type in (raw.TEXT, raw.MARKDOWN)
    marked = is_text and (
        source.media_type == raw.MARKDOWN or any(isinstance(b, Block) and b.heading for b in document.blocks)
    )
    tidied = tidy.tidy(document, markdown=marked)
    blocks = tidied.blocks
    known = statuses.table(words)
    texts = [b.text if isinstance(b, Block) else "\n".join(c for row in b.rows for c in row) for b in blocks]
    framed = facts.frame(texts, document.meta)
    tables = outline.read_tables(blocks, known)
    left_out = _left_out(texts, framed)
    made = outline.outline(blocks, tables, left_out, framed.signature_paragraphs, known)
    several.check(source.name, blocks, made.span)
    found = facts.collect(texts, document.meta, framed, made.span)
    front = _front(source.name, found, made, date, texts, problems)
    body = markdown_writer.write(made.pieces)
    listed = [tables.listed.get(i) for i, b in enumerate(blocks) if isinstance(b, Table)]
    original = law.Original(
        document.blocks, (*tidied.repairs, *tables.repairs), listed, [texts[i] for i in left_out], marked
    )
    written = markdown.chunks(body)
    _keep_the_law(source.name, original, front, written)
    return Imported(
        name=source.name,
        front=front,
        markdown=body,
        findings=made.findings,
        measures=_measures(written),
        digest=sha256(source.data),
        media_type=source.media_type,
        repairs=(*document.repairs, *tidied.repairs, *tables.repairs),
        problems=tuple(sorted([*problems, *_problems(source.name, document, blocks, tidied, found, made)])),
        around=tuple(texts[:3] + texts[-4:]),
    )


def _left_out(texts: Sequence[str], found: Found) -> tuple[int, ...]:
    """Paragraphs that the front matter holds whole; none where it does not hold all of them."""
    rest = "".join(squeeze(texts[i]) for i in found.title_paragraphs)
    title, publisher = (squeeze(str(found.front.get(key, ""))) for key in ("title", "publisher"))
    for words in (publisher + title, title, publisher):
        rest = rest.replace(words, "") if words else rest
    return () if rest else tuple(found.title_paragraphs)


def _front(
    name: str, found: facts.Facts, made: Outline, date: str | None, texts: Sequence[str], problems: Sequence[Problem]
) -> dict[str, Any]:
    """The front matter without its source; raises ContentError where the notice lacks what every report has."""
    if other := kinds.other(str(found.front.get("title", "")), texts):
        mend = Words("请改为导入整改情况通报", "import the notice that tells what was done")
        raise refuse(name, "import.other-kind", other, mend)
    if not made.findings or not kinds.answers(texts):
        raise refuse(
            name,
            "import.no-finding",
            Words("没有找到任何问题（整改事项）", "no finding was found in this document"),
            readers.elsewhere(problems, Words("确认它是整改情况通报", "make sure that it is a rectification notice")),
        )
    front: dict[str, Any] = {"schema": 1, **found.front}
    if date:
        front = {k: v for k, v in front.items() if k != "published"} | {"published": date}
    for key, zh, en in (("title", "标题", "title"), ("publisher", "发布单位", "publisher")):
        if key not in front:
            what = Words(f"没有找到{zh}", f"no {en} was found")
            mend = Words(f"在原文里补上{zh}", f"add the {en} to the text")
            raise refuse(name, f"import.{key}", what, readers.elsewhere(problems, mend, readers.AT_THE_EDGE))
    if "published" not in front:
        what = Words("没有找到公布日期", "no date of publication was found")
        raise refuse(name, "import.date", what, Words("用 --date YYYY-MM-DD 指定", "give it with --date YYYY-MM-DD"))
    order = ("schema", "title", "publisher", "published", "inspection", "comments", "contacts", "claims")
    return {key: front[key] for key in order if key in front} | {
        "inspection": front.get("inspection", {"kind": "other"})
    }


def _keep_the_law(name: str, original: law.Original, front: Mapping[str, Any], written: Sequence[Chunk]) -> None:
    where = law.broken_at(original, (str(front["publisher"]), str(front["title"])), written)
    if where is not None:
        what = Words(
            f"无法完整保留文字，未写入：{where}", f"the text could not be kept whole, nothing was written: {where}"
        )
        mend = Words("请把这个文件报告给本程序的维护者", "report this file to the makers of this program")
        raise ContentError([error(Place(name), "law.text", what, mend)])


def _measures(written: Sequence[Chunk]) -> int:
    """How many measures the site will count in the Markdown `written`, read back."""
    findings = (chunk.blocks for chunk in written if ".finding" in chunk.attributes)
    return sum(count_measures(blocks) for blocks in findings)


def _problems(
    name: str,
    document: Document,
    blocks: Sequence[Block | Table],
    tidied: tidy.Tidied,
    found: facts.Facts,
    made: Outline,
) -> list[Problem]:
    """Every doubt with the file's name and the line of the source."""
    result = [replace(p, place=Place(name, p.place.line)) for p in tidied.problems]
    for p in found.problems:
        line = blocks[p.place.line - 1].line if 0 < p.place.line <= len(blocks) else 0
        result.append(replace(p, place=Place(name, line)))
    mend = Words("与原件核对", "compare with the original")
    result += [warning(Place(name, d.line), d.code, Words(d.zh, d.en), mend) for d in made.doubts]
    return result


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written for one notice."""

    state: str
    """`new`, `unchanged` or `overwritten`."""
    report: Path
    """The report's file."""
    files: tuple[tuple[Path, bytes], ...]
    """Paths with their bytes, in the order of writing; the report comes last."""
    problems: tuple[Problem, ...] = ()


def plan(
    library: Library,
    imported: Imported,
    data: bytes,
    *,
    slug: str | None = None,
    force: bool = False,
    others: Library | None = None,
) -> Plan:
    """Where `imported`, made of the bytes `data`, goes in `library`; `slug` names its body, `others` knows more bodies.

    Raises ContentError where the body is not certain, or where a report that was corrected by hand would be lost.
    """
    shelf, body_yaml, problems = _shelf(library, imported, slug, others)
    key, state, more = _key(shelf, imported, force)
    report = shelf.folder / f"{key}.md"
    if state == "unchanged":
        return Plan(state, report, (), (*problems, *more))
    suffix = raw.SUFFIXES.get(imported.media_type, ".bin")
    files = [(shelf.folder / "sources" / f"{key}{suffix}", data)]
    if body_yaml:
        files.append((shelf.folder / "body.yaml", body_yaml))
    files.append((report, render(imported, key)))
    return Plan(state, report, tuple(files), (*problems, *more))


def render(imported: Imported, key: str) -> bytes:
    """The bytes of the report under the name `key`."""
    source = {
        "file": f"sources/{key}{raw.SUFFIXES.get(imported.media_type, '.bin')}",
        "sha256": imported.digest,
        "media_type": imported.media_type,
        "repairs": [{"kind": r.kind, "place": r.place, "before": r.before, "after": r.after} for r in imported.repairs],
    }
    return f"{frontmatter.dump({**imported.front, 'source': source})}\n{imported.markdown}".encode()


def _shelf(
    library: Library, imported: Imported, slug: str | None, others: Library | None
) -> tuple[Shelf, bytes, list[Problem]]:
    """The body's folder, and the text of its body.yaml where it is new."""
    known, problems = library.find(imported.publisher, imported.around, imported.name)
    other = [_other_body(imported, known.slug, slug)] if slug and known and known.slug != slug else []
    if slug and (shelf := library.shelf(slug)):
        return shelf, b"", other
    if problems and not slug:
        raise ContentError(problems)
    if known and not slug:
        return known, b"", []
    if others:
        known = others.shelf(slug) if slug else others.find(imported.publisher, imported.around, imported.name)[0]
        if known:
            return library.new(known.slug), (known.folder / "body.yaml").read_bytes(), other
    taken = {} if slug else library.taken()
    proposal, problems = bodies.propose(imported.publisher, taken, imported.around, imported.name)
    if any(p.code == "import.slug" for p in problems):
        raise ContentError([p for p in problems if p.code == "import.slug"])
    shelf = library.new(slug or proposal.slug)
    what = Words(
        f"新单位“{proposal.name}”，已拟定 {shelf.folder}/body.yaml",
        f"{proposal.name} is a new body: {shelf.folder}/body.yaml was proposed",
    )
    return shelf, proposal.yaml().encode(), [note(Place(imported.name), "import.new-body", what), *other, *problems]


def _other_body(imported: Imported, known: str, slug: str) -> Problem:
    what = Words(
        f"发布单位是“{imported.publisher}”，即已有的 {known}，已按 --body 放入 {slug}",
        f"the publisher, {imported.publisher}, is the known body {known}; it was put under {slug}, as --body says",
    )
    mend = Words(
        "核对 --body；写错了就移走新文件，再导入",
        "look at --body again; if it is wrong, move the new file away and import again",
    )
    return warning(Place(imported.name), "import.other-body", what, mend)


def _key(shelf: Shelf, imported: Imported, force: bool) -> tuple[str, str, list[Problem]]:
    """The name of the report, whether it is new, and what to say about it."""
    for key, digest in sorted(shelf.reports.items()):
        if digest == imported.digest:
            fresh, stored = render(imported, key), shelf.read(key)
            if stored == fresh:
                return key, "unchanged", []
            if force:
                return key, "overwritten", []
            raise ContentError(_differences(shelf.folder / f"{key}.md", stored, fresh, imported.name))
    for key in sorted(shelf.reports):
        if key[:10] == imported.published and _same_text(shelf.read(key), imported):
            what = Words(f"与已导入的 {key}.md 文字相同", f"its text is that of {key}.md, which is there already")
            return key, "unchanged", [note(Place(imported.name), "import.same", what)]
    for number in count(1):
        key = imported.published if number == 1 else f"{imported.published}-{number}"
        if key not in shelf.reports:
            return key, "new", []
    raise AssertionError  # pragma: no cover - count() does not end


def _same_text(stored: bytes, imported: Imported) -> bool:
    body = stored.decode("utf-8", "replace").partition("\n---\n")[2]
    return squeeze(body) == squeeze(imported.markdown)


def _differences(path: Path, stored: bytes, fresh: bytes, name: str) -> list[Problem]:
    """What stands otherwise in a report that was corrected by hand, a line each, ten at most."""
    import difflib

    old, new = (data.decode("utf-8", "replace").splitlines() for data in (stored, fresh))
    mend = Words("保留现有内容，或加 --force 覆盖", "keep it as it is, or overwrite it with --force")
    found: list[Problem] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            here, there = " ".join(old[a:b])[:80] or "∅", " ".join(new[c:d])[:80] or "∅"
            what = Words(
                f"已经人工更正：现为“{here}”，{name} 里是“{there}”",
                f"corrected by hand: it says {here!s}, {name} gives {there!s}",
            )
            found.append(error(Place(str(path), a + 1), "import.corrected", what, mend))
    return found[:10]


def write(library: Library, made: Plan, imported: Imported) -> None:
    """Write the files of `made`, the report last, and let `library` know of it; raises OSError."""
    for path, data in made.files[:-1]:
        write_if_changed(path, data)
    if made.files:
        path, data = made.files[-1]
        write_atomic(path, data)
        library.put(path, imported.digest)
