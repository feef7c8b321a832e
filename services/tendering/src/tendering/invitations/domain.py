"""An invitation to bid. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.identifiers import new_id


@dataclass(eq=False, kw_only=True)
class Invitation:
    """That a supplier may bid for a notice which is not everybody's."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    supplier_id: UUID
    invited_at: datetime
