"""Golden cases: a folder a form of notice, with what the importer makes of it.

`python tests/cases.py` rewrites every `expected.md` and `problems.txt`; look at the difference before you commit it.
"""

from __future__ import annotations

import sys
from pathlib import Path

CASES = Path(__file__).parent / "cases"
sys.path.insert(0, str(CASES.parent.parent))

from disclosure import importing, raw  # noqa: E402
from disclosure.problem import ContentError  # noqa: E402


def folders() -> list[Path]:
    """Every case."""
    return sorted(p for p in CASES.iterdir() if p.is_dir())


def run(folder: Path) -> dict[str, bytes]:
    """The files that the case in `folder` should hold beside its source."""
    (source,) = folder.glob("source.*")
    try:
        found = importing.import_file(raw.load(source, source.name))
    except ContentError as exc:
        return {"problems.txt": lines(exc.problems)}
    files = {"expected.md": importing.render(found, found.published)}
    return files | ({"problems.txt": lines(found.problems)} if found.problems else {})


def lines(problems: tuple) -> bytes:  # type: ignore[type-arg]
    """Problems in both languages, a line each."""
    return "".join(f"{p.line('en')}\n{p.line('zh')}\n" for p in problems).encode()


def rewrite() -> None:
    """Write what the importer makes of every case, and take away what it makes no more."""
    for folder in folders():
        expected = run(folder)
        for path in folder.iterdir():
            if not path.name.startswith("source.") and path.name not in expected:
                path.unlink()
        for name, data in expected.items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    rewrite()
