"""Who collects what registers say: a charity API, Find that Charity, the files of funders. They prove nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from kernel.orgids import OrgId
from registry.charities.readers.crosswalks import published
from registry.registers.domain import (
    MALFORMED_NUMBER,
    PERSONAL,
    Cells,
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
from registry.registers.rules.cells import day, named, numbered, said


def _numbers(org_id: OrgId, stated: Iterator[str]) -> tuple[Link, ...]:
    """Its other numbers."""
    return tuple(Link(LinkKind.SAME_BODY, org_id, it) for it in dict.fromkeys(map(published, stated)) if it != org_id)


def read_charity(cells: Cells) -> tuple[Entry, ...]:
    """A charity of England and Wales, as the charity API tells of it."""
    org_id = numbered("GB-CHC", str(cells["id"]))
    names = [str(it["value"]) for it in sorted(cells["names"], key=lambda it: not it.get("primary"))]
    latest = max(cells["registrations"] or [{}], key=lambda it: it.get("registrationDate") or "")
    ended = day((latest.get("removalDate") or "")[:10])
    row = RegisterRow(
        org_id,
        named(names[0] if names else ""),
        other_names=tuple(names[1:]),
        standing=Standing.ENDED if ended else Standing.LIVE,
        founded=day((latest.get("registrationDate") or "")[:10]),
        ended=ended,
        website=said(cells.get("website") or ""),
        links=_numbers(org_id, (str(it["id"]) for it in cells.get("orgIds") or ())),
        more={"activities": cells.get("activities")},
    )
    return (row,)


def read_hit(cells: Cells) -> tuple[Entry, ...]:
    """An organisation of Find that Charity's index."""
    found: Mapping[str, Any] = cells["_source"]
    org_id = published(str(found["org_id"]))
    row = RegisterRow(
        org_id,
        named(str(found["name"])),
        other_names=tuple(map(str, found.get("alternateName") or ())),
        kind=found.get("organisationTypePrimary"),
        standing={True: Standing.LIVE, False: Standing.ENDED}.get(found.get("active", ""), Standing.UNKNOWN),
        postcode=found.get("postalCode"),
        links=_numbers(org_id, map(str, found.get("orgIDs") or ())),
        more={"types": found.get("organisationType") or []},
    )
    return (row,)


def read_grant(cells: Cells) -> tuple[Entry, ...]:
    """Funder and recipient of a grant in 360Giving. Numbers that a funder quotes join nobody to anybody."""
    if "recipientOrganization" not in cells:
        raise Unfit(PERSONAL, "It is a grant to a person.")
    parties = (*cells["recipientOrganization"], *cells["fundingOrganization"])
    return tuple(_party(str(it.get("id", "")), str(it.get("name", "")), it.get("postalCode")) for it in parties)


def read_grant_row(cells: Cells) -> tuple[Entry, ...]:
    """The same in a spreadsheet."""
    if not cells["Recipient Org:Identifier"]:
        raise Unfit(PERSONAL, "It is a grant to a person.")
    postcode = said(cells.get("Recipient Org:Postal Code", ""))
    recipient = _party(cells["Recipient Org:Identifier"], cells["Recipient Org:Name"], postcode)
    return (recipient, _party(cells["Funding Org:Identifier"], cells["Funding Org:Name"], None))


def _party(identifier: str, name: str, postcode: str | None) -> RegisterRow:
    """By its org-id; 360G-… is a funder's own number for it."""
    if not identifier.strip():
        raise Unfit(MALFORMED_NUMBER, "An organisation of the grant has no identifier.")
    own = identifier.upper().startswith("360G-")
    org_id = own_number(GRANTS, identifier[:200]) if own else published(identifier)
    return RegisterRow(org_id, named(name.strip()), postcode=postcode)


GRANTS = "360giving"
COLLECTIONS = (
    Layout(
        "charity-api",
        "charity-api",
        "Charity API (JSON)",
        Form.JSON,
        frozenset({"id", "names", "orgIds", "registrations"}),
        read_charity,
        records=("data", "CHC", "getCharities", "list"),
    ),
    Layout(
        "find-that-charity",
        "find-that-charity",
        "Find that Charity (JSON)",
        Form.JSON,
        frozenset({"_id", "_source"}),
        read_hit,
        fits=lambda head: any("org_id" in hit["_source"] for hit in head.first),
        records=("hits", "hits"),
    ),
    Layout(
        "360giving",
        GRANTS,
        "360Giving (JSON): the organisations of grants",
        Form.JSON,
        frozenset({"fundingOrganization", "id", "amountAwarded"}),
        read_grant,
        records=("grants",),
    ),
    Layout(
        "360giving-csv",
        GRANTS,
        "360Giving (CSV): the organisations of grants",
        Form.CSV,
        frozenset({"Recipient Org:Identifier", "Recipient Org:Name", "Funding Org:Identifier", "Funding Org:Name"}),
        read_grant_row,
    ),
)
