"""What must be known of others before an envelope counts."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound, RuleBroken, Unacceptable
from tendering.envelopes.domain import Envelope
from tendering.suppliers.queries import active_provider, heard_provider, party


async def must_name_suppliers(
    session: AsyncSession, envelope: Envelope, bidder_id: UUID, *, was_sent: bool = False
) -> None:
    """Raise Unacceptable unless each member of the consortium may bid, and who else is named by number is known.

    Nobody falls out of a bid that `was_sent` because they were suspended since.
    """
    envelope.must_be_led_by(bidder_id)
    known = heard_provider if was_sent else active_provider
    for place, member in enumerate(envelope.consortium):
        try:
            await known(session, member.organisation_id)
        except (NotFound, RuleBroken) as error:
            raise Unacceptable(f"/consortium/{place}/organisation_id", "This is no registered supplier.") from error
    for place, named in enumerate(envelope.subcontractors):
        try:
            if named.organisation_id is not None:
                await party(session, named.organisation_id)
        except NotFound as error:
            raise Unacceptable(
                f"/subcontractors/{place}/organisation_id", "The register knows no such body."
            ) from error
