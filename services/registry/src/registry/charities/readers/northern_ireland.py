"""The register of the Charity Commission for Northern Ireland, in both its layouts, and the file of removals."""

import re

from kernel.orgids import OrgId
from registry.charities.rules import REGISTERED, REMOVED, northern_irish_company
from registry.registers.domain import (
    MALFORMED_NUMBER,
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
from registry.registers.rules.cells import day, named, numbered, said, several, yes

REGISTER = "ccni"
#: An address ends with its postcode.
_POSTCODE = re.compile(r"\bBT[0-9]{1,2} ?[0-9][A-Z]{2}$", re.ASCII)
MORE = ("Date for financial year ending", "Total income", "Total spending", "Type of governing document")


def read(cells: Cells) -> tuple[Entry, ...]:
    """One charity. `Status` mixes registration with the punctuality of returns: only `Removed` ends it."""
    org_id = _number(cells["Reg charity number"], cells.get("Sub charity number", "0"))
    removed = cells["Status"].lower().startswith("removed")
    more: dict[str, object] = {name: text for name in MORE if (text := cells.get(name, ""))}
    more["purposes"] = said(cells.get("Charitable purposes", "")) or said(cells["What the charity does"])
    links: tuple[Link, ...] = ()
    try:
        company = northern_irish_company(cells["Company number"])
        links = (Link(LinkKind.SAME_BODY, org_id, company),) if company else ()
    except Unfit:
        more["unusable_company_number"] = cells["Company number"]
    address = cells["Public address"].upper()
    postcode = _POSTCODE.search(address)
    row = RegisterRow(
        org_id,
        named(cells["Charity name"]),
        other_names=(other,) if (other := said(cells.get("Other name", ""))) else (),
        kind=said(cells.get("Type of governing document", "")),
        standing=Standing.ENDED if removed else Standing.LIVE,
        stated_status=said(cells["Status"]),
        founded=day(cells["Date registered"]),
        address=said(cells["Public address"]),
        postcode=postcode[0] if postcode else None,
        website=said(cells["Website"]),
        links=links,
        proves={"charity_registration": REMOVED if removed else REGISTERED},
        more=more,
    )
    return (row,)


def read_removal(cells: Cells) -> tuple[Entry, ...]:
    """The register has no date of removal: this file has."""
    org_id = numbered("GB-NIC", cells["regid"])
    removed = yes(cells["removed"])
    if not removed:
        return (Detail(org_id, "removal", "", {"removed": False}),)
    on = day(cells["removed_date"])
    says = {"removed": True, "on": on.isoformat() if on else None}
    return (Detail(org_id, "removal", "", says, proves={"charity_registration": REMOVED}, ended=on),)


def _number(number: str, sub_number: str) -> OrgId:
    """Charities below another share its number, and have none that is known elsewhere."""
    main = numbered("GB-NIC", number)
    if not sub_number or sub_number == "0":
        return main
    if len(several(sub_number)) != 1 or not sub_number.isdecimal():
        raise Unfit(MALFORMED_NUMBER, f"{sub_number[:40]!r} is not the number of a charity below {number}.")
    return own_number(REGISTER, f"{main.number}-{int(sub_number)}")


_COLUMNS = frozenset(
    {
        *("Reg charity number", "Charity name", "Date registered", "Status", "Public address", "Website"),
        *("Company number", "What the charity does"),
    }
)
NORTHERN_IRELAND = (
    Layout(
        "ccni-2020",
        REGISTER,
        "Register of charities in Northern Ireland, until 2022",
        Form.CSV,
        _COLUMNS | {"Sub charity number", "Retained for future use"},
        read,
    ),
    Layout(
        "ccni-2023",
        REGISTER,
        "Register of charities in Northern Ireland, since 2023",
        Form.CSV,
        _COLUMNS | {"Charitable purposes", "Type of governing document"},
        read,
    ),
    Layout(
        "ccni-removals",
        REGISTER,
        "Removals from the register of charities in Northern Ireland",
        Form.CSV,
        frozenset({"regid", "removed", "removed_date"}),
        read_removal,
    ),
)
