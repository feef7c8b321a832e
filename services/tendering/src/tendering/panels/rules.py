"""The draw of Citizen Commissioners: by lot from strata, from a seed whose digest was published beforehand.

Whoever knows the seed can repeat the draw. Each candidate's place in it is HMAC-SHA-256 of their reference under the
seed, so nobody who prepares the list can know who will be drawn, and nobody who draws can choose.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kernel.errors import RuleBroken, Unacceptable


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be drawn, by a reference that names nobody, and their stratum, such as `under_25`."""

    reference: str
    stratum: str


def must_be_the_seed(seed: bytes, digest: str) -> None:
    """Raise RuleBroken unless this is the seed whose SHA-256 was published."""
    if hashlib.sha256(seed).hexdigest() != digest:
        raise RuleBroken("This is not the seed whose digest was published before the draw.")


def drawn(candidates: Sequence[Candidate], seats: Mapping[str, int], seed: bytes) -> tuple[Candidate, ...]:
    """Who is drawn, stratum by stratum in the order of the seats. Raises Unacceptable, RuleBroken for empty seats."""
    references = [candidate.reference for candidate in candidates]
    if len(set(references)) != len(references):
        raise Unacceptable("/candidates", "Every candidate is named once.")
    found: list[Candidate] = []
    for stratum, count in seats.items():
        of_stratum = [candidate for candidate in candidates if candidate.stratum == stratum]
        if len(of_stratum) < count:
            raise RuleBroken(f"There are {len(of_stratum)} candidates for {count} seats of {stratum!r}.")
        found += sorted(of_stratum, key=lambda candidate: lot_of(candidate.reference, seed))[:count]
    return tuple(found)


def lot_of(reference: str, seed: bytes) -> bytes:
    """A candidate's place in the draw: the lowest come first."""
    return hmac.new(seed, reference.encode(), hashlib.sha256).digest()
