"""The local multiplier over HTTP."""

from chassis.http import Router
from transparency.multipliers.schemas import MultiplierOut, SpendingIn

router = Router(tags=["multipliers"])


@router.post("/local-multiplier", response_model=MultiplierOut)
async def reckon_local_multiplier(body: SpendingIn) -> MultiplierOut:
    """How often money turns in a place before it leaves: three rounds (LM3). Nothing is kept."""
    return MultiplierOut.of(body.parsed())
