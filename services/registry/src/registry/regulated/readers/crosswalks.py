"""Tables by which schools, universities and housing providers are found in other registers. No row has a date."""

from kernel.orgids import OrgId, parse_org_id
from registry.companies.rules import may_mirror
from registry.public_bodies.rules import charity_or_company
from registry.registers.domain import (
    MALFORMED_NUMBER,
    Cells,
    Detail,
    Entry,
    Form,
    Head,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    Unfit,
)
from registry.registers.rules.cells import named, numbered, said, yes

_LENGTH_OF_URN = 6


def _independent_school(cells: Cells) -> tuple[Entry, ...]:
    """A school with the charity and the company that run it; one of them may run several."""
    org_id, active = numbered("GB-EDU", cells["URN"]), yes(cells["active"])
    owners = [said(cells["charity_number"]), said(cells["company_number"])]
    row = RegisterRow(
        org_id,
        named(cells["EstablishmentName"]),
        kind="independent school",
        standing=Standing.UNKNOWN if active is None else Standing.LIVE if active else Standing.ENDED,
        links=tuple(Link(LinkKind.RUN_BY, org_id, charity_or_company(number)) for number in owners if number),
    )
    return (row,)


def _academy_trust(cells: Cells) -> tuple[Entry, ...]:
    """A trust that is known by its company's number alone. The other code is one of two for whole groups."""
    company = numbered("GB-COH", cells["Company Number"])
    return (Detail(company, "listed-as", named(cells["Type"]), {"name": named(cells["Entity"])}),)


def _university_charity(cells: Cells) -> tuple[Entry, ...]:
    """Two stand there under their number as schools, which is longer than one of the statistics agency."""
    number = cells["HESA ID"]
    scheme = "GB-EDU" if len(number) == _LENGTH_OF_URN else "GB-HESA"
    return (Link(LinkKind.SAME_BODY, numbered(scheme, number), _org_id(cells["OrgID"])),)


def _chartered_university(cells: Cells) -> tuple[Entry, ...]:
    """The university itself is the chartered body."""
    company = numbered("GB-COH", cells["CompanyNumber"])
    return (Link(LinkKind.SAME_BODY, numbered("GB-EDU", cells["URN"]), company),)


def _housing_provider(cells: Cells) -> tuple[Entry, ...]:
    """A housing provider's other numbers, as far as any is known."""
    org_id = numbered("GB-SHPE", cells["RP Code"])
    found = [charity_or_company(it) for column in ("Company Number", "Charity Number") if (it := said(cells[column]))]
    if said(cells["Org ID"]):
        found.append(_org_id(cells["Org ID"]))
    if not found:
        raise Unfit("no_counterpart", f"{org_id} has no other number here.")
    return tuple(Link(LinkKind.SAME_BODY, org_id, other) for other in dict.fromkeys(found))


def _company_of(cells: Cells) -> tuple[Entry, ...]:
    """A society and its mirror, which are one body; or the company that it became; or a school and who runs it."""
    start, end = _org_id(cells["org_id_a"]), _org_id(cells["org_id_b"])
    if start.scheme != "GB-MPR":
        return (Link(LinkKind.RUN_BY, start, end),)
    if not end.is_mirror:
        return (Link(LinkKind.SUCCEEDED_BY, start, end),)
    if not may_mirror(start.number, end.number):
        raise Unfit("not_its_mirror", f"{end} is not how Companies House writes the number of {start}.")
    return (Link(LinkKind.SAME_BODY, start, end),)


def _org_id(text: str) -> OrgId:
    try:
        return parse_org_id(text)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error


def _starts_without_charities(head: Head) -> bool:
    """Charities and companies stand in a table with the same columns."""
    charities = ("GB-CHC-", "GB-SC-", "GB-NIC-")
    return bool(head.first) and not any(row["org_id_a"].startswith(charities) for row in head.first)


CROSSWALKS = (
    Layout(
        "independent-schools",
        "independent-schools",
        "Independent schools and who runs them",
        Form.CSV,
        frozenset({"URN", "EstablishmentName", "charity_number", "company_number", "active"}),
        _independent_school,
    ),
    Layout(
        "academy-trust-companies",
        "academy-trust-companies",
        "Academy trusts by company number",
        Form.CSV,
        frozenset({"Type", "Entity", "Company Number"}),
        _academy_trust,
    ),
    Layout(
        "university-charities",
        "university-crosswalks",
        "Universities and their charities",
        Form.CSV,
        frozenset({"Name", "HESA ID", "OrgID"}),
        _university_charity,
    ),
    Layout(
        "university-charters",
        "university-crosswalks",
        "Universities and their charters",
        Form.CSV,
        frozenset({"URN", "Name", "CompanyNumber"}),
        _chartered_university,
    ),
    Layout(
        "housing-providers",
        "housing-crosswalks",
        "Housing providers and their other numbers",
        Form.CSV,
        frozenset({"RP Code", "Company Number", "Charity Number", "Org ID"}),
        _housing_provider,
    ),
    Layout(
        "organisation-companies",
        "organisation-companies",
        "Schools, societies and practices, and their companies",
        Form.CSV,
        frozenset({"org_id_a", "org_id_b"}),
        _company_of,
        _starts_without_charities,
    ),
)
