"""The ceremony, whatever is opened: shares come in one by one, and the last that is needed opens everything."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.sealing import Seal, WrongSecret
from kernel.errors import DomainError
from tendering.envelopes.domain import Box
from tendering.openings.domain import Outcome
from tendering.openings.rules import opened
from tendering.sealing.domain import Log, SealingKey, Share
from tendering.sealing.rules.quorum import must_be_dealt, private_key_of


class Shut(Protocol):
    """What somebody sent, sealed; what is not was put there by somebody else."""

    @property
    def sealed(self) -> Box | None: ...


Sent = TypeVar("Sent", bound=Shut)


class Chest(Protocol[Sent]):
    """All that is sealed to one key: the bids for a notice, or the entries for one of its phases."""

    @property
    def key(self) -> SealingKey: ...

    def must_be_over(self, *, now: datetime) -> None:
        """Raise RuleBroken until nothing that is in time can be on its way, and once it is open."""

    async def log(self, session: AsyncSession, *, now: datetime) -> Log:
        """What was in at the deadline; written down and told the first time."""

    async def sent(self, session: AsyncSession) -> Sequence[Sent]:
        """What is there now, held until the transaction ends."""

    def context(self, one: Sent) -> bytes:
        """What one of them is bound to."""

    async def open(self, session: AsyncSession, one: Sent, text: bytes, *, now: datetime) -> None:
        """Show what one of them says. Raises DomainError for what could not have been sent in clear."""

    def spoil(self, one: Sent, reason: str, *, now: datetime) -> None:
        """Say why one of them cannot be shown."""

    async def tell(
        self, session: AsyncSession, sent: Sequence[Sent], log: Log, outcome: Outcome, *, now: datetime
    ) -> None:
        """Record that it is open, and what came of it."""


async def post_share(
    session: AsyncSession, chest: Chest[Sent], subject: str, part: bytes, *, seal: Seal, now: datetime
) -> None:
    """Bring a share to the opening; the last one that is needed opens all of the chest.

    Raises RuleBroken before the deadline and once it is open, Unacceptable for a share that was not dealt, and Conflict
    for one that is here already. Until there are enough, shares are kept under the service's own seal.
    """
    key = chest.key
    share = key.share_of(subject)
    chest.must_be_over(now=now)
    must_be_dealt(key, share, part)
    share.held, share.posted_at = seal.close(part, _name(key, share)), now
    parts = _parts(key, seal)
    if len(parts) >= key.threshold:
        await _open(session, chest, private_key_of(key, parts), now=now)


async def _open(session: AsyncSession, chest: Chest[Sent], private_key: bytes, *, now: datetime) -> None:
    log, outcome, sent = await chest.log(session, now=now), Outcome(), await chest.sent(session)
    for one in sent:
        box = one.sealed
        if box is None:
            chest.spoil(one, "It was never sealed.", now=now)
            continue
        try:
            text = opened(box, private_key, chest.context(one), logged=log.commitments)
            await chest.open(session, one, text, now=now)
        except DomainError as reason:
            chest.spoil(one, str(reason), now=now)
            outcome.spoilt[box.commitment] = str(reason)
        else:
            outcome.opened.append(box.commitment)
    outcome.missing = log.missing({*outcome.opened, *outcome.spoilt})
    for share in chest.key.shares:
        share.held = None
    await chest.tell(session, sent, log, outcome, now=now)


def _parts(key: SealingKey, seal: Seal) -> dict[int, bytes]:
    """The shares that are here. One that was kept under another secret is asked for again."""
    parts = {}
    for share in key.shares:
        if share.held is not None:
            try:
                parts[share.number] = seal.open(share.held, _name(key, share))
            except WrongSecret:
                share.held = share.posted_at = None
    return parts


def _name(key: SealingKey, share: Share) -> str:
    return f"share {share.number} of {key.id}"
