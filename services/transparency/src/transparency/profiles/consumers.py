"""How a profile follows the registry: each event is whole, so the last one wins."""

from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, delete

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event
from events.registry import (
    BoardMeetingCalled,
    BoardMeetingCancelled,
    BoardMinutesPublished,
    BoardPapersPublished,
    BoardPlacesChanged,
    BodySucceeded,
    DisclosureMade,
    DisputeOpened,
    DisputeSettled,
    OrganisationClassified,
    OwnershipStated,
    ServiceChanged,
    ServiceOffered,
    ServiceWithdrawn,
)
from transparency.directory.consumers import keeping, whole
from transparency.profiles.tables import (
    classifications,
    disclosures,
    disputes,
    meetings,
    ownerships,
    services,
    successions,
)

KEEP_CLASSIFICATION, KEEP_DISPUTE, KEEP_OWNERSHIP = keeping(classifications), keeping(disputes), keeping(ownerships)
KEEP_SUCCESSION, KEEP_SERVICE = keeping(successions), keeping(services)
KEEP_MEETING, KEEP_DISCLOSURE = keeping(meetings), keeping(disclosures)
DROP_DISPUTE = delete(disputes).where(disputes.c.id == bindparam("settled"))
DROP_SERVICE = delete(services).where(services.c.id == bindparam("withdrawn"))
MeetingEvent = (
    BoardMeetingCalled | BoardMeetingCancelled | BoardPapersPublished | BoardMinutesPublished | BoardPlacesChanged
)


def on_classified(event: OrganisationClassified) -> Iterator[Write]:
    """All answers at once; what may not be public yet the registry has left out."""
    yield KEEP_CLASSIFICATION, {"organisation_id": event.organisation_id, "facts": whole(event)}


def on_dispute_opened(event: DisputeOpened) -> Iterator[Write]:
    """Sources contradict one another."""
    yield KEEP_DISPUTE, {"id": event.dispute_id, "organisation_id": event.organisation_id, "facts": whole(event)}


def on_dispute_settled(event: DisputeSettled) -> Iterator[Write]:
    """They do no longer."""
    yield DROP_DISPUTE, {"settled": event.dispute_id}


def on_ownership(event: OwnershipStated) -> Iterator[Write]:
    """Who owns and controls it, now and before."""
    owners = sorted({interest.owner.id for interest in event.interests})
    yield KEEP_OWNERSHIP, {"organisation_id": event.organisation_id, "owner_ids": owners, "facts": whole(event)}


def on_succeeded(event: BodySucceeded) -> Iterator[Write]:
    """A body has ended; its successors are those that its own entry names."""
    successors = sorted({each.organisation for each in event.body.successors})
    yield KEEP_SUCCESSION, {"body_id": event.body.id, "successor_ids": successors, "facts": whole(event)}


def on_service(event: ServiceOffered | ServiceChanged) -> Iterator[Write]:
    """What it offers."""
    service = event.service
    row = {"id": service.id, "organisation_id": service.organisation_id, "name": service.name}
    yield KEEP_SERVICE, {**row, "facts": whole(service)}


def on_service_withdrawn(event: ServiceWithdrawn) -> Iterator[Write]:
    """It offers this no longer."""
    yield DROP_SERVICE, {"withdrawn": event.service.id}


def on_meeting(event: MeetingEvent) -> Iterator[Write]:
    """A board's meeting as it stands."""
    meeting = event.meeting
    row = {"id": meeting.meeting_id, "organisation_id": meeting.organisation_id, "held_at": meeting.held_at}
    yield KEEP_MEETING, {**row, "cancelled": meeting.cancelled_because is not None, "facts": whole(meeting)}


def on_disclosure(event: DisclosureMade) -> Iterator[Write]:
    """Its figures for a period, or those that correct them."""
    it = event.disclosure
    row = {"organisation_id": it.organisation_id, "kind": it.kind, "first": it.first, "last": it.last}
    yield KEEP_DISCLOSURE, {**row, "facts": whole(it)}


HANDLERS: Mapping[type[Event], Handler] = {
    OrganisationClassified: on_classified,
    DisputeOpened: on_dispute_opened,
    DisputeSettled: on_dispute_settled,
    OwnershipStated: on_ownership,
    BodySucceeded: on_succeeded,
    ServiceOffered: on_service,
    ServiceChanged: on_service,
    ServiceWithdrawn: on_service_withdrawn,
    BoardMeetingCalled: on_meeting,
    BoardMeetingCancelled: on_meeting,
    BoardPapersPublished: on_meeting,
    BoardMinutesPublished: on_meeting,
    BoardPlacesChanged: on_meeting,
    DisclosureMade: on_disclosure,
}
TABLES = [classifications, disputes, ownerships, successions, services, meetings, disclosures]
SPECS = [ProjectionSpec("profiles", "registry", HANDLERS, TABLES)]
