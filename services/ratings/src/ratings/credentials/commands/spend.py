"""A rater spends a credential: once, and without a trace of who it was."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Conflict, DomainError, Unacceptable
from ratings.credentials.domain import Entitlement, Level, RatingKey, digest_of
from ratings.credentials.rules.signed import SignedCredential, signed_in
from ratings.credentials.tables import credentials, nullifiers, rating_keys
from ratings.eligibility.domain import Quarter

SPENT = "This credential was used before; it counts once."
NULLIFY = upsert(nullifiers).on_conflict_do_nothing().returning(nullifiers.c.key_id)


async def spend(session: AsyncSession, credential: str, *, period: Quarter, now: datetime) -> Entitlement:
    """Spend a code or a signed credential in the transaction of what it is spent on.

    Two who spend one at once take turns, and the second finds it spent. `now` is compared and never kept: when
    somebody rated is nobody's business. Raises Conflict for a spent credential, Unacceptable for one that never was
    any or is for another quarter, RuleBroken for a signed one that is not good yet.
    """
    if shown := signed_in(credential):
        return await _signed(session, shown, period, now=now)
    return await _code(session, digest_of(credential), period)


async def spend_on_roll(session: AsyncSession, roll_id: UUID, shown: SignedCredential, *, now: datetime) -> None:
    """Spend a signed credential on a petition or a ballot. Raises what `spend` raises, but for a quarter."""
    key = await session.get(RatingKey, shown.key_id)
    if key is None or key.roll_id != roll_id or not shown.is_signed_by(key.modulus):
        raise Unacceptable("/credential", "There is no such credential.")
    await _nullify(session, key, shown, now=now)


async def forget_spent(session: AsyncSession, roll_id: UUID) -> None:
    """Nothing is spent on this roll any more, so nothing needs to be known to be spent."""
    keys = select(rating_keys.c.id).where(rating_keys.c.roll_id == roll_id)
    await session.execute(delete(nullifiers).where(nullifiers.c.key_id.in_(keys)))


async def _nullify(session: AsyncSession, key: RatingKey, shown: SignedCredential, *, now: datetime) -> None:
    key.must_be_good(shown.nonce, now=now)
    if await session.scalar(NULLIFY, {"key_id": key.id, "nullifier": shown.nullifier}) is None:
        raise Conflict(SPENT)


async def _signed(session: AsyncSession, shown: SignedCredential, period: Quarter, *, now: datetime) -> Entitlement:
    key = await session.get(RatingKey, shown.key_id)
    if key is None or key.roll_id is not None or not shown.is_signed_by(key.modulus):
        raise Unacceptable("/credential", "There is no such credential.")
    if key.quarter != str(period):
        raise Unacceptable("/period", f"This credential is for {key.quarter}.")
    await _nullify(session, key, shown, now=now)
    return Entitlement(key.contract_id, Level.A)


async def _code(session: AsyncSession, digest: bytes, period: Quarter) -> Entitlement:
    taken = (
        update(credentials)
        .where(credentials.c.digest == digest, ~credentials.c.spent, credentials.c.quarter == str(period))
        .values(spent=True)
        .returning(credentials.c.contract_id, credentials.c.level)
    )
    found = (await session.execute(taken)).one_or_none()
    if found is None:
        raise await _refusal(session, digest)
    return Entitlement(found.contract_id, found.level)


async def _refusal(session: AsyncSession, digest: bytes) -> DomainError:
    found = (await session.execute(select(credentials).where(credentials.c.digest == digest))).one_or_none()
    if found is None:
        return Unacceptable("/credential", "There is no such credential.")
    if found.spent:
        return Conflict(SPENT)
    return Unacceptable("/period", f"This credential is for {found.quarter}.")
