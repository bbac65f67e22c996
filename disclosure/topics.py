"""The topics of a finding, by the rules of site.yaml, with the words that matched.

In: a finding and the topics of the settings. Out: one to three topics, the strongest first, or `other`.
A word counts most in the finding's own title, little in the heading above it, and in the text only as far as it
comes back. Traded away: learning from examples. A rule that a person can read can be put right by a person.

How it is fast: all words of all topics are one pattern, walked once over the text, leftmost and longest first. What a
word is worth to each topic, with the shorter words inside it and the exclusions, is worked out beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Match:
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

    pattern: re.Pattern[str]
    title: Mapping[str, Shares]
    """What each word of the pattern gives where it stands in the title."""
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
        pattern = re.compile(_trie([*terms, *topic.exclude]) or r"(?!)")
        for word in words:
            worth[word] += [(place, found, terms[found]) for found in _inside(word, terms, pattern)]
    return Rules(
        re.compile(_pattern(words)),
        {word: _shares(values, TITLE) for word, values in worth.items()},
        {word: _shares(values, ABOVE) for word, values in worth.items()},
        {word: _in_text(values) for word, values in worth.items()},
        tuple(topic.id for topic in topics),
        {topic.id: place for place, topic in enumerate(topics)},
    )


def _shares(worth: Iterable[tuple[int, str, int]], value: float, times: int = 1) -> Shares:
    return tuple((place, word, weight * value * times) for place, word, weight in worth)


def _in_text(worth: Iterable[tuple[int, str, int]]) -> tuple[Shares, ...]:
    """What a word gives by how often it stands in a text; a weak one (1) gives nothing there."""
    strong = [found for found in worth if found[2] > 1]
    return tuple(_shares(strong, TEXT, times) for times in range(1, REPEAT + 1))


def _inside(word: str, terms: Mapping[str, int], pattern: re.Pattern[str]) -> list[str]:
    """What `word` holds of one topic: itself, or the longest terms that stand in it; nothing where excluded."""
    return [word] if word in terms else [found for found in pattern.findall(word) if found in terms]


def _pattern(words: Collection[str]) -> str:
    """A pattern that finds each of `words`, the longest at a place.

    Most places of a text fail at a look at two characters; at the others it goes by groups of first characters.
    """
    if not words or any(len(word) < 2 for word in words):
        return _trie(words) or r"(?!)"
    return f"(?={_any(w[0] for w in words)}{_any(w[1] for w in words)})(?:{'|'.join(map(_group, _groups(words)))})"


def _any(chars: Iterable[str]) -> str:
    """A pattern for any one of `chars`."""
    return f"[{re.escape(''.join(sorted(set(chars))))}]"


def _groups(words: Iterable[str], size: int = 24) -> list[list[str]]:
    """`words` in runs of `size` first characters: a choice between a few runs costs less than one between all."""
    heads: dict[str, list[str]] = {}
    for word in sorted(words):
        heads.setdefault(word[0], []).append(word)
    found = list(heads.values())
    return [[word for head in found[at : at + size] for word in head] for at in range(0, len(found), size)]


def _group(words: Sequence[str]) -> str:
    """A pattern for `words`: any of their first characters, then the second, which tells most of them apart.

    The engine passes over a choice that begins with another character or set without trying it; so each begins with one.
    """
    seconds: dict[str, dict[str, list[str]]] = {}
    for word in words:
        seconds.setdefault(word[1], {}).setdefault(word[0], []).append(word[2:])
    choices = []
    for second, firsts in seconds.items():
        ways = [f"(?<={re.escape(first + second)}){_rest(rests)}" for first, rests in firsts.items()]
        choices.append(f"{re.escape(second)}(?:{'|'.join(ways)})")
    return f"{_any(w[0] for w in words)}(?={_any(seconds)})(?:{'|'.join(choices)})"


def _trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a place, and fails fast elsewhere."""
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    branches = []
    for head, rests in heads.items():
        branches.append(re.escape(head) + _rest(rests))
    if not branches:
        return ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _rest(rests: Sequence[str]) -> str:
    """A pattern for what follows the head that words have in common; nothing may follow where one of them ends."""
    rest = _trie(rests)
    return f"(?:{rest})?" if rest and "" in rests else rest


def topics_of(finding: Finding, topics: tuple[Topic, ...]) -> tuple[Match, ...]:
    """Topics of `finding`, the strongest first; `other` where no rule fits. Topics set by hand win.

    Several makers ask for the topics of one finding: the answers of the last findings are kept.
    """
    return _kept(finding, topics)


def _found(finding: Finding, topics: tuple[Topic, ...]) -> tuple[Match, ...]:
    rules = compile_rules(topics)
    shares = _shares_of(finding, rules)
    if finding.topics:
        return tuple([Match(id_, _words(shares, rules.places.get(id_)), 0.0) for id_ in finding.topics])
    scores: dict[int, float] = {}
    for place, _, value in shares:
        scores[place] = scores.get(place, 0.0) + value
    least = max(ENOUGH, max(scores.values(), default=0.0) * SHARE)
    chosen = [(-score, place) for place, score in scores.items() if score >= least]
    if not chosen:
        return _NONE
    chosen.sort()
    return tuple([Match(rules.ids[place], _words(shares, place), round(-score, 2)) for score, place in chosen[:MOST]])


def _shares_of(finding: Finding, rules: Rules) -> list[Share]:
    """What the words of `finding` give the topics: those of its title, of the heading above and of its text."""
    find = rules.pattern.findall
    shares = [share for word in dict.fromkeys(find(finding.title)) for share in rules.title[word]]
    if finding.path:
        shares += [share for word in dict.fromkeys(find(finding.path[-1])) for share in rules.above[word]]
    times: dict[str, int] = {}
    for word in find(finding.text):
        times[word] = times.get(word, -1) + 1
    for word, again in times.items():
        shares += rules.text[word][again if again < REPEAT else -1]
    return shares


def _words(shares: Iterable[Share], topic: int | None) -> tuple[str, ...]:
    """The words that speak for the topic at the place `topic`, the weightiest first."""
    worth: dict[str, float] = {}
    for place, word, value in shares:
        if place == topic:
            worth[word] = worth.get(word, 0.0) + value
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))) if len(worth) > 1 else tuple(worth)


_NONE = (Match(OTHER, (), 0.0),)
_kept = remembering(_found, 4096)
# Hashing 600 words costs more than using them: equal rules are looked for only where they are other objects.
_rules = remembering(lambda topics, _: _compiled(topics), 64)
