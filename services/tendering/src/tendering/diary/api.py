"""The diary over HTTP: what is due when."""

from uuid import UUID

from chassis.http import Now, Reading, Router
from chassis.identity import Visitor
from kernel.clock import day_of
from tendering.diary import queries
from tendering.diary.rules.duties import owed
from tendering.diary.schemas import DiaryOut, OwedOut
from tendering.notices.queries import visible_notice

router = Router(tags=["obligations"])


@router.get("/notices/{notice_id}/obligations", response_model=DiaryOut)
async def read_obligations(notice_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> DiaryOut:
    """Every duty of a procurement, from what happened in it, with its state today."""
    notice = await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    today = day_of(now)
    history = await queries.history_of(reading, notice, now=now)
    duties = [OwedOut.of(each, today, notice.id) for each in owed(history, now=now)]
    return DiaryOut(notice_id=notice.id, duties=duties)
