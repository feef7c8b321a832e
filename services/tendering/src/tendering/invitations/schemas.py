"""How an invitation looks on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import Out


class InvitationOut(Out):
    """That a supplier may bid for a notice which is not everybody's."""

    id: UUID
    notice_id: UUID
    supplier_id: UUID
    invited_at: datetime
