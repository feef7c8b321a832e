"""What the calendar keeps of an obligation, and which of them only have to be waited for."""

from typing import Any

from tendering.obligations.domain import Obligation

#: What is to be waited for. When the time is over, nothing is left to do.
WAITS = frozenset({"standstill", "low_price_response", "tendering_period", "phase_deadline"})


def kept_of(obligation: Obligation) -> dict[str, Any]:
    """What the calendar keeps of an obligation, whatever it is owed for."""
    kept = ("code", "name", "layer", "source", "due", "met_on")
    return {name: getattr(obligation, name) for name in kept} | {"waits": obligation.code in WAITS}
