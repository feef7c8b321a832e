"""The entries for one phase of a notice, which the phase's own key opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from chassis.sealing import Seal
from events.tendering import EntriesLogged, EntriesOpened
from kernel.errors import RuleBroken
from tendering.entries.commands import open_entry
from tendering.entries.domain import Contents, Entry
from tendering.entries.queries import commitments_of_phase, entries_to_open
from tendering.openings.domain import Outcome
from tendering.openings.queries import notice_to_open, phases_to_log
from tendering.phases.domain import PhaseLog
from tendering.phases.queries import progress_of
from tendering.phases.rules import Progress
from tendering.sealing.domain import Log, SealingKey
from tendering.sealing.rules.contexts import of_entry


@dataclass(frozen=True)
class Entries:
    """A chest of entries; `read` takes apart what each says, `kept` shuts it under the service's own secret then."""

    progress: Progress
    phase: int
    key: SealingKey
    read: Callable[[bytes], Contents]
    kept: Seal

    def must_be_over(self, *, now: datetime) -> None:
        """Raise RuleBroken before the deadline of the phase and once they are open."""
        self.progress.must_be_over(self.phase, now=now)
        if not self.progress.is_sealed(self.phase):
            raise RuleBroken("The entries are open already.")

    async def log(self, session: AsyncSession, *, now: datetime) -> Log:
        """What was in at the deadline."""
        return await logged(session, self.progress, self.phase, now=now)

    async def sent(self, session: AsyncSession) -> Sequence[Entry]:
        """The live entries."""
        return await entries_to_open(session, self.progress.notice.id, self.phase)

    def context(self, one: Entry) -> bytes:
        """Its provider, notice, phase and key."""
        return of_entry(self.progress.notice.id, self.phase, one.supplier_id, self.key.id)

    async def open(self, session: AsyncSession, one: Entry, text: bytes, *, now: datetime) -> None:
        """Keep what it says as what came in clear is kept."""
        open_entry(one, text, self.progress.phase(self.phase), read=self.read, seal=self.kept)

    def spoil(self, one: Entry, reason: str, *, now: datetime) -> None:
        """It counts for nothing."""
        one.spoil(reason)

    async def tell(
        self, session: AsyncSession, sent: Sequence[Entry], log: Log, outcome: Outcome, *, now: datetime
    ) -> None:
        """Record that they are open: how many there are is told to nobody who may not read them."""
        known = self.progress.logs[self.phase]
        known.opened_at = now
        told = EntriesOpened(
            occurred_at=now,
            notice_id=self.key.notice_id,
            phase=self.phase,
            key_id=self.key.id,
            threshold=self.key.threshold,
            holders=[share.opener.organisation_id for share in self.key.posted],
            digest=known.digest,
            is_whole=outcome.is_whole,
        )
        await emit(session, self.key.notice_id, told)


async def log_entries(session: AsyncSession, now: datetime) -> None:
    """Write down what was in at each deadline of a phase that has passed; a timer, and safe to call again."""
    for notice_id, phase in await phases_to_log(session, now=now):
        notice = await notice_to_open(session, notice_id)
        await logged(session, await progress_of(session, notice), phase, now=now)


async def logged(session: AsyncSession, progress: Progress, phase: int, *, now: datetime) -> PhaseLog:
    """What was in at the deadline; written down, and told by its digest, the first time."""
    known = progress.logs.get(phase)
    if known is not None:
        return known
    notice = progress.notice
    present = await commitments_of_phase(session, notice.id, phase)
    log = PhaseLog(notice_id=notice.id, phase=phase, commitments=list(present), logged_at=now)
    session.add(log)
    progress.logs[phase] = log
    await emit(session, notice.id, EntriesLogged(occurred_at=now, notice_id=notice.id, phase=phase, digest=log.digest))
    return log
