"""The same corpus and the same work for Hugo and Pelican: a page a body, overview, topics, cities, sitemap, feed, CSV.

Run: python benchmarks/peers.py hugo|pelican SITE FOLDER makes FOLDER from the content of SITE.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from disclosure import folders, loading  # noqa: E402

_ATTRIBUTES = re.compile(r"^(#+ .*?) \{#([\w.-]+) \.finding status=(\w+)[^}]*\}$", re.M)


def convert(peer: str, site: Path, folder: Path) -> None:
    """Write the content of `site` as `peer` wants it: one file a body, facts and topics in its front matter."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / peer, folder)
    read = loading.reader_of(site)
    for found in folders.find_bodies(site)[0]:
        body, _ = loading.load_body(found, read)
        if body is None:
            continue
        texts = [read(r.file).decode().split("---\n", 2)[2] for r in body.reports]
        findings = [f for r in body.reports for f in r.findings]
        facts = {
            "title": body.name,
            "date": body.reports[0].published,
            "topics": sorted({t for f in findings for t in f.topics}),
            "cities": ["-".join(body.region[:2])],
            "counts": Counter(f.status for f in findings),
            "phone": body.contacts.phone[0],
            "team": body.reports[0].inspection.team or "",
        }
        if peer == "hugo":
            marked = [_ATTRIBUTES.sub(r'\1 {#f\2 class="finding" data-status="\3"}', t) for t in texts]
            _hugo(folder, body.slug, facts, "\n".join(marked))
        else:
            marked = [_ATTRIBUTES.sub(r'\1 {: #f\2 .finding data-status="\3" }', t) for t in texts]
            _pelican(folder, body.slug, facts, "\n".join(marked))


def _hugo(folder: Path, slug: str, facts: dict[str, object], text: str) -> None:
    import json

    path = folder / "content" / "bodies" / slug / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(facts, ensure_ascii=False) + "\n\n" + text, encoding="utf-8")


def _pelican(folder: Path, slug: str, facts: dict[str, object], text: str) -> None:
    counts = " ".join(f"{k}:{v}" for k, v in sorted(facts["counts"].items()))  # type: ignore[attr-defined]
    head = f"Title: {facts['title']}\nDate: {facts['date']}\nSlug: {slug}\nCategory: {facts['cities'][0]}\n"  # type: ignore[index]
    head += f"Tags: {', '.join(facts['topics'])}\nCounts: {counts}\nPhone: {facts['phone']}\nTeam: {facts['team']}\n"  # type: ignore[arg-type]
    path = folder / "content" / f"{slug}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + "\n[TOC]\n\n" + text, encoding="utf-8")


if __name__ == "__main__":
    convert(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
