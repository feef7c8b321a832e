"""Invitations over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Page, Reading, Router, paged
from chassis.identity import Actor, role
from tendering.invitations import queries
from tendering.invitations.domain import Invitation
from tendering.invitations.schemas import InvitationOut
from tendering.notices.queries import visible_notice

router = Router(prefix="/notices/{notice_id}/invitations", tags=["notices"])
Invited = Annotated[Actor, Depends(role("commissioner", "provider", "auditor"))]


@router.get("", response_model=Listing[InvitationOut])
async def list_invitations(notice_id: UUID, reading: Reading, reader: Invited, page: Page) -> Listing[Invitation]:
    """Every invitation, for the buyer and for auditors; one's own, for a supplier."""
    notice = await visible_notice(reading, reader.organisation, notice_id)
    only = None if notice.shows_all_to(reader.organisation, reader.roles) else reader.organisation
    found = await queries.invited_to(reading, notice.id, supplier_id=only, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda invitation: [str(invitation.id)])
