"""The means to take part are handed out. Whoever calls holds the petition or the ballot until the transaction ends.

Each keeps its codes in a table of its own, by digest, where the column `on_roll` names the roll.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, insert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from ratings.credentials.domain import RatingKey, digest_of, new_code
from ratings.credentials.queries import key_of_roll
from ratings.issuance.commands import Vault, hand_out, make_key
from ratings.rolls.domain import Roll
from ratings.rolls.queries import equipped


async def issue_codes(session: AsyncSession, roll: Roll, on_roll: Column[Any], count: int) -> list[str]:
    """So many codes, told once: only digests are kept. Raises RuleBroken for more than people."""
    roll.must_have_places(count, equipped=await equipped(session, roll.id, on_roll))
    codes = [new_code() for _ in range(count)]
    rows = [{"digest": digest_of(code), on_roll.key: roll.id} for code in codes]
    await session.execute(insert(on_roll.table), rows)
    return codes


async def publish_key(session: AsyncSession, vault: Vault, roll: Roll, *, until: datetime, now: datetime) -> RatingKey:
    """A key for blind credentials, one a roll. Raises RuleBroken where they would be good too late, Conflict."""
    key = await make_key(session, vault, roll.contract_id, roll_id=roll.id, cohort=roll.people, until=until, now=now)
    roll.must_be_open_on(day_of(key.good_by()))
    return key


async def invite(
    session: AsyncSession, vault: Vault, roll: Roll, on_roll: Column[Any], references: Sequence[str], *, now: datetime
) -> list[str]:
    """Invitations, told once, each good for one blind credential. Raises RuleBroken, NotFound without a key."""
    roll.must_have_places(len(references), equipped=await equipped(session, roll.id, on_roll))
    return await hand_out(session, vault, await key_of_roll(session, roll.id), references, now=now)
