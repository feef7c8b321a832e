"""What the issuer does: publish a key, invite, sign what it cannot read, close the key.

What it keeps is written by its own login, `issuers(session)`, and committed just before what the service keeps: should
the server fall silent in between, a private key is left that nobody was told of, and the next of its kind takes its
place; or invitations, or an exchange, that count as used, as when their answer is lost on its way.
"""

import asyncio
import hmac
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from chassis.sealing import Seal, derived
from events.ratings import RatingKeyClosed, RatingKeyPublished
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from ratings.credentials.commands import count_issued, new_codes
from ratings.credentials.domain import Level, RatingKey, digest_of, new_code
from ratings.credentials.queries import key_of
from ratings.credentials.tables import rating_keys
from ratings.eligibility.domain import Quarter
from ratings.eligibility.queries import contacts_of, service_of
from ratings.issuance.queries import invitation_to_use, invited, issuers, sealed_key, signed
from ratings.issuance.rules import Unsignable, modulus_of, new_key, sign
from ratings.issuance.tables import invitations, log, signing_keys
from rulebook.rules import rule

SEALED = upsert(signing_keys)
KEEP_KEY = SEALED.on_conflict_do_update(
    constraint="keys_contract_id_key", set_={"id": SEALED.excluded.id, "sealed": SEALED.excluded.sealed}
)


class Vault:
    """What the issuer's own secret opens: its private keys, and the digests by which it knows a contact again."""

    def __init__(self, secret: str) -> None:
        self.seal, self.pepper = Seal(secret, "rating keys"), derived(secret, "rating contacts")

    def contact(self, key_id: UUID, reference: str) -> bytes:
        """What is kept of a council's reference to a person: enough to refuse it the second time."""
        return hmac.digest(self.pepper, key_id.bytes + reference.encode(), "sha256")


async def publish_key(
    session: AsyncSession,
    vault: Vault,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    quarter: Quarter,
    until: datetime,
    now: datetime,
) -> RatingKey:
    """Make a key for those who used a service in a quarter, and let everybody know it before it signs.

    Raises RuleBroken where it was not stated how many they are, or they are too few; Conflict for a second key.
    """
    service = await service_of(session, contract_id)
    service.must_be_bought_by(buyer_id)
    service.must_run_in(quarter, today=day_of(now))
    known = await contacts_of(session, contract_id, quarter)
    if known is None:
        raise RuleBroken(f"State first how many used the service in {quarter}.")
    return await make_key(
        session, vault, contract_id, quarter=str(quarter), cohort=known.eligible, until=until, now=now
    )


async def make_key(
    session: AsyncSession,
    vault: Vault,
    contract_id: UUID,
    *,
    quarter: str = "",
    roll_id: UUID | None = None,
    cohort: int,
    until: datetime,
    now: datetime,
) -> RatingKey:
    """Make a key for a quarter's ratings or for a roll. Raises RuleBroken for too few users, Conflict for a second."""
    second = f"There is a key for {quarter or 'this roll'}; a second one would part its users."
    same = (rating_keys.c.contract_id == contract_id, rating_keys.c.quarter == quarter)
    taken = select(rating_keys.c.id).where(*same, rating_keys.c.roll_id.is_not_distinct_from(roll_id))
    if await session.scalar(taken) is not None:
        raise Conflict(second)
    bits = rule("ratings.credentials", on=day_of(now)).number("key_bits")
    private = await asyncio.to_thread(new_key, bits)
    key = RatingKey.published(
        *(contract_id, quarter), roll_id=roll_id, modulus=modulus_of(private), cohort=cohort, until=until, now=now
    )
    session.add(key)
    await flush_or_conflict(session, second)
    sealed = vault.seal.close(private, str(key.id))
    row = {"id": key.id, "contract_id": contract_id, "quarter": quarter, "roll_id": roll_id, "sealed": sealed}
    await issuers(session).execute(KEEP_KEY, row)
    await note(session, key.id, "published", now=now)
    await emit(session, key.id, _published(key))
    return key


def _published(key: RatingKey) -> RatingKeyPublished:
    return RatingKeyPublished(
        occurred_at=key.published_at,
        contract_id=key.contract_id,
        quarter=key.quarter,
        roll_id=key.roll_id,
        modulus=key.modulus.hex(),
        cohort=key.cohort,
        signs_from=key.signs_from,
        signs_until=key.signs_until,
    )


async def invite(
    session: AsyncSession, vault: Vault, buyer_id: UUID, key_id: UUID, references: Sequence[str], *, now: datetime
) -> list[str]:
    """An invitation for each contact, told once. Raises Conflict for one that has one, RuleBroken for too many."""
    key = await key_of(session, key_id)
    key.must_be_for_ratings()
    (await service_of(session, key.contract_id)).must_be_bought_by(buyer_id)
    await count_issued(session, key.contract_id, Quarter.parse(key.quarter), len(references))
    return await hand_out(session, vault, key, references, now=now)


async def hand_out(
    session: AsyncSession, vault: Vault, key: RatingKey, references: Sequence[str], *, now: datetime
) -> list[str]:
    """Invitations to ask for a credential of this key. Raises Conflict for a contact that has one."""
    more = {"invited": rating_keys.c.invited + len(references)}
    await session.execute(update(rating_keys).where(rating_keys.c.id == key.id).values(more))
    contacts = [vault.contact(key.id, reference) for reference in references]
    has_one = select(invitations.c.digest).where(invitations.c.key_id == key.id, invitations.c.contact.in_(contacts))
    if len(set(contacts)) < len(contacts) or await issuers(session).scalar(has_one.limit(1)):
        raise Conflict("Each contact is invited once.")
    codes = [new_code() for _ in contacts]
    # In the order of their digests, which is none: the order of the council's list would say who is who.
    rows = sorted(zip(map(digest_of, codes), contacts, strict=True))
    new = [{"digest": digest, "key_id": key.id, "contact": contact} for digest, contact in rows]
    await issuers(session).execute(insert(invitations), new)
    await note(session, key.id, "invited", len(contacts), now=now)
    return codes


async def sign_blinded(session: AsyncSession, vault: Vault, text: str, blinded: bytes, *, now: datetime) -> bytes:
    """Sign what a person with an invitation has blinded. The same again has the same answer; another is a Conflict."""
    invitation = await invitation_to_use(session, text)
    key = await key_of(session, invitation.key_id)
    key.must_sign(now=now)
    least = rule("ratings.credentials", on=day_of(key.published_at)).number("cohort_minimum")
    if await invited(session, key.id) < least:
        raise RuleBroken(f"Nothing is signed until {least} people are invited.")
    if invitation.answer(sha256(blinded).digest()):
        await note(session, key.id, "signed", now=now)
    sealed = await sealed_key(session, key.id)
    if sealed is None:
        raise RuleBroken("This key signs nothing any more.")
    try:
        return await asyncio.to_thread(sign, vault.seal.open(sealed, str(key.id)), blinded)
    except Unsignable as reason:
        raise Unacceptable("/blinded", str(reason)) from reason


async def exchange_for_code(session: AsyncSession, text: str, *, now: datetime) -> str:
    """A one-time code (level B) instead, good at once; which invitation it came from is not kept."""
    invitation = await invitation_to_use(session, text)
    key = await key_of(session, invitation.key_id)
    key.must_be_for_ratings()
    invitation.exchange()
    await note(session, key.id, "exchanged", now=now)
    [code] = await new_codes(session, key.contract_id, Quarter.parse(key.quarter), 1, Level.B)
    return code


async def close_keys(session: AsyncSession, now: datetime) -> None:
    """Let go of every private key whose time is over, and tell how many it signed."""
    over = select(RatingKey).where(rating_keys.c.signs_until <= now, rating_keys.c.signed.is_(None))
    for key in await session.scalars(over.order_by(rating_keys.c.id).with_for_update()):
        key.signed = await signed(session, key.id)
        kept = (signing_keys.c.id == key.id) & signing_keys.c.sealed.is_not(None)
        gone = update(signing_keys).where(kept).values(sealed=None).returning(signing_keys.c.id)
        if await issuers(session).scalar(gone) is not None:
            await note(session, key.id, "closed", now=now)
        told = RatingKeyClosed(
            occurred_at=now,
            contract_id=key.contract_id,
            quarter=key.quarter,
            roll_id=key.roll_id,
            signed=key.signed,
        )
        await emit(session, key.id, told)


async def note(session: AsyncSession, key_id: UUID, act: str, count: int = 1, *, now: datetime) -> None:
    """A line of the issuer's own log. Of a person it says nothing."""
    await issuers(session).execute(insert(log), {"at": now, "key_id": key_id, "act": act, "count": count})


async def key_of_invitation(session: AsyncSession, text: str) -> RatingKey:
    """The key under which this invitation's credential is signed."""
    return await key_of(session, (await invitation_to_use(session, text)).key_id)
