"""The topics of a finding, by the rules of site.yaml, with the words that matched.

In: a finding and the topics of the settings. Out: one to three topics, the strongest first, or `other`.
A word counts most in the finding's own title, little in the heading above it, and in the text only as far as it
comes back. Traded away: learning from examples. A rule that a person can read can be put right by a person.

How it is fast: all words of all topics are looked for in one walk over the text, leftmost and longest first. What a
word is worth to each topic, with the shorter words inside it and the exclusions, is worked out beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from disclosure.config import Topic
from disclosure.memo import remembering
from disclosure.report import Finding

OTHER = "other"
TITLE, ABOVE, REPEAT = 4.0, 1.0, 3
"""Worth of a word in the title and in the heading above; how often a word of the text counts at most."""
TEXT = 0.4
"""Worth of a word in the text."""
ENOUGH, SHARE, MOST = 2.4, 0.42, 3
"""Least score; least share of the best score; how many topics a finding may have."""


class Match(NamedTuple):
    """A topic of a finding."""

    topic: str
    words: tuple[str, ...]
    """Words of the rule that stand in the finding, the weightiest first; empty where the topic was set by hand."""
    score: float


Share = tuple[int, str, float]
"""What a word found gives a topic: the topic's place, the word of its rule, and the worth."""
Shares = tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all topics, ready to be used."""

    find: Callable[[str], list[str]]
    """The words of all topics that stand in a text, from left to right, the longest at a place."""
    title: Mapping[str, Shares]
    """What each of these words gives where it stands in the title."""
    above: Mapping[str, Shares]
    """What it gives in the heading above."""
    text: Mapping[str, tuple[Shares, ...]]
    """What it gives in the text where it stands there once, twice, … `REPEAT` times."""
    ids: tuple[str, ...]
    places: Mapping[str, int]
    """The place of each topic by its id."""


def compile_rules(topics: tuple[Topic, ...]) -> Rules:
    """Rules of `topics`, in the order in which they are shown; made once for a site."""
    return _rules(topics, None)


@lru_cache(maxsize=8)
def _compiled(topics: tuple[Topic, ...]) -> Rules:
    words = sorted({word for topic in topics for word in (*dict(topic.terms), *topic.exclude) if word})
    worth: dict[str, list[tuple[int, str, int]]] = {word: [] for word in words}
    for place, topic in enumerate(topics):
        terms = dict(topic.terms)
        find = _finder([*terms, *topic.exclude])
        for word in words:
            worth[word] += [(place, found, terms[found]) for found in _inside(word, terms, find)]
    return Rules(
        _finder(words),
        {word: _shares(values, TITLE) for word, values in worth.items()},
        {word: _shares(values, ABOVE) for word, values in worth.items()},
        {word: _in_text(values) for word, values in worth.items()},
        tuple(topic.id for topic in topics),
        {topic.id: place for place, topic in enumerate(topics)},
    )


def _finder(words: Iterable[str]) -> Callable[[str], list[str]]:
    """A search for each of `words`, leftmost and longest first."""
    return AhoCorasick(sorted({w for w in words if w}), matchkind=MatchKind.LeftmostLongest).find_matches_as_strings


def _shares(worth: Iterable[tuple[int, str, int]], value: float, times: int = 1) -> Shares:
    return tuple((place, word, weight * value * times) for place, word, weight in worth)


def _in_text(worth: Iterable[tuple[int, str, int]]) -> tuple[Shares, ...]:
    """What a word gives by how often it stands in a text; a weak one (1) gives nothing there."""
    strong = [found for found in worth if found[2] > 1]
    return tuple(_shares(strong, TEXT, times) for times in range(1, REPEAT + 1))


def _inside(word: str, terms: Mapping[str, int], find: Callable[[str], list[str]]) -> list[str]:
    """What `word` holds of one topic: itself, or the longest terms that stand in it; nothing where excluded."""
    return [word] if word in terms else [found for found in find(word) if found in terms]


def topics_of(finding: Finding, topics: tuple[Topic, ...]) -> tuple[Match, ...]:
    """Topics of `finding`, the strongest first; `other` where no rule fits. Topics set by hand win.

    Several makers ask for the topics of one finding: the answers of the last findings are kept.
    """
    return _kept(finding, topics)


def _found(finding: Finding, topics: tuple[Topic, ...]) -> tuple[Match, ...]:
    rules = compile_rules(topics)
    shares = _shares_of(finding, rules)
    worth: dict[int, dict[str, float]] = {}
    scores: dict[int, float] = {}
    for place, word, value in shares:  # added in this order: topics of one score must not change places by a last digit
        scores[place] = scores.get(place, 0.0) + value
        words = worth.setdefault(place, {})
        words[word] = words.get(word, 0.0) + value
    if finding.topics:
        return tuple([Match(id_, _words(worth.get(rules.places.get(id_, -1))), 0.0) for id_ in finding.topics])
    if not scores:
        return _NONE
    ranked = sorted([(-score, place) for place, score in scores.items()])
    least = max(ENOUGH, -ranked[0][0] * SHARE)
    chosen = [found for found in ranked[:MOST] if -found[0] >= least]
    return tuple([Match(rules.ids[at], _words(worth[at]), round(-score, 2)) for score, at in chosen]) or _NONE


def _shares_of(finding: Finding, rules: Rules) -> list[Share]:
    """What the words of `finding` give the topics: those of its title, of the heading above and of its text."""
    find = rules.find
    shares = [share for word in dict.fromkeys(find(finding.title)) for share in rules.title[word]]
    if finding.path:
        shares += [share for word in dict.fromkeys(find(finding.path[-1])) for share in rules.above[word]]
    times: dict[str, int] = {}
    for word in find(finding.text):
        times[word] = times.get(word, -1) + 1
    for word, again in times.items():
        shares += rules.text[word][again if again < REPEAT else -1]
    return shares


def _words(worth: Mapping[str, float] | None) -> tuple[str, ...]:
    """The words that speak for a topic, the weightiest first."""
    if not worth or len(worth) == 1:
        return tuple(worth or ())
    return tuple(sorted(worth, key=lambda word: (-worth[word], word)))


_NONE = (Match(OTHER, (), 0.0),)
_kept = remembering(_found, 4096)
# Hashing 600 words costs more than using them: equal rules are looked for only where they are other objects.
_rules = remembering(lambda topics, _: _compiled(topics), 64)
