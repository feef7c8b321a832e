"""Obligations over HTTP: describe a procurement, hear what it owes. Nothing is kept."""

from chassis.http import Now, Router
from kernel.clock import day_of
from tendering.obligations.schemas import CaseIn, CompiledOut, compiled

router = Router(prefix="/obligations", tags=["obligations"])


@router.post("", response_model=CompiledOut)
async def compile_obligations(body: CaseIn, now: Now) -> CompiledOut:
    """What a procurement like this owes, and by when: the statute's duties, and apart from them the overlay's."""
    return compiled(body.case(day_of(now)), day_of(now))
