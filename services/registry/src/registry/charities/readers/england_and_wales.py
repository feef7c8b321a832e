"""The Charity Commission's public extract: the table of charities. Fields: charity-codelists/ccew-fields.csv."""

from kernel.orgids import OrgId
from registry.charities.rules import charity_with_suffix, proved_in_england_and_wales
from registry.registers.domain import Cells, Entry, Form, Layout, Link, LinkKind, RegisterRow, Standing, Unfit
from registry.registers.rules.cells import day, joined, named, numbered, said, yes

REGISTER = "ccew"
#: Kept as printed; money is in whole pounds, and nothing is never zero.
MORE = (
    "organisation_number",
    "charity_reporting_status",
    "latest_acc_fin_period_end_date",
    "latest_income",
    "latest_expenditure",
    "charity_insolvent",
    "charity_in_administration",
    "charity_activities",
    "charity_gift_aid",
    "date_cio_dissolution_notice",
)


def read(cells: Cells) -> tuple[Entry, ...]:
    """One main or linked charity. The address is the charity's; its telephone and e-mail are often a person's."""
    main = cells["linked_charity_number"] == "0"
    org_id = charity_with_suffix(cells["registered_charity_number"], cells["linked_charity_number"])
    status = cells["charity_registration_status"]
    kind = cells["charity_type"]
    proves = proved_in_england_and_wales(
        status=status,
        main=main,
        kind=kind,
        is_cio=yes(cells["charity_is_cio"]),
        dissolved=yes(cells["cio_is_dissolved"]) is True,
    )
    more = {name: text for name in MORE if (text := cells.get(name, ""))}
    links = _links(org_id, cells, more, main=main)
    row = RegisterRow(
        org_id,
        named(cells["charity_name"]),
        kind=said(kind),
        standing=_standing(status),
        stated_status=said(status),
        founded=day(cells["date_of_registration"]),
        ended=day(cells["date_of_removal"]),
        address=joined(*(cells[f"charity_contact_address{line}"] for line in range(1, 6))),
        postcode=said(cells["charity_contact_postcode"]),
        website=said(cells["charity_contact_web"]),
        links=links,
        proves=proves,
        more=more,
    )
    return (row,)


def _links(org_id: OrgId, cells: Cells, more: dict[str, str], *, main: bool) -> tuple[Link, ...]:
    """To the main charity, or to the company that it is; a company's number that is none stays in words."""
    if not main:
        return (Link(LinkKind.LINKED_TO, org_id, numbered("GB-CHC", cells["registered_charity_number"])),)
    company = said(cells["charity_company_registration_number"])
    if company is None:
        return ()
    try:
        return (Link(LinkKind.SAME_BODY, org_id, numbered("GB-COH", company)),)
    except Unfit:
        more["unusable_company_number"] = company
        return ()


def _standing(status: str) -> Standing:
    return {"Registered": Standing.LIVE, "Removed": Standing.ENDED}.get(status, Standing.UNKNOWN)


CHARITY = Layout(
    "ccew-charity",
    REGISTER,
    "Charity Commission extract: charity",
    Form.TSV,
    frozenset(
        {
            *("registered_charity_number", "linked_charity_number", "charity_name", "charity_type"),
            *("charity_registration_status", "date_of_registration", "date_of_removal", "charity_is_cio"),
            *("cio_is_dissolved", "charity_company_registration_number", "charity_contact_postcode"),
            *("charity_contact_web", *(f"charity_contact_address{line}" for line in range(1, 6))),
        }
    ),
    read,
)
