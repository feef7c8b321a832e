"""The figures over HTTP: parse, call, answer."""

from typing import Annotated

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, role
from kernel.clock import day_of
from ratings.policies import commands
from ratings.policies.queries import policy_in_force
from ratings.policies.schemas import PolicyIn, PolicyOut

router = Router(prefix="/policy", tags=["policies"])
Administrator = Annotated[Actor, Depends(role("platform_admin"))]


@router.get("", response_model=PolicyOut)
async def read_policy(session: Reading, now: Now) -> PolicyOut:
    """How ratings are weighed, and when they are shown."""
    return PolicyOut.of(await policy_in_force(session, on=day_of(now)))


@router.put("", response_model=PolicyOut)
async def choose_policy(body: PolicyIn, tx: Transaction, now: Now, _admin: Administrator) -> PolicyOut:
    """Weigh and show ratings by other figures, from now on."""
    return PolicyOut.of(await commands.choose_policy(tx, body.model_dump(), now=now))
