"""A site with one target, for the tests that publish it to real other sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Site

from disclosure.problem import ContentError, Problem
from disclosure.publishing import Outcome, Wishes, publish

TODAY = "2026-06-01"
REPORT = "content/shandong/jia-red-cross/2026-01-20.md"
PAGE = "bodies/jia-red-cross/index.html"


class Sent:
    """A site with one target."""

    def __init__(self, folder: Path, settings: str) -> None:
        self.site = Site.copy("small", folder)
        self.aim(settings)

    def aim(self, settings: str) -> None:
        text = (self.site.root / "site.yaml").read_text().partition("\nchecks:")[0]
        text += "\nchecks:\n  exceptions:\n    - {rule: facts, reason: the reports of this site are made up}\n"
        self.site.write("site.yaml", f"{text}\npublish:\n  targets:\n    www: {{{settings}}}\n")

    def publish(self, **wishes: bool) -> Outcome:
        return publish(self.site.root, self.site.output, None, TODAY, Wishes(**wishes), pause=0.01)

    def problem(self, **wishes: bool) -> Problem:
        with pytest.raises(ContentError) as caught:
            self.publish(**wishes)
        assert len(caught.value.problems) == 1
        return caught.value.problems[0]

    def refusal(self, **wishes: bool) -> str:
        return self.problem(**wishes).code

    def refusal_codes(self) -> set[str]:
        with pytest.raises(ContentError) as caught:
            self.publish()
        return {p.code for p in caught.value.problems}

    def change(self, words: str) -> None:
        text = (self.site.root / REPORT).read_text()
        self.site.write(REPORT, text.replace("党组高度重视", words))


def copied(sent: Sent) -> dict[str, bytes]:
    """What the target must hold."""
    return sent.site.files()
