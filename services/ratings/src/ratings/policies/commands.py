"""What the platform may do about its figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import RatingPolicyChosen
from kernel.clock import day_of
from ratings.policies.domain import Policy, PolicyChoice, policy_of
from ratings.policies.tables import policies

#: Each choice of figures is an entity of its own, made from this and its version.
POLICIES = UUID("5f0c1b52-7d5e-5b43-9d6c-6f0a9d3c7b11")


async def choose_policy(session: AsyncSession, figures: Mapping[str, Any], *, now: datetime) -> Policy:
    """Weigh and show ratings by these figures from now on. What is published stands until it is published again."""
    version = int(await session.scalar(select(func.coalesce(func.max(policies.c.version), 0))) or 0) + 1
    choice = PolicyChoice(version=version, **figures, chosen_at=now)
    session.add(choice)
    mean = None if choice.prior_mean is None else str(choice.prior_mean)
    told = RatingPolicyChosen(occurred_at=now, version=version, **{**figures, "prior_mean": mean})
    await emit(session, uuid5(POLICIES, str(version)), told)
    return policy_of(choice, on=day_of(now))
