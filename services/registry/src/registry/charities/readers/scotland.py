"""The Scottish Charity Register as OSCR exports it: charities, and former charities."""

import re

from kernel.orgids import OrgId
from registry.charities.rules import REGISTERED, REMOVED
from registry.registers.domain import Cells, Entry, Form, Layout, Link, LinkKind, RegisterRow, Standing, Unfit
from registry.registers.rules.cells import day, named, numbered, said

REGISTER = "oscr"
DUMMY_POSTCODE = "XX0 0XX"
#: Where a parent is registered, as OSCR names the country.
PARENTS = {"england and wales": "GB-CHC", "england": "GB-CHC", "wales": "GB-CHC", "scotland": "GB-SC"}
PARENTS["northern ireland"] = "GB-NIC"
_INSOLVENT = re.compile(r"[\s,(-]*subject to insolvency proceedings\)?\s*$", re.IGNORECASE)
MORE = (
    *("Charity Status", "Regulatory Type", "Designated religious body", "Most recent year income", "Notes"),
    *("Most recent year expenditure", "Geographical Spread", "Main Operating Location"),
)
#: Lists in one cell; names that hold a comma stand in single quotes.
LISTS = ("Purposes", "Beneficiaries", "Activities")
_MEMBER = re.compile(r"\s*(?:'((?:[^']|'(?!\s*(?:,|$)))*)'|([^,]+))\s*(?:,|$)")


def members(text: str) -> list[str]:
    """The members of such a list: `'The advancement of education', 'The arts, heritage'`."""
    return [found for it in _MEMBER.finditer(text) if (found := (it[1] or it[2] or "").strip())]


def read(cells: Cells) -> tuple[Entry, ...]:
    """One charity. Several rows may bear one number: that with the newest year end stands."""
    org_id = numbered("GB-SC", cells["Charity Number"])
    ended = day(cells.get("Ceased Date", ""))
    gone = "Ceased Date" in cells or cells["Charity Status"].lower() in {"removed", "ceased"}
    form = said(cells["Constitutional Form"])
    name = named(_INSOLVENT.sub("", cells["Charity Name"]))
    postcode = said(cells["Postcode"])
    more: dict[str, object] = {it: text for it in MORE if (text := said(cells.get(it, "")))}
    more |= {it.lower(): found for it in LISTS if (found := members(said(cells.get(it, "")) or ""))}
    if name != cells["Charity Name"]:
        more["subject_to_insolvency_proceedings"] = True
    row = RegisterRow(
        org_id,
        name,
        other_names=(other,) if (other := said(cells["Known As"])) else (),
        kind=form,
        standing=Standing.ENDED if gone else Standing.LIVE,
        stated_status=said(cells["Charity Status"]),
        founded=day(cells["Registered Date"]),
        ended=ended,
        address=said(cells.get("Principal Office/Trustees Address", "")),
        postcode=None if postcode == DUMMY_POSTCODE else postcode,
        website=said(cells.get("Website", "")),
        links=_parent(org_id, cells),
        proves=_proved(form, cells["Charity Status"], gone=gone),
        more=more,
        edition=day(cells.get("Year End", "")),
    )
    return (row,)


def _proved(form: str | None, status: str, *, gone: bool) -> dict[str, bool | int | str]:
    if gone:
        return {"charity_registration": REMOVED}
    if status.lower() != "active":
        return {}
    proved: dict[str, bool | int | str] = {"charity_registration": REGISTERED}
    return proved | {"scio": True} if form is not None and form.upper().startswith("SCIO") else proved


def _parent(org_id: OrgId, cells: Cells) -> tuple[Link, ...]:
    """The parent charity, if it is registered where its number can be read."""
    scheme = PARENTS.get(cells.get("Parent charity country of registration", "").lower())
    number = said(cells.get("Parent charity number", ""))
    if scheme is None or number is None:
        return ()
    try:
        parent = numbered(scheme, number)
    except Unfit:
        return ()  # it stays in words: the export has it typed in by hand
    return (Link(LinkKind.LINKED_TO, org_id, parent),) if parent != org_id else ()


_COLUMNS = frozenset(
    {
        *("Charity Number", "Charity Name", "Registered Date", "Known As", "Charity Status", "Postcode"),
        "Constitutional Form",
    }
)
SCOTLAND = (
    Layout("oscr", REGISTER, "Scottish Charity Register (OSCR)", Form.CSV, _COLUMNS, read),
    Layout(
        "oscr-removed",
        REGISTER,
        "Scottish Charity Register (OSCR): removed",
        Form.CSV,
        _COLUMNS | {"Ceased Date"},
        read,
    ),
)
