"""What one may ask about who goes on."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import PhaseTold
from kernel.errors import NotFound, RuleBroken, Unacceptable
from tendering.entries.domain import Contents, Entry
from tendering.entries.queries import live_entries
from tendering.exclusions.queries import excluded_from, in_question
from tendering.notices.queries import visible_notice
from tendering.phases.domain import PhaseResult, Verdict
from tendering.phases.queries import must_be_entitled, progress_of
from tendering.phases.rules import Progress
from tendering.shortlists.domain import Candidate, Found

Read = Callable[[Entry], Contents | None]


async def candidates_of(
    session: AsyncSession, progress: Progress, number: int, found: Sequence[Found], *, read: Read, now: datetime
) -> list[Candidate]:
    """Everybody who was in, with what was found of it, and whether it is excluded (s.27).

    Raises Unacceptable unless each entry that could be opened was assessed once, and RuleBroken while a ground held
    against one of them is undecided: nobody is let go who is still to be heard.
    """
    entries = await live_entries(session, progress.notice.id, number)
    readable = {each.id for each in entries if each.spoilt_because is None}
    assessed = {each.entry_id: each.assessment for each in found}
    if assessed.keys() != readable or len(found) != len(readable):
        raise Unacceptable("/assessments", "Assess each entry for this phase, each once.")
    there = {each.supplier_id: each for each in entries}
    if there.keys() & await in_question(session, progress.notice):
        raise RuleBroken("A ground of exclusion is held against one of them; decide about that first.")
    barred = await excluded_from(session, progress.notice, there, now=now)
    present = [
        Candidate(
            supplier_id=each.supplier_id,
            entry_id=each.id,
            received_at=each.received_at,
            price=said.price if said else None,
            assessment=assessed.get(each.id),
            barred_because=barred.get(each.supplier_id),
        )
        for each, said in ((each, read(each)) for each in entries)
    ]
    return present + [Candidate(supplier_id=each) for each in sorted(progress.invited_to(number) - there.keys())]


def phase_told(progress: Progress, number: int) -> PhaseTold:
    """What an event says of a phase."""
    phase = progress.phase(number)
    return PhaseTold(number=number, title=phase.title, kind=phase.kind)


async def readable_result(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], notice_id: UUID, number: int
) -> PhaseResult:
    """All that was decided of a phase, for the buyer and auditors. Raises NotFound before."""
    must_be_entitled(await visible_notice(session, organisation_id, notice_id), organisation_id, roles)
    return await _result(session, organisation_id, notice_id, number)


async def own_verdict(
    session: AsyncSession, supplier_id: UUID, notice_id: UUID, number: int
) -> tuple[PhaseResult, Verdict]:
    """What was decided about the caller. Raises NotFound before, and for who was not in."""
    result = await _result(session, supplier_id, notice_id, number)
    for verdict in result.verdicts:
        if verdict.supplier_id == supplier_id:
            return result, verdict
    raise NotFound("Nothing was decided about you in this phase.")


async def _result(session: AsyncSession, organisation_id: UUID | None, notice_id: UUID, number: int) -> PhaseResult:
    progress = await progress_of(session, await visible_notice(session, organisation_id, notice_id))
    title = progress.phase(number).title
    if number not in progress.results:
        raise NotFound(f"{title!r} is not decided yet.")
    return progress.results[number]
