"""What is told of a service quarter by quarter, and what part of everything somebody asks for. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ratings.policies.domain import Policy
from ratings.scores.rules.showing import is_told

Stars = tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Filters; what is None does not filter. `area` is an ITL code of the authority's address, or its beginning."""

    organisation: UUID | None = None
    contract: UUID | None = None
    buyer: UUID | None = None
    area: str | None = None
    service: str | None = None  # words of its name


def told_again(
    whole: int, counted: Mapping[str, Sequence[int]], told: Mapping[str, Stars], policy: Policy
) -> dict[str, Stars]:
    """The quarters that are told now that `whole` ratings are published, with their stars, after those told before.

    Each is told from the minimum on and changes by no less than the step; and what is left of the whole when all of
    them are taken away is nothing, or no less than the step. So no subtraction, of quarters from the whole or of this
    edition from the last, ends at fewer ratings than a publication itself tells.
    """
    after = dict(told)
    for quarter in sorted({*counted, *told}):
        stars, before = tuple(counted.get(quarter, ())), told.get(quarter)
        if not is_told(stars, policy):
            after.pop(quarter, None)
        elif before is None or abs(sum(stars) - sum(before)) >= policy.step:
            after[quarter] = stars
    if 0 < abs(whole - total(after)) < policy.step:
        changed = [quarter for quarter in after if after[quarter] != told.get(quarter)]
        if changed:
            _leave(max(changed), after, told)
    return after if not 0 < abs(whole - total(after)) < policy.step else {}


def total(told: Mapping[str, Stars]) -> int:
    """How many ratings are told of by quarter."""
    return sum(map(sum, told.values()))


def _leave(quarter: str, after: dict[str, Stars], told: Mapping[str, Stars]) -> None:
    """As it was told before, or not at all."""
    if quarter in told:
        after[quarter] = told[quarter]
    else:
        del after[quarter]
