"""How accounts follow tendering: the notices of how quickly authorities paid."""

from collections.abc import Iterator, Mapping

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event
from events.tendering import PaymentsNoticePublished
from transparency.directory.consumers import keeping, whole
from transparency.yearly_accounts.tables import payments_notices

KEEP = keeping(payments_notices)


def on_notice(event: PaymentsNoticePublished) -> Iterator[Write]:
    """The figures of a half-year, which never change."""
    yield KEEP, {"id": event.entity, "buyer_id": event.buyer.id, "last": event.last, "facts": whole(event)}


HANDLERS: Mapping[type[Event], Handler] = {PaymentsNoticePublished: on_notice}
SPECS = [ProjectionSpec("yearly_accounts", "tendering", HANDLERS, [payments_notices])]
