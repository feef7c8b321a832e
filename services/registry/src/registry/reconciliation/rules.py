"""How well a hit answers a query of a list, and whether it may be taken without a look. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kernel.orgids import OrgId
from registry.particulars.domain import folded
from registry.search.domain import Hit

NUMBER, POSTCODE, NAME = 100.0, 20.0, 80.0  # a number is worth all; a name that agrees wholly with its postcode, too
COMMON_ENDS = {"limited": "ltd"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit with its score, out of 100. `match`: nobody needs to look."""

    hit: Hit
    score: float
    match: bool


def weighed(
    hits: Sequence[Hit], name: str, postcode: str | None, numbers: Sequence[OrgId], of_type: str | None
) -> list[Candidate]:
    """The best first. Safe are a number, or the only hit of exactly this name and postcode: never a name alone."""
    wanted = [it for it in hits if of_type is None or of_type in {"organisation", *it.registers, *it.classes}]
    exact = [it for it in wanted if _same_name(it, name) and _same_postcode(it, postcode)]
    by_number = [it for it in wanted if set(numbers) & set(it.org_ids)]
    safe = by_number or exact
    found = [Candidate(it, _score(it, name, postcode, numbers), len(safe) == 1 and it is safe[0]) for it in wanted]
    return sorted(found, key=lambda it: -it.score)


def _score(hit: Hit, name: str, postcode: str | None, numbers: Sequence[OrgId]) -> float:
    if set(numbers) & set(hit.org_ids):
        return NUMBER
    alike = max(SequenceMatcher(None, _plain(it), _plain(name)).ratio() for it in (hit.name, *hit.other_names))
    return round(NAME * alike + (POSTCODE if _same_postcode(hit, postcode) else 0.0), 2)


def _same_name(hit: Hit, name: str) -> bool:
    return any(_plain(it) == _plain(name) for it in (hit.name, *hit.other_names))


def _same_postcode(hit: Hit, postcode: str | None) -> bool:
    return bool(postcode and hit.postcode) and _tight(str(hit.postcode)) == _tight(str(postcode))


def _tight(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _plain(name: str) -> str:
    return " ".join(COMMON_ENDS.get(word, word) for word in folded(name).split())
