"""What one may do about scrutiny: announce a meeting, put a petition before it, take a slot to speak."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import EvidencePackMade, SittingAnnounced
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken
from ratings.credentials.domain import digest_of, new_code
from ratings.petitions.domain import Stage
from ratings.petitions.queries import petition_of
from ratings.scrutiny.domain import Pack, Sitting, Slot, must_be_announced_in_time
from ratings.scrutiny.queries import found_pack, pack_of, sitting_of


async def announce_sitting(
    session: AsyncSession,
    buyer_id: UUID,
    *,
    committee: str,
    held_at: datetime,
    place: str,
    slots: int,
    now: datetime,
) -> Sitting:
    """A committee meets, and so many users may speak."""
    must_be_announced_in_time(held_at, now)
    sitting = Sitting(
        buyer_id=buyer_id, committee=committee, held_at=held_at, place=place, slots=slots, announced_on=day_of(now)
    )
    session.add(sitting)
    told = SittingAnnounced(
        occurred_at=now, buyer_id=buyer_id, committee=committee, held_at=held_at, place=place, slots=slots
    )
    await emit(session, sitting.id, told)
    return sitting


async def make_pack(
    session: AsyncSession, buyer_id: UUID, sitting_id: UUID, petition_id: UUID, content: str, *, now: datetime
) -> Pack:
    """Put a petition before a committee with all that is known of it, frozen: later events do not alter the pack.

    Raises RuleBroken for a petition that is still open, Conflict where the committee has it already.
    """
    sitting = await sitting_of(session, sitting_id, held=True)
    sitting.must_be_of(buyer_id)
    sitting.must_be_to_come(now)
    petition = await petition_of(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    if petition.stage is not Stage.CLOSED:
        raise RuleBroken("A committee gets a petition once it is closed, and its figures stand.")
    if await found_pack(session, sitting_id, petition_id) is not None:
        raise Conflict("This petition is before that meeting already.")
    pack = Pack.of(sitting_id, petition_id, content, today=day_of(now))
    session.add(pack)
    told = EvidencePackMade(occurred_at=now, petition_id=petition_id, digest=pack.digest)
    await emit(session, sitting_id, told)
    return pack


async def take_slot(session: AsyncSession, sitting_id: UUID, petition_id: UUID, *, now: datetime) -> tuple[Slot, str]:
    """A user takes a slot to speak to a petition; the code that is shown at the door is told once.

    Nobody is asked for a name: the committee's chair lets in who brings a code. Raises Full, NotFound, RuleBroken.
    """
    sitting = await sitting_of(session, sitting_id, held=True)
    await pack_of(session, sitting_id, petition_id)
    code = new_code()
    slot = Slot(
        sitting_id=sitting_id,
        number=sitting.take_slot(now),
        petition_id=petition_id,
        code_digest=digest_of(code),
    )
    session.add(slot)
    return slot, code
