"""Companies House's file of live companies (BasicCompanyData), whose mirrors of other registers prove nothing."""

import re
from datetime import date
from itertools import takewhile

from kernel.orgids import OrgId
from registry.companies.rules import CIC_CATEGORY, ENDED_STATUSES, MIRROR_CATEGORIES, company_status
from registry.registers.domain import Cells, Entry, Form, Layout, Proved, RegisterRow, Standing
from registry.registers.rules.cells import day, joined, named, numbered, said

_SIC = re.compile(r"[0-9]{4,5}", re.ASCII)
_PREVIOUS = tuple(f"PreviousName_{number}.CompanyName" for number in range(1, 11))
_INDUSTRIES = tuple(f"SICCode.SicText_{number}" for number in range(1, 5))
_LINES = ("POBox", "AddressLine1", "AddressLine2", "PostTown", "County", "Country")
_ADDRESS = tuple(f"RegAddress.{line}" for line in _LINES)


def _company(cells: Cells) -> tuple[Entry, ...]:
    """A company; `care of` names a person, and is dropped."""
    org_id = numbered("GB-COH", cells["CompanyNumber"])
    category, status = cells["CompanyCategory"], company_status(cells["CompanyStatus"])
    ended = day(cells.get("DissolutionDate", ""))
    standing = _standing(status, ended)
    row = RegisterRow(
        org_id,
        named(cells["CompanyName"]),
        other_names=_previous_names(cells),
        kind=said(category),
        standing=standing,
        stated_status=said(cells["CompanyStatus"]),
        founded=day(cells.get("IncorporationDate", "")),
        ended=ended,
        address=_address(cells),
        postcode=said(cells.get("RegAddress.PostCode", "")),
        proves=_proved(org_id, category, status, standing),
        more=_more(cells, org_id),
    )
    return (row,)


def _standing(status: str | None, ended: date | None) -> Standing:
    if ended is not None or status in ENDED_STATUSES:
        return Standing.ENDED
    return Standing.UNKNOWN if status is None else Standing.LIVE


def _proved(org_id: OrgId, category: str, status: str | None, standing: Standing) -> Proved:
    """That a company has ended is all that its last row proves."""
    lowered = category.lower()
    if org_id.is_mirror or lowered in MIRROR_CATEGORIES:
        return {}
    if standing is Standing.ENDED:
        return {"company_status": status if status in ENDED_STATUSES else "dissolved"}
    if status is None:
        return {}
    proved: dict[str, bool | int | str] = {"company_status": status}
    if said(category) is not None:
        proved["company_category"] = category
    if lowered == CIC_CATEGORY:
        proved["community_interest_company"] = True
    return proved


def _previous_names(cells: Cells) -> tuple[str, ...]:
    """The newest first; those that are not needed are empty."""
    return tuple(takewhile(bool, (cells.get(column, "") for column in _PREVIOUS)))


def _address(cells: Cells) -> str | None:
    return joined(*(cells.get(line, "") for line in _ADDRESS))


def _more(cells: Cells, org_id: OrgId) -> dict[str, object]:
    """Industries, and what its accounts say of its size. `mirrors` are the registers that make it what it is."""
    texts = takewhile(bool, (cells.get(column, "") for column in _INDUSTRIES))
    industries = [found[0].zfill(5) for text in texts if (found := _SIC.match(text))]
    made_up_to = day(cells.get("Accounts.LastMadeUpDate", ""))
    more = {
        "sic": industries,
        "accounts": said(cells.get("Accounts.AccountCategory", "")),
        "accounts_to": made_up_to and made_up_to.isoformat(),
        "country_of_origin": said(cells.get("CountryOfOrigin", "")),
        "mirrors": list(org_id.proved_in) if org_id.is_mirror else None,
    }
    return {name: value for name, value in more.items() if value}


COMPANIES_HOUSE = (
    Layout(
        "companies-house",
        "companies-house",
        "Companies House: basic company data",
        Form.CSV,
        frozenset({"CompanyName", "CompanyNumber", "CompanyCategory", "CompanyStatus"}),
        _company,
    ),
)
