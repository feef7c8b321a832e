"""Who is who."""

from fastapi import Request, Response

from chassis.http import Now, Page, Reading, paged
from events.registry import OrganisationFacts
from kernel.clock import day_of
from kernel.orgids import parse_org_id
from transparency.directory.domain import average_of
from transparency.directory.queries import organisations as queries
from transparency.directory.queries.finding import count_of, place_of, rows_of
from transparency.exports.domain import Span
from transparency.lineage.schemas.lineages import lineage_of
from transparency.profiles.queries import profile_of
from transparency.site.domain import assurance_of
from transparency.site.views.page import PageRouter, Sought, onward, show, to_start
from transparency.strategic_suppliers.queries import tagged_on
from transparency.strategic_suppliers.schemas import StrategicSuppliersOut
from transparency.wording.rules.registers import number_of
from transparency.wording.schemas.answers import answers_of
from transparency.wording.schemas.disclosures import disclosed

router = PageRouter()


@router.page("/organisations")
async def list_organisations(request: Request, session: Reading, page: Page, q: Sought = "") -> Response:
    """From A to Z, or the likest first."""
    asked = queries.asked_of_organisations(q)
    listing = paged(await rows_of(session, asked, after=page.after, limit=page.limit), page, key=place_of)
    return show(
        "organisations.html",
        q=q,
        count=await count_of(session, asked),
        organisations=[OrganisationFacts.model_validate(row["facts"]) for row in listing.items],
        previous=to_start(request),
        next=onward(request, listing.next),
    )


@router.page("/organisations/{reference}")
async def read_organisation(reference: str, session: Reading, now: Now) -> Response:
    """An organisation, by its id here or by one of its org-ids."""
    facts = await queries.organisation_called(session, reference)
    portrait = await queries.portrait_of(session, facts)
    profile = await profile_of(session, facts, now=now)
    today = day_of(now)
    score, count = average_of(portrait.ratings)
    tagged = StrategicSuppliersOut.of(*await tagged_on(session, today))
    return show(
        "organisation.html",
        organisation=facts,
        portrait=portrait,
        profile=profile,
        answers=profile.classified and answers_of(profile.classified, profile.disputes),
        lineage=lineage_of(facts.id, facts.name, profile, today),
        disclosures=[disclosed(each) for each in profile.disclosures],
        today=today,
        year=Span.of(today, yearly=True).name,
        numbers=[number_of(org_id, parse_org_id(org_id).scheme) for org_id in facts.org_ids],
        assurance=assurance_of(facts.verified, facts.source),
        strategic=tagged.group_of(facts.id),
        score=score,
        count=count,
    )
