"""The Mutuals Public Register of the Financial Conduct Authority: the list, its crosswalk, its glossary."""

from datetime import date

from kernel.orgids import OrgId, parse_org_id
from registry.companies.rules import REGISTERED_AS, kind_by_number, may_mirror
from registry.registers.domain import (
    MALFORMED_NUMBER,
    Cells,
    Code,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    Unfit,
)
from registry.registers.rules.cells import day, joined, named, numbered, said

REGISTER = "fca-mutuals"
_STANDINGS = {"registered": Standing.LIVE, "deregistered": Standing.ENDED}


def _society(cells: Cells) -> tuple[Entry, ...]:
    """A society of the whole list. What it is registered as outranks what its number lets guess."""
    org_id = _number_of(cells)
    began, ended = day(cells.get("Registration Date", "")), day(cells.get("Deregistration Date", ""))
    stated = cells.get("Society Status", "")
    standing = Standing.ENDED if ended is not None else _STANDINGS.get(stated.lower(), Standing.UNKNOWN)
    registered_as = cells["Registered As"]
    kind = REGISTERED_AS.get(" ".join(registered_as.replace("’", "'").lower().split()))
    more = {"act": said(cells.get("Registration Act", "")), "sic": said(cells.get("SIC code", ""))}
    more |= {"class": said(cells.get("Reporting Classification", "")), "kind_by": "registered_as" if kind else None}
    row = RegisterRow(
        org_id,
        named(cells["Society Name"]),
        kind=said(registered_as),
        standing=standing,
        stated_status=said(stated),
        founded=began,
        ended=ended,
        address=joined(*cells.get("Society Address", "").splitlines()),
        proves={"mutual_kind": kind} if kind and standing is Standing.LIVE else {},
        more={name: value for name, value in more.items() if value},
        edition=ended or began,
    )
    return (row,)


def _number_of(cells: Cells) -> OrgId:
    """Number and suffix, as the register prints them together; the full number where they do not stand apart."""
    number, suffix = cells["Society Number"], cells.get("Society Suffix", "")
    if number and (number.isdecimal() or not suffix):
        return numbered("GB-MPR", f"{number}{suffix}".replace(" ", ""))
    full = cells.get("Full Registation Number", "") or cells.get("Full Registration Number", "")  # the list's spelling
    return numbered("GB-MPR", (full or f"{number}{suffix}").replace(" ", ""))


def _crosswalk(cells: Cells) -> tuple[Entry, ...]:
    """A society and its mirror at Companies House. Some have left the register: neither status nor date says so."""
    society, company = _parsed(cells["mutual_id"], "GB-MPR"), _parsed(cells["company_id"], "GB-COH")
    if not may_mirror(society.number, company.number):
        raise Unfit("not_its_mirror", f"{company} is not how Companies House writes the number of {society}.")
    kind, kind_by = kind_by_number(society.number)
    row = RegisterRow(
        society,
        named(cells["name"]),
        proves={"mutual_kind": kind} if kind else {},
        more={"kind_by": kind_by} if kind else {},
        edition=date.min,  # it never takes the place of a row of the list itself
    )
    return row, Link(LinkKind.SAME_BODY, society, company)


def _parsed(text: str, scheme: str) -> OrgId:
    try:
        org_id = parse_org_id(text)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error
    if org_id.scheme != scheme:
        raise Unfit(MALFORMED_NUMBER, f"{text[:40]!r} is not a number of {scheme}.")
    return org_id


def _suffix(cells: Cells) -> tuple[Entry, ...]:
    """The glossary calls two of them prefixes; the register prints these, too, behind the number."""
    code, prefix, _ = named(cells["Suffix/Prefix"]).partition(" (prefix)")
    more = {"society_type": said(cells["Society Type"]), "called_prefix": bool(prefix)}
    return (Code("mutual-suffix", code, named(cells["Definition"]), more=more),)


MUTUALS = (
    Layout(
        "mutuals",
        REGISTER,
        "Mutuals Public Register",
        Form.CSV,
        frozenset({"Society Number", "Society Name", "Registered As"}),
        _society,
    ),
    Layout(
        "mutual-companies",
        REGISTER,
        "Mutual societies and their mirrors at Companies House",
        Form.CSV,
        frozenset({"mutual_id", "company_id", "name"}),
        _crosswalk,
    ),
    Layout(
        "mutual-suffixes",
        REGISTER,
        "Glossary of the suffixes of the Mutuals Public Register",
        Form.CSV,
        frozenset({"Suffix/Prefix", "Definition", "Society Type"}),
        _suffix,
    ),
)
