"""How bidders are told of staff: load, decide, record. The posts themselves are forgotten."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.versions import must_match
from rulebook.rules import rule
from tendering.notices.domain import Status
from tendering.notices.queries import notice_to_change
from tendering.workforce.domain import Pack, Post, anonymised
from tendering.workforce.queries import pack_of


async def tell_of_staff(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    posts: Sequence[Post],
    *,
    expected: int | None,
    now: datetime,
) -> Pack:
    """Make a pack of posts, in the place of the one before; it goes out with the notice.

    Raises RuleBroken once that is published: two packs side by side would show who came or went.
    """
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.status is not Status.DRAFT:
        raise RuleBroken("The workforce pack goes out with the notice, and stands still from then on.")
    groups = anonymised(posts, minimum=rule("tupe.pack", on=day_of(now)).number("people_minimum"))
    pack = await pack_of(session, notice_id)
    must_match(0 if pack is None else pack.version, expected)
    if pack is None:
        pack = Pack(notice_id=notice_id, groups=groups)
        session.add(pack)
    else:
        pack.groups, pack.version = groups, pack.version + 1
    notice.workforce_digest = pack.digest()
    return pack
