"""The Charity Commission's public extract: the twelve tables beside the table of charities."""

from collections.abc import Callable

from kernel.orgids import OrgId
from registry.charities.readers.england_and_wales import REGISTER
from registry.charities.rules import charity_with_suffix
from registry.registers.domain import (
    PERSONAL,
    Cells,
    Detail,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    Unfit,
)
from registry.registers.rules.cells import day, named, said

KEYS = ("date_of_extract", "organisation_number", "registered_charity_number", "linked_charity_number")
#: Reasons for moving all assets that say what became of a charity; others move some of them.
MERGING = frozenset({"Amalgamated", "Funds transferred (incor)"})
OUT, IN = "Asset transfer out", "Asset transfer in"


def charity_in(cells: Cells) -> OrgId:
    """Whose row it is; tables without linked charities are about main ones."""
    return charity_with_suffix(cells["registered_charity_number"], cells.get("linked_charity_number", ""))


def kept(kind: str, *key: str) -> Callable[[Cells], tuple[Entry, ...]]:
    """Reads a row as a detail of that kind, with all that it says; these columns tell it from its fellows."""

    def read(cells: Cells) -> tuple[Entry, ...]:
        says = {name: text for name, text in cells.items() if text and name not in KEYS}
        return (Detail(charity_in(cells), kind, " ".join(cells[name] for name in key), says),)

    return read


def read_name(cells: Cells) -> tuple[Entry, ...]:
    """Another name: a working or a previous one."""
    says = {"type": cells["charity_name_type"], "name": named(cells["charity_name"])}
    return (Detail(charity_in(cells), "other_name", cells["charity_name_id"], says),)


def read_event(cells: Cells) -> tuple[Entry, ...]:
    """An event; one that moves everything to another charity is a link, too."""
    charity, on = charity_in(cells), day(cells["date_of_event"])
    names = ("event_type", "date_of_event", "reason", "assoc_registered_charity_number", "assoc_charity_name")
    detail = Detail(charity, "event", cells["charity_event_order"], {it: cells[it] for it in names if cells[it]})
    other = said(cells["assoc_registered_charity_number"])
    if other is None or cells["reason"] not in MERGING or cells["event_type"] not in {OUT, IN}:
        return (detail,)
    party = charity_with_suffix(other, "")
    if party.number.partition("-")[0] == charity.number.partition("-")[0]:
        return (detail,)
    start, end = (charity, party) if cells["event_type"] == OUT else (party, charity)
    return (detail, Link(LinkKind.MERGED_INTO, start, end, on))


def refuse_trustee(cells: Cells) -> tuple[Entry, ...]:
    """Nobody here needs to know who the trustees are."""
    raise Unfit(PERSONAL, "It names a trustee: personal data that is not kept.")


def _table(name: str, read: Callable[[Cells], tuple[Entry, ...]], *columns: str) -> Layout:
    every = frozenset({"organisation_number", "registered_charity_number", *columns})
    return Layout(f"ccew-{name}", REGISTER, f"Charity Commission extract: {name}", Form.TSV, every, read)


_LINKED = "linked_charity_number"
_PERIOD = ("ar_cycle_reference", "fin_period_end_date")
DETAILS = (
    _table("other-names", read_name, _LINKED, "charity_name_id", "charity_name_type", "charity_name"),
    _table(
        "event-history",
        read_event,
        *(_LINKED, "charity_event_order", "event_type", "date_of_event", "reason"),
        *("assoc_registered_charity_number", "assoc_charity_name"),
    ),
    _table(
        "governing-document",
        kept("governing_document"),
        *(_LINKED, "governing_document_description", "charitable_objects"),
    ),
    _table(
        "area-of-operation",
        kept("area_of_operation", "geographic_area_type", "geographic_area_description"),
        *(_LINKED, "geographic_area_type", "geographic_area_description"),
    ),
    _table(
        "classification",
        kept("classification", "classification_code"),
        *(_LINKED, "classification_code", "classification_type", "classification_description"),
    ),
    _table(
        "annual-return-history",
        kept("annual_return", *_PERIOD),
        *(*_PERIOD, "total_gross_income", "accounts_qualified", "date_accounts_received"),
    ),
    _table(
        "annual-return-part-a",
        kept("annual_return_part_a", *_PERIOD),
        *(*_PERIOD, "income_from_government_contracts", "charity_has_trading_subsidiary"),
    ),
    _table(
        "annual-return-part-b",
        kept("annual_return_part_b", *_PERIOD),
        *(*_PERIOD, "income_total_income_and_endowments", "funds_total"),
    ),
    _table(
        "other-regulators",
        kept("other_regulator", "regulator_order"),
        *("regulator_order", "regulator_name"),
    ),
    _table("policy", kept("policy", "policy_name"), _LINKED, "policy_name"),
    _table(
        "published-report",
        kept("published_report", "date_published", "report_name", "report_location"),
        *(_LINKED, "report_name", "report_location", "date_published"),
    ),
    _table("trustee", refuse_trustee, _LINKED, "trustee_id", "trustee_name"),
)
