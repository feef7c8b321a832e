"""Codes are handed out to those on the roll, and each of them signs once."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import Conflict, Forbidden, NotFound, RuleBroken, Unacceptable
from ratings.credentials.commands import spend_on_roll
from ratings.credentials.domain import Level, RatingKey
from ratings.credentials.rules.signed import SignedCredential
from ratings.issuance.commands import Vault
from ratings.petitions.domain import Petition, Signed, Stage
from ratings.petitions.queries import petition_of, petition_to_change
from ratings.petitions.tables import petition_codes, petitions, refused_signatures
from ratings.rolls import commands as rolls
from ratings.rolls.domain import Roll

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
    """So many codes for those on the roll, told once."""
    roll = await roll_to_sign(session, buyer_id, petition_id)
    return await rolls.issue_codes(session, roll, petition_codes.c.petition_id, count)


async def publish_petition_key(
    session: AsyncSession, vault: Vault, buyer_id: UUID, petition_id: UUID, *, until: datetime, now: datetime
) -> RatingKey:
    """A key for blind credentials to sign with."""
    roll = await roll_to_sign(session, buyer_id, petition_id)
    return await rolls.publish_key(session, vault, roll, until=until, now=now)


async def invite_signatories(
    session: AsyncSession, vault: Vault, buyer_id: UUID, petition_id: UUID, references: Sequence[str], *, now: datetime
) -> list[str]:
    """Invitations to those on the roll, told once."""
    roll = await roll_to_sign(session, buyer_id, petition_id)
    return await rolls.invite(session, vault, roll, petition_codes.c.petition_id, references, now=now)


async def roll_to_sign(session: AsyncSession, buyer_id: UUID, petition_id: UUID) -> Roll:
    """The roll of a petition that has one and is not over, which is held. Raises RuleBroken, NotFound."""
    petition = await petition_to_change(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    if petition.roll is None or petition.stage not in {Stage.DRAFT, Stage.OPEN}:
        raise RuleBroken("Credentials are for a petition that has its roll and is not over.")
    return Roll(id=petition_id, contract_id=petition.contract_id, people=petition.roll, closes_on=petition.closes_on)


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
    return await _refused(session, petition_id, code)


async def sign_blindly(session: AsyncSession, petition_id: UUID, shown: SignedCredential, *, now: datetime) -> Signed:
    """Sign with a credential that nobody saw before. Raises RuleBroken, also for one that is not good yet; NotFound."""
    held = select(Petition).where(petitions.c.id == petition_id).with_for_update(read=True, key_share=True)
    petition = await session.scalar(held)
    if petition is None:
        raise NotFound(f"There is no petition {petition_id}.")
    petition.must_take_signatures(today=day_of(now))
    try:
        await spend_on_roll(session, petition_id, shown, now=now)
    except Unacceptable:
        return await _refused(session, petition_id, shown.nullifier)
    except Conflict:
        return await _refused(session, petition_id, shown.nullifier, on_roll=True)
    return Signed.COUNTED


async def _refused(session: AsyncSession, petition_id: UUID, digest: bytes, *, on_roll: bool | None = None) -> Signed:
    """Count an attempt that does not count: whose it was matters as little as when."""
    if on_roll is None:
        theirs = exists().where(petition_codes.c.digest == digest, petition_codes.c.petition_id == petition_id)
        on_roll = bool(await session.scalar(select(theirs)))
    attempt = {"petition_id": petition_id, "digest": digest, "on_roll": on_roll, "times": 1}
    times = await session.scalar(COUNT_REFUSAL, attempt)
    return Signed.DUPLICATE if on_roll or times != 1 else Signed.NOT_ON_ROLL
