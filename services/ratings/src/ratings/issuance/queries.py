"""What the issuer asks of its own records, by its own login."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.logins import beside
from kernel.errors import Unacceptable
from ratings.credentials.domain import digest_of
from ratings.issuance.domain import Invitation
from ratings.issuance.tables import SCHEMA, invitations, signing_keys


def issuers(session: AsyncSession) -> AsyncSession:
    """The issuer's own session; it ends as this one does."""
    return beside(session, SCHEMA)


async def invitation_to_use(session: AsyncSession, text: str) -> Invitation:
    """The invitation of that text, held until the transaction ends. Raises Unacceptable."""
    found: Invitation | None = await issuers(session).get(Invitation, digest_of(text), with_for_update=True)
    if found is None:
        raise Unacceptable("/invitation", "There is no such invitation.")
    return found


async def invited(session: AsyncSession, key_id: UUID) -> int:
    """How many were invited to ask for a credential of this key."""
    counted = select(func.count()).select_from(invitations).where(invitations.c.key_id == key_id)
    return int(await issuers(session).scalar(counted) or 0)


async def signed(session: AsyncSession, key_id: UUID) -> int:
    """How many asked."""
    asked = (invitations.c.key_id == key_id) & invitations.c.answered.is_not(None)
    return int(await issuers(session).scalar(select(func.count()).select_from(invitations).where(asked)) or 0)


async def sealed_key(session: AsyncSession, key_id: UUID) -> bytes | None:
    """The private half, as it is kept; None once the key is closed."""
    return await issuers(session).scalar(select(signing_keys.c.sealed).where(signing_keys.c.id == key_id))
