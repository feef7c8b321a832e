"""Something happened in a procurement: what is owed now?"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.reactions import Command
from events import Event
from events.tendering import (
    AssessmentDisputed,
    AwardMade,
    BookQuarterReturned,
    BookReturned,
    BookRiskStated,
    BreachPublished,
    BreachRecorded,
    ContinuityPlanDropped,
    ContinuityPlanMade,
    ContinuityPlanRequired,
    ContractAmended,
    ContractDetailsPublished,
    ContractDocumentPublished,
    ContractEnded,
    ContractReviewed,
    ContractSigned,
    DisputeDecided,
    GateDecided,
    NoticeAmended,
    NoticeCancelled,
    NoticePublished,
    PerformanceAssessed,
    PhaseDecided,
    TransferPlanned,
    WorkforceInformationGiven,
)
from tendering.book_tiers.queries import notices_beside
from tendering.contracts.domain import Contract
from tendering.diary.commands import keep_duties
from tendering.rounds.queries import rounds_beside

STEPS: tuple[type[Event], ...] = (
    NoticePublished,
    NoticeAmended,
    NoticeCancelled,
    PhaseDecided,
    GateDecided,
    AwardMade,
    ContractDetailsPublished,
    ContractDocumentPublished,
    PerformanceAssessed,
    BreachRecorded,
    BreachPublished,
    ContractEnded,
)


VALUE_STEPS: tuple[type[Event], ...] = (ContractSigned, ContractAmended)
CONTRACT_STEPS: tuple[type[Event], ...] = (
    TransferPlanned,
    WorkforceInformationGiven,
    ContractReviewed,
    BookReturned,
    BookQuarterReturned,
    BookRiskStated,
    ContinuityPlanRequired,
    ContinuityPlanMade,
    ContinuityPlanDropped,
    AssessmentDisputed,
    DisputeDecided,
)


async def on_step(
    session: AsyncSession, event: NoticePublished | ContractSigned | ContractAmended, now: datetime
) -> None:
    """The calendar of that notice is written anew."""
    await keep_duties(session, event.notice.notice_id, now=now)


async def on_value_step(session: AsyncSession, event: ContractSigned | ContractAmended, now: datetime) -> None:
    """So are those of contracts with the same group, whose books it may have opened, and of an open framework."""
    await on_step(session, event, now)
    contract = await session.get_one(Contract, event.contract.contract_id)
    beside = {*await notices_beside(session, contract), *await rounds_beside(session, contract.notice_id)}
    for notice_id in sorted(beside):
        await keep_duties(session, notice_id, now=now)


async def on_contract_step(
    session: AsyncSession, event: TransferPlanned | ContractReviewed | BookReturned, now: datetime
) -> None:
    """The calendar of the notice whose contract staff move to, was looked at, disputed, told of or planned for."""
    if event.notice_id is not None:
        await keep_duties(session, event.notice_id, now=now)


REACTIONS: Mapping[type[Event], Command] = {
    **dict.fromkeys(STEPS, on_step),
    **dict.fromkeys(VALUE_STEPS, on_value_step),
    **dict.fromkeys(CONTRACT_STEPS, on_contract_step),
}
