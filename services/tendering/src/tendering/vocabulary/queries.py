"""What one may ask of the vocabulary."""

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Unacceptable
from tendering.vocabulary.rules import codes_in
from tendering.vocabulary.tables import cpv_codes


async def must_be_listed(session: AsyncSession, said: dict[str, Any]) -> None:
    """Raise Unacceptable for the first code in a body that the CPV has not. Until it was read in, every code passes."""
    named = list(codes_in(said))
    if not named:
        return
    known = cpv_codes.c.code
    listed = set(await session.scalars(select(known).where(known.in_({code for _, code in named}))))
    unlisted = next(((path, code) for path, code in named if code not in listed), None)
    if unlisted is not None and await session.scalar(select(exists(select(known)))):
        path, code = unlisted
        raise Unacceptable(path, f"{code} is not a CPV code: the vocabulary of 2008 has none such.")
