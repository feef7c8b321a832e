"""Providers of regulated care (Care Quality Commission). The provider is the organisation; a location is a place."""

import re
from datetime import date

from kernel.orgids import OrgId
from registry.registers.domain import (
    MALFORMED_DATE,
    MALFORMED_NUMBER,
    PERSONAL,
    Cells,
    Detail,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    Unfit,
    own_number,
)
from registry.registers.rules.cells import day, joined, named, numbered, said, several

REGISTER, PLACES = "cqc", "cqc-location"
_OWN = re.compile(r"1-[0-9]{4,14}|[0-9A-Z]{3,9}", re.ASCII)
_NHS = re.compile(r"[0-9A-Z]{3}", re.ASCII)  # trusts and the bodies before them stand under their NHS code
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) [0-9:]+ [AP]M", re.ASCII)
_PERSON = "individual"


def _location(cells: Cells) -> tuple[Entry, ...]:
    """A place and the organisation that runs it. A provider that is a person is not kept, nor are managers' names.

    Of a place that has closed only the place is kept: whether its provider goes on, other rows say.
    """
    if cells["Provider Ownership Type"].lower() == _PERSON:
        raise Unfit(PERSONAL, "The provider is a person, not an organisation.")
    provider, place = _provider_number(cells["Provider ID"]), _place_number(cells["Location ID"])
    ended = day(cells["Location HSCA end date"])
    row = RegisterRow(
        place,
        named(cells["Location Name"]),
        kind=said(cells.get("Primary inspection category", "")),
        standing=Standing.ENDED if ended else Standing.LIVE,
        founded=day(cells["Location HSCA start date"]),
        ended=ended,
        website=said(cells.get("Location Web Address", "")),
        links=(Link(LinkKind.RUN_BY, place, provider),),
        more=_more(cells),
    )
    return (row,) if ended else (row, _provider(cells, provider))


def _provider(cells: Cells, org_id: OrgId) -> RegisterRow:
    return RegisterRow(
        org_id,
        named(cells["Provider Name"]),
        kind=said(cells["Provider Ownership Type"]),
        standing=Standing.LIVE,
        founded=_american_day(cells.get("Provider HSCA start date", "")),
        links=_other_numbers(org_id, cells.get("Provider Companies House Number", "")),
        proves={"cqc_registered_provider": True},
        more={"brand": cells["Brand Name"]} if said(cells.get("Brand Name", "")) else {},
    )


def _other_numbers(org_id: OrgId, company: str) -> tuple[Link, ...]:
    found = [numbered("GB-COH", company)] if said(company) else []
    if _NHS.fullmatch(org_id.number):
        found.append(numbered("GB-NHS", org_id.number))
    return tuple(Link(LinkKind.SAME_BODY, org_id, other) for other in found)


def _american_day(text: str) -> date | None:
    """A day with the month first and a time behind it, as this one file writes some; or as all others do."""
    found = _AMERICAN.fullmatch(text)
    if found is None:
        return day(text)
    try:
        return date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError as error:
        raise Unfit(MALFORMED_DATE, f"{text[:40]!r} is not a day.") from error


def _more(cells: Cells) -> dict[str, object]:
    rating = said(cells.get("Location Latest Overall Rating", ""))
    more = {
        "services": list(several(cells.get("Service Types", ""))),
        "council": said(cells.get("Location Local Authority", "")),
        "beds": said(cells.get("Care homes beds", "")),
        "dormant": cells.get("Dormant", "") == "Y",
        "rating": rating and rating.capitalize(),
    }
    return {name: value for name, value in more.items() if value}


def _directory(cells: Cells) -> tuple[Entry, ...]:
    """A row of the care directory, which does not say what kind of body a provider is: its name may be a person's."""
    place = _place_number(cells["CQC Location ID (for office use only)"])
    provider = _provider_number(cells["CQC Provider ID (for office use only)"])
    row = RegisterRow(
        place,
        named(cells["Name"]),
        standing=Standing.LIVE,
        address=joined(*several(cells.get("Address", ""))),
        postcode=said(cells.get("Postcode", "")),
        links=(Link(LinkKind.RUN_BY, place, provider),),
        more={"services": list(several(cells.get("Service types", ""), "|"))},
    )
    return row, _registered(provider, place)


def _object(cells: Cells) -> tuple[Entry, ...]:
    """A location of the API, with its provider's number but not its name; contacts and reports are dropped."""
    place, provider = _place_number(cells["locationId"]), _provider_number(cells["providerId"])
    status = cells["registrationStatus"]
    live = status == "Registered"
    row = RegisterRow(
        place,
        named(cells["name"]),
        other_names=tuple(several(cells.get("alsoKnownAs") or "", ";")),
        kind=cells.get("type"),
        standing=Standing.LIVE if live else Standing.ENDED,
        stated_status=status,
        founded=day(cells.get("registrationDate") or ""),
        ended=day(cells.get("deregistrationDate") or ""),
        address=joined(*(cells.get(f"postalAddress{line}") or "" for line in ("Line1", "Line2", "TownCity", "County"))),
        postcode=cells.get("postalCode"),
        website=cells.get("website"),
        links=(Link(LinkKind.RUN_BY, place, provider),),
        more=_more_of_object(cells),
    )
    nhs = _other_numbers(provider, "")
    return (row, *nhs, _registered(provider, place)) if live else (row, *nhs)


def _more_of_object(cells: Cells) -> dict[str, object]:
    primary = (it["name"] for it in cells.get("inspectionCategories") or () if it.get("primary") == "true")
    rating = ((cells.get("currentRatings") or {}).get("overall") or {}).get("rating")
    more = {
        "services": [it["name"] for it in cells.get("gacServiceTypes") or ()],
        "activities": [it["name"] for it in cells.get("regulatedActivities") or ()],
        "category": next(primary, None),
        "council": cells.get("localAuthority"),
        "ods": cells.get("odsCode"),
        "dormant": cells.get("dormancy") == "Y",
        "rating": rating and rating.capitalize(),
    }
    return {name: value for name, value in more.items() if value}


def _registered(provider: OrgId, place: OrgId) -> Detail:
    """Who runs a registered place is a registered provider."""
    return Detail(provider, "cqc-location", place.number, {}, {"cqc_registered_provider": True})


def _provider_number(text: str) -> OrgId:
    return own_number(REGISTER, _own(text))


def _place_number(text: str) -> OrgId:
    return own_number(PLACES, _own(text))


def _own(text: str) -> str:
    if _OWN.fullmatch(text) is None:
        raise Unfit(
            MALFORMED_NUMBER, f"{text[:40]!r} is not a number of the Care Quality Commission such as 1-101652612."
        )
    return text


CARE = (
    Layout(
        "cqc-locations",
        REGISTER,
        "Care Quality Commission: locations with ratings",
        Form.CSV,
        frozenset(
            {"Location Name", "Location ID", "Location HSCA start date", "Location HSCA end date"}
            | {"Provider Name", "Provider ID", "Provider Ownership Type"}
        ),
        _location,
    ),
    Layout(
        "cqc-directory",
        REGISTER,
        "Care Quality Commission: care directory",
        Form.CSV,
        frozenset({"Name", "CQC Location ID (for office use only)", "CQC Provider ID (for office use only)"}),
        _directory,
    ),
    Layout(
        "cqc-location",
        REGISTER,
        "Care Quality Commission: a location",
        Form.JSON,
        frozenset({"locationId", "providerId", "name", "registrationStatus"}),
        _object,
    ),
)
