"""What an organisation is, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.identity import Actor, Visitor
from chassis.wire import DayIn
from kernel.clock import day_of
from registry.classification import queries
from registry.classification.schemas import AreaIn, ClassificationOut, MadeOut, shown
from registry.organisations.queries import organisation_of

router = Router(tags=["classification"])
SEES_ALL = frozenset({"registrar", "platform_admin", "auditor"})


@router.get("/organisations/{organisation_id}/classification", response_model=ClassificationOut)
async def classify_organisation(
    organisation_id: UUID,
    session: Reading,
    visitor: Visitor,
    now: Now,
    *,
    on: Annotated[DayIn | None, Query()] = None,
    area: Annotated[AreaIn | None, Query()] = None,
) -> ClassificationOut:
    """What the rules make of an organisation on a day (today), from all that is known now; `area` for "local".

    A label that does it no good is shown to the organisation and to registrars only, until it could reply.
    """
    organisation = await organisation_of(session, organisation_id)
    made = await queries.classification_of(
        session,
        organisation.id,
        on or day_of(now),
        area=area,
        in_confidence=visitor is not None and _is_in_confidence(visitor, organisation.id),
    )
    return shown(organisation.id, made)


@router.get("/organisations/{organisation_id}/classifications", response_model=Listing[MadeOut])
async def list_classifications(organisation_id: UUID, session: Reading, page: Page) -> Listing[MadeOut]:
    """Every classification that was made public, the newest first."""
    organisation = await organisation_of(session, organisation_id)
    made = await queries.classifications_made(session, organisation.id, after=page.after_id, limit=page.limit)
    return paged(made, page, key=lambda each: [each.id])


def _is_in_confidence(actor: Actor, organisation_id: UUID) -> bool:
    return actor.organisation == organisation_id or not actor.roles.isdisjoint(SEES_ALL)
