"""Which rows of which registers prove a public body, and of which kind. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from kernel.orgids import OrgId
from registry.registers.domain import MALFORMED_NUMBER, Proved, Unfit
from registry.registers.rules.cells import day, said

COUNCIL, COMBINED_AUTHORITY, CENTRAL_GOVERNMENT = "council", "combined_authority", "central_government"
LOCAL_GOVERNMENT, NHS_TRUST, ICB = "local_government", "nhs_trust", "integrated_care_board"
SCHOOL, ACADEMY_TRUST, UNIVERSITY = "school", "academy_trust", "university"

#: Types of council in the register of local authorities and in GOV.UK's. A combined authority is none, nor is the GLA.
_COUNCIL_TYPES = frozenset(["NMD", "UA", "MD", "LBO", "CTY", "CC", "WPA", "SCO", "NID", "BGH", "DIS", "CIT"])
_COUNCIL_SCHEMES: Mapping[str, str] = {
    "England": "GB-LAE",
    "Scotland": "GB-LAS",
    "Wales": "GB-PLA",
    "Northern Ireland": "GB-LANI",
}
_SCHEME_OF_AREA = {"E": "GB-LAE", "S": "GB-LAS", "W": "GB-PLA", "N": "GB-LANI"}
#: How registers of GOV.UK name one another: `local-authority-eng:WOT`.
_SCHEME_OF_REGISTER = {
    "government-organisation": "GB-GOR",
    "local-authority-eng": "GB-LAE",
    "local-authority-sct": "GB-LAS",
    "local-authority-nir": "GB-LANI",
    "principal-local-authority": "GB-PLA",
}
COUNCIL_SCHEMES = frozenset(_SCHEME_OF_AREA.values())

#: Sectors of the national accounts (ESA 2010): S.1311 is central, S.1313 local government. A public corporation
#: (S.11001) trades, and housing associations were counted among them for a few years: it proves nothing here.
_SECTORS = {"S.1311": CENTRAL_GOVERNMENT, "S.1313": LOCAL_GOVERNMENT}

_YEAR = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?", re.ASCII)


def council_scheme(nation: str) -> str:
    """The register of a nation's councils. Raises Unfit."""
    scheme = _COUNCIL_SCHEMES.get(nation)
    if scheme is None:
        raise Unfit("unknown_nation", f"{nation[:40]!r} is no nation of the United Kingdom.")
    return scheme


def scheme_of_area(gss: str) -> str | None:
    """The register of the council whose area has this code; None for an area of no single nation."""
    return _SCHEME_OF_AREA.get(gss[:1])


def proved_by_council_type(kind: str) -> Proved:
    """What a live row proves: a council, or the other class that is told apart."""
    if kind in _COUNCIL_TYPES:
        return {"public_body": COUNCIL}
    return {"public_body": COMBINED_AUTHORITY} if kind == "COMB" else {}


def sector(esa: str, words: str = "") -> str | None:
    """The kind of public body by its sector; None for funds, courts and posts, which are no bodies."""
    if "funds, accounts" in words.lower():
        return None
    return _SECTORS.get(esa)


def curie(text: str) -> OrgId | None:
    """The org-id behind `government-organisation:OT360`; None if nothing stands there. Raises Unfit."""
    if said(text) is None:
        return None
    register, _, number = text.partition(":")
    return in_register(register, number)


def in_register(register: str, number: str) -> OrgId:
    """The org-id of a number in a register of GOV.UK. Raises Unfit."""
    scheme = _SCHEME_OF_REGISTER.get(register)
    if scheme is None:
        raise Unfit("unknown_register", f"{register[:40]!r} is not a register of councils or government bodies.")
    try:
        return OrgId.of(scheme, number)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error


def first_day(text: str) -> date | None:
    """A day; of a month or a year alone, its first. Raises Unfit."""
    found = _YEAR.fullmatch(text)
    return day(text) if found is None else day(f"{found[1]}-{found[2] or '01'}-01")


def charity_or_company(text: str) -> OrgId:
    """A charity if it has six or seven digits, else a company. Raises Unfit."""
    number = text.replace(" ", "").upper()
    charity = number.isdecimal() and len(number) in {6, 7}
    try:
        return OrgId.of("GB-CHC" if charity else "GB-COH", number)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error
