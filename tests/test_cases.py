"""Golden cases: each form of notice gives the report that stands beside it, and nothing else stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import cases


@pytest.mark.parametrize("folder", cases.folders(), ids=lambda p: p.name)
def test_case(folder: Path) -> None:
    expected = cases.run(folder)
    names = {p.name for p in folder.iterdir() if not p.name.startswith("source.")}
    assert names == set(expected), "run python tests/cases.py"
    for name, data in expected.items():
        assert (folder / name).read_text(encoding="utf-8") == data.decode()
