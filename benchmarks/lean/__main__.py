"""The engine with the work of the peers: fewer pages and lean templates. Run: python benchmarks/lean -C SITE.

Its makers stand in for `disclosure.pages` as a whole, so that what this work does not need is not imported either; and like
that they are imported where a build has something to do.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from disclosure.building import build  # noqa: E402
from disclosure.terminal import leave  # noqa: E402


def stand_in() -> None:
    """Put `makers.py` in the place of `disclosure.pages`, to be run when it is first used."""
    spec = importlib.util.spec_from_file_location("disclosure.pages", HERE / "makers.py")
    assert spec and spec.loader  # noqa: S101  (the file stands beside this one)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    stand_in()
    root = Path(sys.argv[2])
    summary = build(root, root / "output", today="2026-12-31")
    print(f"{len(summary.built)} built, {summary.seconds:.2f} s, {summary.peak_memory / 1e6:.0f} MB")
    leave(0)
