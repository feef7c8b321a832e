"""By which means people took part, as far as it may be told: how many signed, or voted, at level A, B and C."""

from collections.abc import Sequence

from ratings.policies.domain import Policy
from ratings.scores.domain import Cells
from ratings.scores.rules.disclosure import disclosed
from ratings.scores.rules.showing import is_told


def told_once(levels: Sequence[int], policy: Policy) -> Cells | None:
    """As it is published, once, when nothing is added any more; None of too few. Small counts are None."""
    return disclosed(levels, policy) if is_told(levels, policy) else None
