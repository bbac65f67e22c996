"""The way of a finding through the reports of its body, as a list for the body's page.

In: a body. Out: HTML by report and finding; nothing for a finding that stands in one report alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from disclosure.catalogue import Catalogue
from disclosure.history import threads
from disclosure.marks import badge
from disclosure.markup import at, esc
from disclosure.report import Body


def ways(body: Body, say: Catalogue, root: str) -> Mapping[tuple[str, str], Markup]:
    """For each finding that stands in several reports its statuses with their dates, oldest first."""
    found: dict[tuple[str, str], Markup] = {}
    for thread in threads(body):
        items = "".join(
            f'<li><a href="#{esc(step.anchor)}"><time datetime="{step.published}">{say.date(step.published)}</time></a>'
            f"{badge(step.status, say)}</li>"
            for step in thread.steps
        )
        html = at(f'<p class="note">{say("way")}</p><ol class="way">{items}</ol>', root)
        for step in thread.steps:
            found[step.report, step.finding] = html
    return found
