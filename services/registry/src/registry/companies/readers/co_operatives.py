"""The lists of Co-operatives UK. They prove no legal form: companies, partnerships and CICs stand there, too."""

from kernel.orgids import OrgId
from registry.registers.domain import (
    Cells,
    Code,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    own_number,
)
from registry.registers.rules.cells import day, joined, named, numbered, said, several

REGISTER = "co-operatives-uk"
_REGISTRARS = {"companies house": "GB-COH", "fca": "GB-MPR"}
#: Postcodes of the Crown dependencies, whose companies have registers, and numbers, of their own.
_ELSEWHERE = ("JE", "GY", "IM")
_STANDINGS = {"live": Standing.LIVE, "active": Standing.LIVE, "dissolved": Standing.ENDED, "closed": Standing.ENDED}


def _listed(cells: Cells) -> tuple[Entry, ...]:
    """A co-operative of the whole list; telephone and e-mail are dropped."""
    number = said(cells["Companies House Number"])
    return (_row(cells, named(cells["Name"]), "GB-COH" if number else None, number or ""),)


def _worker_co_operative(cells: Cells) -> tuple[Entry, ...]:
    """A worker co-operative. Its number is one of whichever registrar stands beside it."""
    scheme = _REGISTRARS.get(cells["Registrar"].lower())
    nation = cells.get("UK Nation", "")
    if nation in {"Jersey", "Guernsey", "Isle of Man"}:
        scheme = None
    name = said(cells.get("Organisation Name", "")) or named(cells["Name"])
    return (_row(cells, name, scheme, cells["Registered Number"]),)


def _row(cells: Cells, name: str, scheme: str | None, number: str) -> RegisterRow:
    org_id = own_number(REGISTER, named(cells["Identifier"]))
    ended = day(cells.get("Dissolved Date", ""))
    stated = cells.get("Registered Status", "")
    standing = Standing.ENDED if ended else _STANDINGS.get(stated.lower(), Standing.UNKNOWN)
    elsewhere = cells["Postcode"].upper().startswith(_ELSEWHERE)
    links = (_same(org_id, scheme, number),) if scheme and said(number) and not elsewhere else ()
    called = cells["Name"]
    return RegisterRow(
        org_id,
        name,
        other_names=(called,) if said(called) and called != name else (),
        kind=said(cells["Legal Form"]),
        standing=standing,
        stated_status=said(stated),
        founded=day(cells.get("Incorporation Date", "")),
        ended=ended,
        address=joined(*cells["Street Address"].splitlines(), cells["Locality"], cells["Region"]),
        postcode=said(cells["Postcode"]),
        website=said(cells.get("Website", "")),
        links=links,
        more=_more(cells, number),
    )


def _same(org_id: OrgId, scheme: str, number: str) -> Link:
    return Link(LinkKind.SAME_BODY, org_id, numbered(scheme, number.replace(" ", "")))


def _more(cells: Cells, number: str) -> dict[str, object]:
    more = {
        "owned_by": said(cells["Ownership Classification"]),
        "sector": said(cells.get("Sector", "")),
        "sic": [code.zfill(5) for code in several(cells.get("SIC Code", ""), ";")],
        "stated_number": said(number),
    }
    return {name: value for name, value in more.items() if value}


def _membership(cells: Cells) -> tuple[Entry, ...]:
    """How legal form and ownership together translate into the vocabulary of the solidarity economy."""
    form, owned_by = named(cells["Legal Form"]), named(cells["Ownership Classification"])
    more = {
        "structure": said(cells["Organisational Structure ID"]),
        "members": said(cells["Base Membership Type VES"]),
        "members_code": said(cells["Base Membership Type ID"]),
    }
    structure = named(cells["Organisational Structure VES"])
    return (Code("co-operative-ownership", f"{form}:{owned_by}", structure, parent=form, more=more),)


_LISTED = frozenset(
    {"Identifier", "Name", "Street Address", "Locality", "Region", "Postcode", "Companies House Number"}
    | {"Ownership Classification", "Legal Form"}
)
CO_OPERATIVES = (
    Layout("co-operatives", REGISTER, "Co-operatives UK: open data", Form.CSV, _LISTED, _listed),
    Layout(
        "worker-co-operatives",
        REGISTER,
        "Co-operatives UK: worker co-operatives",
        Form.CSV,
        _LISTED | {"Registered Number", "Registrar"},
        _worker_co_operative,
    ),
    Layout(
        "co-operative-ownership",
        REGISTER,
        "Co-operatives UK: legal form and ownership to membership",
        Form.CSV,
        frozenset(
            {"Legal Form", "Ownership Classification", "Organisational Structure VES", "Organisational Structure ID"}
            | {"Base Membership Type VES", "Base Membership Type ID"}
        ),
        _membership,
    ),
)
