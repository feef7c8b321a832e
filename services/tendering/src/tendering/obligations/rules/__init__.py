"""Which law reaches a case, the clocks it sets, and the duties it brings: the statute's and, apart, policy's."""

from tendering.obligations.domain import Case, Obligation
from tendering.obligations.rules.overlay import overlay
from tendering.obligations.rules.statute import statute


def obligations_of(case: Case) -> tuple[Obligation, ...]:
    """Every duty of the case, the statute's first, each layer in the order of the procedure."""
    return (*statute(case), *overlay(case))
