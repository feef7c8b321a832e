"""Which numbers are one body: those that links join, unless the links contradict each other. Never by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kernel.orgids import OrgId
from registry.registers.domain import Link, LinkKind, Standing

#: A society is mirrored under several of these numbers at Companies House (register-files, mutuals).
MANY = {("GB-MPR", "GB-COH")}
Group: TypeAlias = frozenset[OrgId]


def bodies(links: Iterable[Link], standing: Mapping[OrgId, Standing]) -> list[Group]:
    """The bodies that these links make, each of two numbers or more; the order of the links does not matter.

    Old numbers follow to the new. Where a number is said to be the same body as two of another register, at most one
    of the two is right: the only live one is taken, and otherwise none, for a company's number that a charity quotes
    may be its subsidiary's.
    """
    plain, said = _plain_pairs(links)
    renumbered = _united((link.start, link.end) for link in said if link.kind is LinkKind.REREGISTERED_AS)
    same = {frozenset({link.start, link.end}) for link in said if link.kind is LinkKind.SAME_BODY}
    pairs = [(min(pair), max(pair)) for pair in same if len(pair) == 2]
    partners: dict[tuple[OrgId, str], set[OrgId]] = defaultdict(set)
    for one, other in pairs:
        partners[one, other.scheme].add(other)
        partners[other, one.scheme].add(one)
    believed = {key: _believed(*key, found, renumbered, standing) for key, found in partners.items()}
    agreed = (
        (one, other)
        for one, other in pairs
        if other in believed[one, other.scheme] and one in believed[other, one.scheme]
    )
    roots = _united([*agreed, *renumbered.items()])
    groups: dict[OrgId, set[OrgId]] = defaultdict(set)
    for number, root in roots.items():
        groups[root].add(number)
    return [*plain, *map(frozenset, groups.values())]


def _plain_pairs(links: Iterable[Link]) -> tuple[list[Group], list[Link]]:
    """Pairs of which neither is linked to a third, as nearly all are, and the links that need thought."""
    listed = [link for link in links if link.start != link.end]
    times = Counter(end for link in listed for end in (link.start, link.end))
    plain, rest = [], []
    for link in listed:
        if times[link.start] == 1 == times[link.end]:
            plain.append(frozenset({link.start, link.end}))
        else:
            rest.append(link)
    return plain, rest


def _believed(
    number: OrgId,
    scheme: str,
    partners: set[OrgId],
    renumbered: Mapping[OrgId, OrgId],
    standing: Mapping[OrgId, Standing],
) -> set[OrgId]:
    """Of the numbers in `scheme` that `number` is said to share a body with, those that may be."""
    if (number.scheme, scheme) in MANY or len({renumbered.get(it, it) for it in partners}) == 1:
        return partners
    live = {it for it in partners if standing.get(it) is Standing.LIVE}
    return live if len(live) == 1 else set()


def _united(pairs: Iterable[tuple[OrgId, OrgId]]) -> dict[OrgId, OrgId]:
    """Each number's root, the least number of its group: union-find, with paths halved."""
    parents: dict[OrgId, OrgId] = {}

    def root(number: OrgId) -> OrgId:
        parents.setdefault(number, number)
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parents[second] = first
    return {number: root(number) for number in parents}
