"""Organisations over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from chassis.wire import Name, OrgIdIn
from kernel.orgids import parse_org_id
from registry.organisations import commands, queries
from registry.organisations.domain import Organisation, Speaker
from registry.organisations.schemas import OrganisationIn, OrganisationOut, VerificationIn
from registry.particulars.domain import Role

router = Router(prefix="/organisations", tags=["organisations"])


# Auditors read everything and write nothing; evaluators, moderators and such act for nobody's record.
Writer = Annotated[Actor, Depends(role("registrar", "platform_admin", "commissioner", "provider", "funder"))]


def speaker_of(actor: Writer) -> Speaker:
    """The caller, as the register's rules see them."""
    return Speaker(actor.organisation, registrar=actor.has("registrar") or actor.has("platform_admin"))


Speaking = Annotated[Speaker, Depends(speaker_of)]


@router.post("", status_code=201, response_model=OrganisationOut)
async def register_organisation(body: OrganisationIn, speaker: Speaking, tx: Transaction, now: Now) -> Organisation:
    """Register the organisation that your token names, or, as a registrar, any."""
    return await commands.register_organisation(tx, body.parsed(), speaker, now=now)


@router.get("", response_model=Listing[OrganisationOut])
async def find_organisations(
    session: Reading,
    page: Page,
    name: Annotated[Name | None, Query()] = None,
    role_: Annotated[Role | None, Query(alias="role")] = None,
    org_id: Annotated[OrgIdIn | None, Query()] = None,
) -> Listing[OrganisationOut]:
    """Organisations by name (part of it, or misspelt, too), role or number: the best match first, else from A to Z."""
    number = None if org_id is None else parse_org_id(org_id)
    found = await queries.organisations_matching(
        session, name=name, role=role_, org_id=number, after=page.after, limit=page.limit
    )
    listing = paged(found, page, key=queries.key_of)
    return Listing(items=[organisation for organisation, _ in listing.items], next=listing.next)


@router.get("/{organisation_id:path}", response_model=OrganisationOut)
async def read_organisation(organisation_id: str, session: Reading) -> Organisation:
    """One organisation, by its UUID or by an org-id such as GB-CHC-1090095."""
    return await queries.organisation_called(session, organisation_id)


@router.put("/{organisation_id}", response_model=OrganisationOut)
async def restate_organisation(
    organisation_id: UUID, body: OrganisationIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Organisation:
    """Say anew what an organisation is, whole: what is left out is no longer said.

    Other names, sites, contacts and members that are left out stay; so does the name that this one takes the place of,
    among the former ones.
    """
    return await commands.restate_organisation(tx, organisation_id, body.parsed(), speaker, expected=expected, now=now)


@router.post("/{organisation_id}/verify", response_model=OrganisationOut)
async def verify_organisation(
    organisation_id: UUID, body: VerificationIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Organisation:
    """Registrars: confirm what is said of an organisation, after looking it up in the register you name."""
    return await commands.verify_organisation(
        tx,
        organisation_id,
        speaker,
        register=body.register_,
        status=body.status,
        since=body.since,
        expected=expected,
        now=now,
    )
