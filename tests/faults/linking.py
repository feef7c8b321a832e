"""Attackers who hold full dumps of what issuer and ratings keep, and try to say whose each rating is.

Each gets when, and in which order, people had something signed and credentials were spent, as the dumps tell it, and
names a person for every spending. Chance finds one in the cohort.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

Z95, Z_SURE = 1.959963984540054, 5.0  # standard deviations: one in twenty, one in two million
KNOWN = 20  # one pair in so many was betrayed to the attacker who learns


class Seen(NamedTuple):
    """One row of a dump: whose or which it is, its transaction, and its moment if a log shows one."""

    name: str
    transaction: int
    moment: float


Guess = Mapping[str, str]  # spending → person
Attacker = Callable[[Sequence[Seen], Sequence[Seen], Guess], Guess]


def by_order(signings: Sequence[Seen], spendings: Sequence[Seen], known: Guess) -> Guess:
    """Who signed first spends first."""
    return paired(signings, spendings, lambda seen: seen.transaction)


def by_reversed_order(signings: Sequence[Seen], spendings: Sequence[Seen], known: Guess) -> Guess:
    """Who signed last spends first."""
    return paired(signings, spendings[::-1], lambda seen: seen.transaction, backwards=True)


def by_hour(signings: Sequence[Seen], spendings: Sequence[Seen], known: Guess) -> Guess:
    """Whoever asks at some time of the day spends at that time of the day."""
    return paired(signings, spendings, lambda seen: seen.moment % 86_400)


def by_learning(signings: Sequence[Seen], spendings: Sequence[Seen], known: Guess) -> Guess:
    """Knows some of all pairs, fits a line from moment to moment, and names whom it expects nearest."""
    signed, spent = {each.name: each for each in signings}, {each.name: each for each in spendings}
    pairs = [(signed[person].moment, spent[spending].moment) for spending, person in known.items()]
    slope, start = line(pairs)
    left = [each for each in signings if each.name not in set(known.values())]
    expected = [Seen(each.name, 0, start + slope * each.moment) for each in left]
    open_ones = [each for each in spendings if each.name not in known]
    return paired(expected, open_ones, lambda seen: seen.moment)


ATTACKERS: Mapping[str, Attacker] = {
    "by order": by_order,
    "by reversed order": by_reversed_order,
    "by hour": by_hour,
    "by learning": by_learning,
}


def paired(
    signings: Sequence[Seen], spendings: Sequence[Seen], key: Callable[[Seen], float], *, backwards: bool = False
) -> Guess:
    """The n-th of one in the order of `key` is the n-th of the other."""
    people = sorted(signings, key=key, reverse=backwards)
    return {each.name: person.name for each, person in zip(sorted(spendings, key=key), people, strict=True)}


def line(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope and start of the line that lies nearest (least squares)."""
    middle_x, middle_y = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in pairs)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in pairs) / spread if spread else 0.0
    return slope, middle_y - slope * middle_x


class Success(NamedTuple):
    """How often an attacker was right, and what chance gives."""

    hits: int
    tries: int

    @property
    def chance(self) -> float:
        return 1 / self.tries

    def interval(self, z: float = Z95) -> tuple[float, float]:
        """Wilson's interval of the rate."""
        rate, square = self.hits / self.tries, z * z
        centre = (rate + square / (2 * self.tries)) / (1 + square / self.tries)
        half = z * sqrt(rate * (1 - rate) / self.tries + square / (4 * self.tries**2)) / (1 + square / self.tries)
        return centre - half, centre + half


def success(attacker: Attacker, signings: Sequence[Seen], spendings: Sequence[Seen], truth: Guess) -> Success:
    """Let the attacker guess, with some of the truth betrayed to it; what it knew does not count."""
    names = sorted(truth)
    known = {name: truth[name] for name in random.Random(9474).sample(names, max(2, len(names) // KNOWN))}
    learns = attacker is by_learning
    guesses = attacker(signings, spendings, known)
    tried = [name for name in names if not (learns and name in known)]
    hits = sum(guesses[name] == truth[name] for name in tried)
    return Success(hits, len(tried))
