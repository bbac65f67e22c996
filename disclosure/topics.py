"""The topics of a finding, by the rules of site.yaml, with the words that matched.

In: a finding and the topics of the settings. Out: one to three topics, the strongest first, or `other`.
A word counts most in the finding's own title, little in the heading above it, and in the text only as far as it
comes back. Traded away: learning from examples. A rule that a person can read can be put right by a person.

How it is fast: all words of all topics are one trie, walked once over the text, leftmost and longest first. What a
word is worth to each topic, with the shorter words inside it and the exclusions, is worked out beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all topics, ready to be used."""

    pattern: re.Pattern[str]
    worth: Mapping[str, tuple[tuple[int, str, int], ...]]
    """For each word of the pattern: (topic's place, word of the rule, weight)."""
    ids: tuple[str, ...]


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
    found = {word: tuple(values) for word, values in worth.items()}
    return Rules(re.compile(_start(words) + _grouped(words)), found, tuple(topic.id for topic in topics))


def _inside(word: str, terms: Mapping[str, int], pattern: re.Pattern[str]) -> list[str]:
    """What `word` holds of one topic: itself, or the longest terms that stand in it; nothing where excluded."""
    return [word] if word in terms else [found for found in pattern.findall(word) if found in terms]


def _start(words: Iterable[str]) -> str:
    """A look ahead at two characters: most places of a text fail there, which costs a third of trying the trie."""
    long = [word for word in words if len(word) > 1]
    if not long or len(long) < len(list(words)):
        return ""
    first, second = (re.escape("".join(sorted({word[place] for word in long}))) for place in (0, 1))
    return f"(?=[{first}][{second}])"


def _grouped(words: Iterable[str], size: int = 24) -> str:
    """The trie of `words` in groups of first characters, each behind a look at them: half the cost of one long choice."""
    heads: dict[str, list[str]] = {}
    for word in sorted(words):
        heads.setdefault(word[0], []).append(word)
    firsts = list(heads)
    groups = [firsts[at : at + size] for at in range(0, len(firsts), size)]
    branches = [f"(?=[{re.escape(''.join(g))}])" + _trie(w for head in g for w in heads[head]) for g in groups]
    return f"(?:{'|'.join(branches)})" if branches else r"(?!)"


def _trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a place, and fails fast elsewhere."""
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    branches = []
    for head, rests in heads.items():
        rest = _trie(rests)
        optional = "" in rests
        branches.append(re.escape(head) + (f"(?:{rest})?" if rest and optional else rest))
    if not branches:
        return ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def topics_of(finding: Finding, topics: tuple[Topic, ...]) -> tuple[Match, ...]:
    """Topics of `finding`, the strongest first; `other` where no rule fits. Topics set by hand win.

    Several makers ask for the topics of one finding: the answers of the last findings are kept.
    """
    return _kept(finding, topics)


def _found(finding: Finding, topics: tuple[Topic, ...]) -> tuple[Match, ...]:
    rules = compile_rules(topics)
    scores, words = _scores(finding, rules)
    if finding.topics:
        return tuple(
            Match(t, _order(words.get(rules.ids.index(t), {})) if t in rules.ids else (), 0.0) for t in finding.topics
        )
    best = max(scores.values(), default=0.0)
    least = max(ENOUGH, best * SHARE)
    chosen = sorted((place for place, score in scores.items() if score >= least), key=lambda p: (-scores[p], p))
    if not chosen:
        return (Match(OTHER, (), 0.0),)
    return tuple(Match(rules.ids[p], _order(words[p]), round(scores[p], 2)) for p in chosen[:MOST])


def _scores(finding: Finding, rules: Rules) -> tuple[dict[int, float], dict[int, dict[str, float]]]:
    scores: dict[int, float] = {}
    words: dict[int, dict[str, float]] = {}

    def add(place: int, word: str, value: float) -> None:
        scores[place] = scores.get(place, 0.0) + value
        here = words.setdefault(place, {})
        here[word] = here.get(word, 0.0) + value

    for text, value in ((finding.title, TITLE), (finding.path[-1] if finding.path else "", ABOVE)):
        for found in dict.fromkeys(rules.pattern.findall(text)):
            for place, word, weight in rules.worth[found]:
                add(place, word, weight * value)
    counted: dict[str, int] = {}
    for found in rules.pattern.findall(finding.text):
        counted[found] = counted.get(found, 0) + 1
    for found, times in counted.items():
        for place, word, weight in rules.worth[found]:
            if weight > 1:
                add(place, word, weight * TEXT * min(times, REPEAT))
    return scores, words


def _order(words: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-words[word], word)))


_kept = remembering(_found, 4096)
# Hashing 600 words costs more than using them: equal rules are looked for only where they are other objects.
_rules = remembering(lambda topics, _: _compiled(topics), 64)
