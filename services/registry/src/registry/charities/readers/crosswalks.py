"""Crosswalks: files whose only word is that two registers' numbers belong together. None has a date but mergers."""

from collections.abc import Callable

from kernel.orgids import OrgId, parse_org_id
from registry.charities.rules import charity_of, charity_with_suffix
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
    Unfit,
    always,
)
from registry.registers.rules.cells import day, numbered, said

NO_NUMBER, SAME_NUMBER = "no_number", "same_number"
PAIR = 2  # columns; other tables have the same two among others
CHARITIES = ("GB-CHC-", "GB-SC-", "GB-NIC-")


def published(text: str) -> OrgId:
    """An org-id in full. Raises Unfit."""
    try:
        return parse_org_id(text)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error


def same_body(start: OrgId, end: OrgId) -> tuple[Entry, ...]:
    """Both are one body. Raises Unfit where both are one number."""
    if start == end:
        raise Unfit(SAME_NUMBER, f"Both are {start}.")
    return (Link(LinkKind.SAME_BODY, start, end),)


def read_pair(cells: Cells) -> tuple[Entry, ...]:
    """A charity and the company that it is."""
    return same_body(published(cells["org_id_a"]), published(cells["org_id_b"]))


def read_cio(cells: Cells) -> tuple[Entry, ...]:
    """A CIO's or SCIO's number at Companies House. Dissolved ones are among them: it proves nothing but the link."""
    return same_body(charity_of(cells["charity_number"]), numbered("GB-COH", cells["company_number"]))


def read_reregistration(cells: Cells) -> tuple[Entry, ...]:
    """The old number is dead; who knows it is led to the new one."""
    old, new = charity_of(cells["Old charity number"]), charity_of(cells["New charity number"])
    if old == new:
        raise Unfit(SAME_NUMBER, f"It was registered again as itself: {old}.")
    return (Link(LinkKind.REREGISTERED_AS, old, new),)


def read_dual(cells: Cells) -> tuple[Entry, ...]:
    """One charity on the registers of Scotland and of England and Wales."""
    return same_body(numbered("GB-SC", cells["Scottish Charity Number"]), charity_of(cells["E&W Charity Number"]))


def read_merger(cells: Cells) -> tuple[Entry, ...]:
    """A merger in the register of mergers. Who was never registered has no number, and only a name here."""
    sides = [_side(cells, it) for it in ("transferor", "transferee")]
    start, end = sides
    known = end or start
    if known is None:
        raise Unfit(NO_NUMBER, "Neither of the two has a charity number.")
    on = day(cells["date_property_transferred"]) or day(cells["date_vesting_declaration"])
    says = {name: text for name, text in cells.items() if text}
    key = f"{cells['transferor_regno']} {cells['transferor_name']} {cells['date_merger_registered'][:10]}"[:300]
    entries: list[Entry] = [Detail(known, "merger", key, says)]
    if start and end and start != end:
        entries.append(Link(LinkKind.MERGED_INTO, start, end, on))
    return tuple(entries)


def _side(cells: Cells, who: str) -> OrgId | None:
    number = said(cells[f"{who}_regno"])
    return None if number is None else charity_with_suffix(number, cells[f"{who}_subno"])


def _starts_with_charities(head: Head) -> bool:
    """Schools and societies stand in a table with the same columns."""
    return any(row["org_id_a"].startswith(CHARITIES) for row in head.first)


_TITLES = {
    "charity-companies": "charities and their companies",
    "cio-numbers": "CIOs and SCIOs at Companies House",
    "charity-reregistrations": "charities registered again",
    "dual-registered": "charities of Scotland and of England and Wales",
    "register-of-mergers": "register of merged charities",
}


def _layout(
    name: str, read: Callable[[Cells], tuple[Entry, ...]], *columns: str, fits: Callable[[Head], bool] = always
) -> Layout:
    return Layout(name, name, f"Crosswalk: {_TITLES[name]}", Form.CSV, frozenset(columns), read, fits)


CROSSWALKS = (
    _layout("charity-companies", read_pair, "org_id_a", "org_id_b", fits=_starts_with_charities),
    _layout("cio-numbers", read_cio, "company_number", "charity_number", fits=lambda head: len(head.columns) == PAIR),
    _layout("charity-reregistrations", read_reregistration, "Old charity number", "New charity number"),
    _layout("dual-registered", read_dual, "Scottish Charity Number", "E&W Charity Number"),
    _layout(
        "register-of-mergers",
        read_merger,
        *("transferor_name", "transferor_regno", "transferor_subno", "transferee_name", "transferee_regno"),
        *("transferee_subno", "date_vesting_declaration", "date_property_transferred", "date_merger_registered"),
    ),
)
