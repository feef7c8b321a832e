"""What a bidder is shown beside its form: its own bids, its own files, and nobody else's."""

import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import documents
from tendering.bids.domain import Bid
from tendering.bids.queries import OPENED
from tendering.bids.tables import bids
from tendering.notices.domain import Notice

MOST_FILES = 30
DIGEST = re.compile("[0-9a-f]{64}")


async def bids_in_the_box(session: AsyncSession, notice: Notice, bidder_id: UUID) -> Sequence[Bid]:
    """The bidder's bids for this notice that it did not withdraw, the latest first; those for older terms too."""
    own = (bids.c.notice_id == notice.id) & (bids.c.bidder_id == bidder_id) & bids.c.withdrawn_at.is_(None)
    return (await session.scalars(select(Bid).where(own).order_by(bids.c.received_at.desc()).options(OPENED))).all()


async def files_at_hand(session: AsyncSession, bidder_id: UUID, notice: Notice, named: Collection[str]) -> list[Any]:
    """What the bidder handed over since the notice was published, and what it named: rows, the latest first."""
    kept, digests = documents.c, [bytes.fromhex(each) for each in named if DIGEST.fullmatch(each)]
    wanted: ColumnElement[bool] = kept.sha256.in_(digests)
    if notice.published_at is not None:
        wanted |= kept.kept_at >= notice.published_at
    found = select(documents).where(kept.owner == bidder_id, ~kept.public, wanted)
    return list(await session.execute(found.order_by(kept.kept_at.desc()).limit(MOST_FILES)))
