"""Codes are handed out to those on the roll, and each of them signs once."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import Conflict, Forbidden, NotFound, RuleBroken, Unacceptable
from ratings.credentials.commands import spend_on_roll
from ratings.credentials.domain import Level, RatingKey, digest_of, new_code
from ratings.credentials.queries import key_of_roll
from ratings.credentials.rules.signed import SignedCredential
from ratings.issuance.commands import Vault, hand_out, make_key
from ratings.petitions.domain import Petition, Signed, Stage
from ratings.petitions.queries import credentials_issued, petition_of, petition_to_change
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
    await petition_to_issue_for(session, buyer_id, petition_id, count)
    codes = [new_code() for _ in range(count)]
    await session.execute(
        insert(petition_codes), [{"digest": digest_of(code), "petition_id": petition_id} for code in codes]
    )
    return codes


async def publish_petition_key(
    session: AsyncSession, vault: Vault, buyer_id: UUID, petition_id: UUID, *, until: datetime, now: datetime
) -> RatingKey:
    """A key for blind credentials of this roll, one a petition. Raises RuleBroken where they would be good too late."""
    petition = await petition_to_issue_for(session, buyer_id, petition_id)
    key = await make_key(
        session, vault, petition.contract_id, roll_id=petition_id, cohort=petition.roll or 0, until=until, now=now
    )
    if petition.closes_on is not None and day_of(key.good_by()) > petition.closes_on:
        raise RuleBroken(
            f"The last of these credentials would be good after the petition closes, {petition.closes_on}."
        )
    return key


async def invite_signatories(
    session: AsyncSession, vault: Vault, buyer_id: UUID, petition_id: UUID, references: Sequence[str], *, now: datetime
) -> list[str]:
    """Invitations to those on the roll, told once; each is good for one blind credential."""
    await petition_to_issue_for(session, buyer_id, petition_id, len(references))
    return await hand_out(session, vault, await key_of_roll(session, petition_id), references, now=now)


async def petition_to_issue_for(session: AsyncSession, buyer_id: UUID, petition_id: UUID, count: int = 0) -> Petition:
    """A petition that has its roll and is not over, on which so many more have a place. Raises RuleBroken, NotFound."""
    petition = await petition_to_change(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    if petition.roll is None or petition.stage not in {Stage.DRAFT, Stage.OPEN}:
        raise RuleBroken("Credentials are for a petition that has its roll and is not over.")
    issued = await credentials_issued(session, petition_id)
    if issued + count > petition.roll:
        raise RuleBroken(f"The roll has {petition.roll} people, and {issued} were given the means to sign before.")
    return petition


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
