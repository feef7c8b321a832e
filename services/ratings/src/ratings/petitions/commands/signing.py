"""Codes are handed out to those on the roll, and each of them signs once."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, exists, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Forbidden, RuleBroken
from ratings.credentials.domain import Level, digest_of, new_code
from ratings.petitions.domain import Signed, Stage
from ratings.petitions.queries import codes_issued, petition_of, petition_to_change
from ratings.petitions.tables import petition_codes, petitions, refused_signatures

#: A petition that closes waits for those who are signing, and they for it; other changes hold up nobody.
TAKING = (
    select(petitions.c.id)
    .where(
        petitions.c.id == bindparam("of_petition"),
        (petitions.c.stage == Stage.DRAFT)
        | ((petitions.c.stage == Stage.OPEN) & (petitions.c.closes_on >= bindparam("today"))),
        (petitions.c.level == Level.B) | bindparam("through_advocate"),
    )
    .with_for_update(read=True, key_share=True)
    .cte("taking")
)
SIGN = (
    update(petition_codes)
    .where(
        petition_codes.c.digest == bindparam("of_code"),
        petition_codes.c.petition_id == TAKING.c.id,
        ~petition_codes.c.signed,
    )
    .values(signed=True)
    .returning(literal(1))
)
REFUSAL = upsert(refused_signatures)
COUNT_REFUSAL = REFUSAL.on_conflict_do_update(
    index_elements=[refused_signatures.c.petition_id, refused_signatures.c.digest],
    set_={"times": refused_signatures.c.times + 1},
).returning(refused_signatures.c.times)


async def issue_codes(session: AsyncSession, buyer_id: UUID, petition_id: UUID, count: int) -> list[str]:
    """So many codes for those on the roll, told once: only digests are kept, and never more than people."""
    petition = await petition_to_change(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    if petition.roll is None or petition.stage not in {Stage.DRAFT, Stage.OPEN}:
        raise RuleBroken("Codes are for a petition that has its roll and is not over.")
    issued = await codes_issued(session, petition_id)
    if issued + count > petition.roll:
        raise RuleBroken(f"The roll has {petition.roll} people, and {issued} codes were handed out before.")
    codes = [new_code() for _ in range(count)]
    await session.execute(
        insert(petition_codes), [{"digest": digest_of(code), "petition_id": petition_id} for code in codes]
    )
    return codes


async def sign(session: AsyncSession, petition_id: UUID, code: bytes, *, through_advocate: bool, today: date) -> Signed:
    """Sign with the code of this digest. It counts once, and what does not count is counted too.

    Takes no `now`: when somebody signed is nobody's business, only that the petition was open that day. Raises
    RuleBroken for a petition that takes no signatures, Forbidden where an advocate must enter them, NotFound.
    """
    signing = {"of_petition": petition_id, "of_code": code, "today": today, "through_advocate": through_advocate}
    if await session.scalar(SIGN, signing) is not None:
        return Signed.COUNTED
    petition = await petition_of(session, petition_id)
    petition.must_take_signatures(today=today)
    if petition.level is Level.C and not through_advocate:
        raise Forbidden("So few are on this roll that codes would hide nobody: an advocate enters the signatures.")
    theirs = exists().where(petition_codes.c.digest == code, petition_codes.c.petition_id == petition_id)
    on_roll = bool(await session.scalar(select(theirs)))
    attempt = {"petition_id": petition_id, "digest": code, "on_roll": on_roll, "times": 1}
    times = await session.scalar(COUNT_REFUSAL, attempt)
    return Signed.DUPLICATE if on_roll or times != 1 else Signed.NOT_ON_ROLL
