"""Schools, the trusts that run academies, and places of higher education."""

from kernel.orgids import OrgId
from registry.public_bodies.rules import ACADEMY_TRUST, SCHOOL, UNIVERSITY
from registry.registers.domain import (
    Cells,
    Code,
    Correspondence,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    Proved,
    RegisterRow,
    Standing,
    own_number,
)
from registry.registers.rules.cells import day, joined, named, numbered, said, several

_TRUSTS = "gias-group"
_STANDINGS = {"1": Standing.LIVE, "2": Standing.ENDED, "3": Standing.LIVE, "4": Standing.UNKNOWN}
#: Groups of types: 4 is maintained by a council; 10 and 11, academies and free schools, have no legal personality.
_MAINTAINED_GROUP = "4"
_MAINTAINED_SPECIAL = frozenset({"07", "12"})  # community and foundation special schools stand in another group
_ACADEMY_TRUST_TYPES = frozenset({"06", "10"})
_ADDRESS = ("Street", "Locality", "Address3", "Town", "County (name)")


def _school(cells: Cells) -> tuple[Entry, ...]:
    """A school. The names of its head teacher are dropped. Its number changes when it becomes an academy."""
    org_id = numbered("GB-EDU", cells["URN"])
    standing = _STANDINGS.get(cells["EstablishmentStatus (code)"], Standing.UNKNOWN)
    row = RegisterRow(
        org_id,
        named(cells["EstablishmentName"]),
        kind=said(cells.get("TypeOfEstablishment (name)", "")),
        standing=standing,
        stated_status=said(cells.get("EstablishmentStatus (name)", "")),
        founded=day(cells.get("OpenDate", "")),
        ended=day(cells.get("CloseDate", "")),
        address=joined(*(cells.get(line, "") for line in _ADDRESS)),
        postcode=said(cells.get("Postcode", "")),
        area=said(cells.get("DistrictAdministrative (code)", "")),
        website=said(cells.get("SchoolWebsite", "")),
        links=_links_of_school(cells, org_id),
        proves=_proved_of_school(cells) if standing is Standing.LIVE else {},
        more=_more(cells),
    )
    return (row,)


def _proved_of_school(cells: Cells) -> Proved:
    """Maintained schools only: of an academy the trust is the body, and independent schools are not public."""
    kind = cells["TypeOfEstablishment (code)"].zfill(2)
    maintained = cells.get("EstablishmentTypeGroup (code)", "") == _MAINTAINED_GROUP or kind in _MAINTAINED_SPECIAL
    return {"public_body": SCHOOL} if maintained else {}


def _links_of_school(cells: Cells, org_id: OrgId) -> tuple[Link, ...]:
    ukprn, trust, company = (said(cells.get(it, "")) for it in ("UKPRN", "Trusts (code)", "CHNumber"))
    links = []
    if ukprn:
        links.append(Link(LinkKind.SAME_BODY, org_id, numbered("GB-UKPRN", ukprn)))
    if trust:
        links.append(Link(LinkKind.RUN_BY, org_id, own_number(_TRUSTS, trust)))
    if company:
        links.append(Link(LinkKind.RUN_BY, org_id, numbered("GB-COH", company)))
    return tuple(links)


def _more(cells: Cells) -> dict[str, object]:
    """The council's code is the Department for Education's own, not that of its area."""
    more = {
        "type": cells["TypeOfEstablishment (code)"].zfill(2),
        "type_group": said(cells.get("EstablishmentTypeGroup (code)", "")),
        "council_dfe": said(cells.get("LA (code)", "")),
        "phase": said(cells.get("PhaseOfEducation (name)", "")),
        "pupils": said(cells.get("NumberOfPupils", "")),
    }
    return {name: value for name, value in more.items() if value}


def _trust(cells: Cells) -> tuple[Entry, ...]:
    """A group of schools. It is an academy trust only if it is a company, too: a few rows name none."""
    org_id = own_number(_TRUSTS, named(cells["Group UID"]))
    kind = cells["Group Type (code)"].zfill(2)
    stated = cells["Companies House Number"]
    company = numbered("GB-COH", stated) if said(stated) and stated.strip("0") else None
    ended = day(cells.get("Closed Date", ""))
    closed = ended is not None or cells.get("Group Status", "").upper() == "CLOSED"
    proven = company is not None and kind in _ACADEMY_TRUST_TYPES and not closed
    row = RegisterRow(
        org_id,
        named(cells["Group Name"]),
        kind=said(cells.get("Group Type", "")),
        standing=Standing.ENDED if closed else Standing.UNKNOWN,
        founded=day(cells.get("Incorporated on (open date)", "")),
        ended=ended,
        links=(Link(LinkKind.SAME_BODY, org_id, company),) if company else (),
        proves={"public_body": ACADEMY_TRUST} if proven else {},
        more={"group_id": cells["Group ID"]} if said(cells.get("Group ID", "")) else {},
    )
    return (row,)


def _learning_provider(cells: Cells) -> tuple[Entry, ...]:
    """A place of higher education, known as one by its number at the statistics agency."""
    org_id, hesa = numbered("GB-UKPRN", cells["UKPRN"]), said(cells.get("HESA_ID", ""))
    name, shown = named(cells["PROVIDER_NAME"]), said(cells.get("VIEW_NAME", ""))
    address = ("FLAT_NAME_NUMBER", "BUILDING_NAME_NUMBER", "STREET_NAME", "LOCALITY", "TOWN")
    aliases = (shown, *several(cells.get("ALIAS", ""), ";"))
    row = RegisterRow(
        org_id,
        name,
        other_names=tuple(dict.fromkeys(it for it in aliases if it and it != name)),
        kind="higher education provider" if hesa else "learning provider",
        address=joined(*(cells.get(line, "") for line in address)),
        postcode=said(cells.get("POSTCODE", "")),
        website=said(cells.get("WEBSITE_URL", "")),
        links=(Link(LinkKind.SAME_BODY, org_id, numbered("GB-HESA", hesa)),) if hesa else (),
        proves={"public_body": UNIVERSITY} if hesa else {},
        more={"groups": list(several(cells.get("GROUPS", "")))} if said(cells.get("GROUPS", "")) else {},
    )
    return (row,)


def _school_type(cells: Cells) -> tuple[Entry, ...]:
    began, ended = day(cells["start-date"]), day(cells["end-date"])
    return (Code("school-type", named(cells["school-type"]).zfill(2), named(cells["name"]), "", None, began, ended),)


def _school_type_name(cells: Cells) -> tuple[Entry, ...]:
    kind = named(cells["school-type"]).zfill(2)
    return (Correspondence("school-type-name", named(cells["name"]), "school-type", kind),)


SCHOOLS = (
    Layout(
        "schools",
        "gias",
        "Get Information about Schools",
        Form.CSV,
        frozenset({"URN", "EstablishmentName", "TypeOfEstablishment (code)", "EstablishmentStatus (code)"}),
        _school,
    ),
    Layout(
        "academy-trusts",
        _TRUSTS,
        "Get Information about Schools: groups",
        Form.CSV,
        frozenset({"Group UID", "Group Name", "Companies House Number", "Group Type (code)"}),
        _trust,
    ),
    Layout(
        "learning-providers",
        "learning-providers",
        "UK Register of Learning Providers",
        Form.CSV,
        frozenset({"UKPRN", "PROVIDER_NAME"}),
        _learning_provider,
    ),
    Layout(
        "school-types",
        "gias",
        "Types of school",
        Form.TSV,
        frozenset({"school-type", "name", "start-date", "end-date"}),
        _school_type,
    ),
    Layout(
        "school-type-names",
        "gias",
        "Types of school by name",
        Form.TSV,
        frozenset({"name", "school-type"}),
        _school_type_name,
    ),
)
