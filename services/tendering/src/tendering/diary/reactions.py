"""Something happened in a procurement: what does it owe now?"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events import Event
from events.tendering import (
    AwardMade,
    BreachPublished,
    BreachRecorded,
    ContractAmended,
    ContractDetailsPublished,
    ContractEnded,
    ContractSigned,
    NoticeCancelled,
    NoticePublished,
    PerformanceAssessed,
)
from tendering.diary.commands import keep_duties

STEPS: tuple[type[Event], ...] = (
    NoticePublished,
    NoticeCancelled,
    AwardMade,
    ContractSigned,
    ContractDetailsPublished,
    ContractAmended,
    PerformanceAssessed,
    BreachRecorded,
    BreachPublished,
    ContractEnded,
)


async def on_step(session: AsyncSession, event: NoticePublished | AwardMade | ContractSigned, now: datetime) -> None:
    """The calendar of that notice is written anew."""
    await keep_duties(session, event.notice.notice_id, now=now)
