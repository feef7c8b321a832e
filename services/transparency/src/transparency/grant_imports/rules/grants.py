"""Which grants of other funders can be kept: those that are valid, if need be after repairs that are on record."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from typing import Any

from jsonschema.exceptions import ValidationError

from kernel.json_text import Unreadable, content_of, parsed, unholdable
from kernel.orgids import OrgId, parse_org_id
from transparency.grant_imports.domain import ForeignGrant
from transparency.grant_imports.rules.repairs import repaired
from transparency.grant_imports.rules.standard import RECIPIENTS, REQUIRED
from transparency.imports.domain import Sighting, Unfit
from transparency.imports.rules.organisations import place_of
from transparency.imports.rules.texts import LONGEST_NAME, identifier, line

MOST_REASONS = 5
#: Field of an organisation -> how OCDS calls the same.
ADDRESS = {
    "streetAddress": "streetAddress",
    "addressLocality": "locality",
    "addressRegion": "region",
    "postalCode": "postalCode",
    "addressCountry": "countryName",
}


def examined(text: str, publisher: str | None) -> ForeignGrant:
    """A grant that can be kept; where nobody says who published it, its funder did. Raises Unfit with the reasons."""
    try:
        grant = parsed(text)
    except Unreadable as error:
        raise Unfit(str(error)) from error
    if not isinstance(grant, dict):
        raise Unfit("It is not an object.")
    if lost := unholdable(grant):
        raise Unfit(f"{lost} holds a character that is no text.")
    content = content_of(grant)
    repairs, errors = repaired(grant)
    if reasons := list(islice(against(grant, errors), MOST_REASONS)):
        raise Unfit(" ".join(reasons))
    funders = grant["fundingOrganization"]
    publisher = publisher or line(funders[0]["name"]) or funders[0]["id"]
    return ForeignGrant(
        id=identifier(grant, "id"),
        publisher=publisher,
        modified=str(grant.get("dateModified", "")),
        funders=tuple(dict.fromkeys(name for funder in funders for name in (funder["id"], *org_ids_of(funder)))),
        original=text,
        text=json.dumps(grant, ensure_ascii=False, default=plain) if repairs else text,
        content=content,
        repairs=tuple(repairs),
        sightings=tuple(sightings_of(grant, f"360giving:{publisher}")),
    )


def plain(number: Decimal) -> int | float:
    """A number as JSON readers take it."""
    return int(number) if number == number.to_integral_value() else float(number)


def against(grant: Mapping[str, Any], errors: Iterable[ValidationError]) -> Iterator[str]:
    """Why a grant is not valid, a sentence each; the standard says what is missing only as two alternatives."""
    yield from (f"It has no {field}." for field in REQUIRED if field not in grant)
    recipients = [field for field in RECIPIENTS if field in grant]
    if len(recipients) != 1:
        yield "It needs a recipient, an organisation or an individual, and not both."
    for error in errors:
        if error.absolute_path:
            yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:160]}."


def sightings_of(grant: Mapping[str, Any], source: str) -> Iterator[Sighting]:
    """Funders and recipients that are organisations; individuals never."""
    for field, roles in (("fundingOrganization", ("funder",)), ("recipientOrganization", ())):
        for organisation in grant.get(field, []):
            name = line(organisation["name"])
            if name and len(name) <= LONGEST_NAME:
                place = place_of({ours: organisation.get(theirs) for theirs, ours in ADDRESS.items()})
                yield Sighting(name, org_ids_of(organisation), roles, source, place)


def org_ids_of(organisation: Mapping[str, Any]) -> tuple[str, ...]:
    """Its identifiers that a register could have given; of one register only the first that it claims."""
    charity, company = organisation.get("charityNumber"), organisation.get("companyNumber")
    claims = [organisation["id"], charity_id(str(charity or "")), f"GB-COH-{company}" if company else ""]
    found: dict[str, OrgId] = {}
    for claim in claims:
        with suppress(ValueError):
            known = parse_org_id(claim)
            found.setdefault(known.scheme, known)
    return tuple(map(str, found.values()))


def charity_id(number: str) -> str:
    """The org-id of a charity's number; six digits from 1 could be of Northern Ireland or not, and are left out."""
    number = number.strip().upper()
    if number.startswith("SC"):
        return f"GB-SC-{number}"
    if number.startswith("NIC"):
        return f"GB-NIC-{number}"
    return "" if len(number) == len("100000") and number.startswith("1") else f"GB-CHC-{number}"
