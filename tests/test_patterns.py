"""Patterns compiled later: as good as those compiled at once, and only when asked."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import disclosure
from disclosure import patterns
from disclosure.patterns import later


def test_a_pattern_compiled_later_does_what_any_does() -> None:
    pattern = later(r"(?P<n>\d)a", re.I)
    assert [m["n"] for m in pattern.finditer("1A 2a")] == ["1", "2"]
    assert pattern.findall("1A 2a") == ["1", "2"]
    assert (pattern.pattern, pattern.groups) == (r"(?P<n>\d)a", 1)


def test_it_is_compiled_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(patterns.re, "compile", lambda source, flags: compiled.append(source) or real(source, flags))
    pattern = later("a")
    assert compiled == []
    assert pattern.match("a") and pattern.match("ab")
    assert compiled == ["a"]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    found = 0
    for module in pkgutil.walk_packages(disclosure.__path__, "disclosure."):
        if module.name == "disclosure.__main__":
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, patterns._Later):
                assert re.compile(value._source, value._flags)
                found += 1
    assert found > 50
