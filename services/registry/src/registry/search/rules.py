"""How what was typed is understood, and which words of a name it matched. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher

from kernel.orgids import OrgId, parse_org_id
from kernel.schemes import SCHEMES
from registry.particulars.domain import folded
from registry.search.domain import Mark

#: Words that tell nobody apart: what the law has every company append, and what stands between words.
COMMON = frozenset(
    (
        *("limited", "ltd", "plc", "llp", "cic", "cio", "company", "incorporated", "inc", "uk", "cyfyngedig", "cyf"),
        *("the", "of", "and", "for", "in", "a", "c", "i", "o", "l", "p"),
    )
)
SHORTEST_ALIKE = 3  # letters; fewer make no trigram of their own
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.7


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """The words that tell bodies apart, each once; all of them where none does."""
    listed = tuple(dict.fromkeys(words))
    return (tuple(word for word in listed if word not in COMMON) or listed)[:MOST_WORDS]


def likely(words: Collection[str]) -> str:
    """What is looked for where a word may be misspelt; empty where nothing in it could be."""
    return " ".join(word for word in words if len(word) >= SHORTEST_ALIKE and word not in COMMON)


def numbers_in(text: str) -> tuple[OrgId, ...]:
    """The numbers that a text may be: an org-id, or a number as some register spells it."""
    if not any(letter.isdigit() for letter in text):
        return ()
    try:
        return (parse_org_id(text),)
    except ValueError:
        pass  # not an org-id: perhaps a number alone
    return tuple(_numbers(text.replace(" ", "")))


def _numbers(number: str) -> Iterator[OrgId]:
    for scheme in SCHEMES:
        try:
            yield OrgId.of(scheme, number)
        except ValueError:
            continue  # no number of that register


def marked(name: str, words: Collection[str]) -> tuple[Mark, ...]:
    """Where in a name a word stands that is one of these, begins so, or is much like one."""
    return tuple(
        Mark(found.start(), found.end())
        for found in _WORD.finditer(name)
        if (word := folded(found[0])) and any(_fits(word, sought) for sought in words)
    )


def _fits(word: str, sought: str) -> bool:
    if word == sought or (len(sought) >= SHORTEST_ALIKE and word.startswith(sought)):
        return True
    if min(len(word), len(sought)) < SHORTEST_ALIKE:
        return False
    matcher = SequenceMatcher(None, word, sought)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def best_marked(names: Iterable[str], words: Collection[str]) -> tuple[str, tuple[Mark, ...]]:
    """Of several names the first in which most words are marked."""
    listed = [(name, marked(name, words)) for name in names]
    return max(listed, key=lambda it: len(it[1]))
