"""What an authority may do: freeze the evidence for a notice, once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import EvidenceFrozen
from kernel.errors import Conflict
from ratings.policies.queries import policy_in_force
from ratings.scores.queries import stars_by_organisation
from ratings.snapshots.domain import Snapshot
from ratings.snapshots.queries import found_for


async def freeze_evidence(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, now: datetime) -> Snapshot:
    """Keep what users made of everybody who may bid, as it is now; ratings that are set apart are not in it.

    Not as of an earlier day: when somebody rated is not kept. Raises Conflict the second time: a buyer that could
    freeze again would choose its moment.
    """
    if await found_for(session, notice_id) is not None:
        raise Conflict("The evidence for this notice is frozen.")
    policy = await policy_in_force(session, on=now.date())
    rated = {each: stars for each, stars in (await stars_by_organisation(session)).items() if sum(stars)}
    snapshot = Snapshot.of(notice_id, buyer_id, rated, policy, now=now)
    session.add(snapshot)
    told = EvidenceFrozen(
        occurred_at=now, notice_id=notice_id, buyer_id=buyer_id, policy=snapshot.policy, digest=snapshot.digest
    )
    await emit(session, snapshot.id, told)
    return snapshot
