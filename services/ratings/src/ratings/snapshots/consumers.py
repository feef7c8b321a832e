"""What ratings makes of notices: until when it matters what users made of those who may bid."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.tendering import GateDecided, NoticeAmended, NoticePublished, PhaseDecided
from kernel.evidence import service_code_of
from ratings.snapshots.tables import competitions

INSERTION = upsert(competitions)
KEEP = INSERTION.on_conflict_do_update(
    index_elements=[competitions.c.notice_id],
    set_={name: INSERTION.excluded[name] for name in ("service_code", "closes_at")},
)


def on_notice(event: NoticePublished | NoticeAmended | PhaseDecided | GateDecided) -> Iterator[Write]:
    """Each event tells of the notice whole, so the last one wins; nobody bids for a direct award."""
    notice = event.notice
    if notice.justification is None:
        yield (
            KEEP,
            {
                "notice_id": notice.notice_id,
                "buyer_id": notice.buyer.id,
                "service_code": service_code_of(notice.cpv),
                "closes_at": notice.closes_at,
            },
        )


HANDLERS: Mapping[type[Event], Handler] = {
    NoticePublished: on_notice,
    NoticeAmended: on_notice,
    PhaseDecided: on_notice,
    GateDecided: on_notice,
}
