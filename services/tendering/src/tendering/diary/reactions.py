"""Something happened in a procurement, a market or an inquiry: what is owed now?"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.reactions import Command
from events import Event
from events.tendering import (
    AwardMade,
    BreachPublished,
    BreachRecorded,
    ContractAmended,
    ContractDetailsPublished,
    ContractDocumentPublished,
    ContractEnded,
    ContractReviewed,
    ContractSigned,
    GateDecided,
    InquiryDecided,
    InquiryReported,
    MarketCeased,
    MarketChanged,
    MarketEstablished,
    MarketIntended,
    NoticeAmended,
    NoticeCancelled,
    NoticePublished,
    PerformanceAssessed,
    PhaseDecided,
    TransferPlanned,
    WorkforceInformationGiven,
)
from tendering.diary.commands import keep_duties, keep_inquiry_duties, keep_market_duties

STEPS: tuple[type[Event], ...] = (
    NoticePublished,
    NoticeAmended,
    NoticeCancelled,
    PhaseDecided,
    GateDecided,
    AwardMade,
    ContractSigned,
    ContractDetailsPublished,
    ContractDocumentPublished,
    ContractAmended,
    PerformanceAssessed,
    BreachRecorded,
    BreachPublished,
    ContractEnded,
)


MARKET_STEPS: tuple[type[Event], ...] = (MarketIntended, MarketEstablished, MarketChanged, MarketCeased)
CONTRACT_STEPS: tuple[type[Event], ...] = (TransferPlanned, WorkforceInformationGiven, ContractReviewed)
INQUIRY_STEPS: tuple[type[Event], ...] = (InquiryDecided, InquiryReported)


async def on_step(session: AsyncSession, event: NoticePublished | AwardMade | ContractSigned, now: datetime) -> None:
    """The calendar of that notice is written anew."""
    await keep_duties(session, event.notice.notice_id, now=now)


async def on_contract_step(
    session: AsyncSession, event: TransferPlanned | WorkforceInformationGiven | ContractReviewed, now: datetime
) -> None:
    """The calendar of the notice whose contract staff move to, or was looked at, is written anew."""
    if event.notice_id is not None:
        await keep_duties(session, event.notice_id, now=now)


async def on_market_step(session: AsyncSession, event: MarketIntended | MarketCeased, now: datetime) -> None:
    """The calendar of that market is written anew."""
    await keep_market_duties(session, event.market.market_id)


async def on_inquiry_step(session: AsyncSession, event: InquiryDecided | InquiryReported, now: datetime) -> None:
    """What a Minister is to be told is written anew."""
    await keep_inquiry_duties(session, event.entity, now=now)


REACTIONS: Mapping[type[Event], Command] = {
    **dict.fromkeys(STEPS, on_step),
    **dict.fromkeys(MARKET_STEPS, on_market_step),
    **dict.fromkeys(CONTRACT_STEPS, on_contract_step),
    **dict.fromkeys(INQUIRY_STEPS, on_inquiry_step),
}
