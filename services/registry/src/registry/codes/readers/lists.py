"""Code lists that whole trades share: CPV, registers of identifiers, industries, bank holidays."""

from registry.codes.rules import CPV, MALFORMED_CODE, ORG_ID, SIC, cpv_code
from registry.registers.domain import Cells, Code, Correspondence, Entry, Form, Layout, Unfit
from registry.registers.rules.cells import day, named, said, several

CPV_2008 = "2"
_CATEGORIES = {"1": "supplies", "2": "works", "3": "services"}
_DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")


def _cpv(cells: Cells) -> tuple[Entry, ...]:
    """The number that stands beside the code has lost its leading zeros, and is no key."""
    if str(cells["version"]) != CPV_2008:
        raise Unfit("superseded", f"{cells['code']} is of the CPV of 2003, which that of 2008 replaced.")
    category = _CATEGORIES.get(str(cells["type"]))
    if category is None:
        raise Unfit("unknown_category", f"{cells['type']!r} is neither supplies (1) nor works (2) nor services (3).")
    parent = cells["parent"] and cpv_code(cells["parent"])
    name = named(cells["name"])
    return (Code(CPV, cpv_code(cells["code"]), name, "2008", parent, more={"category": category}),)


def _org_id_scheme(cells: Cells) -> tuple[Entry, ...]:
    """A register with the code of its numbers (org-id.guide)."""
    access = cells["access"] or {}
    more = {
        "url": said(cells.get("url") or ""),
        "list_type": cells.get("listType"),
        "deprecated": bool(cells.get("deprecated")),
        "coverage": cells.get("coverage") or [],
        "examples": list(several(access.get("exampleIdentifiers") or "")),
    }
    return (Code(ORG_ID, named(cells["code"]), named(cells["name"].get("en") or ""), more=more),)


def _bank_holidays(cells: Cells) -> tuple[Entry, ...]:
    """One object for all divisions. That a day is not in it says nothing beyond its years."""
    return tuple(_bank_holiday(division, event) for division in _DIVISIONS for event in cells[division]["events"])


def _bank_holiday(division: str, event: Cells) -> Code:
    on = day(event["date"])
    if on is None:
        raise Unfit(MALFORMED_CODE, f"{event['title']} has no date.")
    code = on.isoformat()
    return Code(
        f"bank-holidays-{division}",
        code,
        named(event["title"]),
        valid_from=on,
        valid_to=on,
        more={"notes": event["notes"]},
    )


def _sic_section(cells: Cells) -> tuple[Entry, ...]:
    """The five digits of a SIC code; tables lose the leading zero. A few stand there without a section."""
    code = cells["SIC Code"].zfill(5)
    if not (code.isascii() and code.isdecimal() and len(code) == 5):
        raise Unfit(MALFORMED_CODE, f"{code[:40]!r} is not a SIC code of five digits.")
    if said(cells["SIC section"]) is None:
        raise Unfit("no_section", f"SIC {code} has no section here.")
    return (Correspondence(SIC, code, "sic-section", cells["SIC section"]),)


_ORG_ID = frozenset({"code", "name", "listType", "access", "deprecated"})
LISTS = (
    Layout(
        "cpv",
        "cpv",
        "Common Procurement Vocabulary",
        Form.JSON,
        frozenset({"code", "numericCode", "parent", "version", "type", "name"}),
        _cpv,
    ),
    *(
        Layout(name, "org-id", title, Form.JSON, _ORG_ID, _org_id_scheme, records=wrapped)
        for name, title, wrapped in (
            ("org-id-scheme", "A list of org-id.guide", ()),
            ("org-id-schemes", "All lists of org-id.guide", ("lists",)),
        )
    ),
    Layout(
        "bank-holidays",
        "gov-uk-bank-holidays",
        "Bank holidays of the United Kingdom",
        Form.JSON,
        frozenset(_DIVISIONS),
        _bank_holidays,
    ),
    Layout(
        "sic-sections",
        "sic",
        "Industries (SIC 2007) and their sections",
        Form.CSV,
        frozenset({"SIC Code", "SIC section"}),
        _sic_section,
    ),
)
