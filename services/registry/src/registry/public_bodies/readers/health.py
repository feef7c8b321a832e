"""Bodies of the health service: the files of the Organisation Data Service, which name no columns."""

import re
from collections.abc import Callable
from datetime import date

from registry.codes.rules import gss_code
from registry.public_bodies.rules import ICB, NHS_TRUST
from registry.registers.domain import (
    Cells,
    Code,
    Correspondence,
    Entry,
    Form,
    Head,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
)
from registry.registers.rules.cells import day, joined, named, numbered, said

REGISTER = "nhs-ods"
#: Clinical commissioning groups were abolished on 1 July 2022; their rows were not all closed.
CCGS_ENDED = date(2022, 6, 30)
ICBS_BEGAN = date(2022, 7, 1)
_COLUMNS = frozenset(str(number) for number in range(1, 28))
_PRACTICE_CODE = re.compile(r"[A-Z][0-9]{5}|(?:ALD|GUE|JER)[0-9]{3}", re.ASCII)
_TRUST_CODE = re.compile(r"[RT][0-9A-Z]{2}", re.ASCII)
_CCG_CODE = re.compile(r"[0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z]", re.ASCII)  # sites of trusts look like R0A01
#: Column 26: where medicines are prescribed. Only 4 is a general practice.
_SETTINGS = {
    "0": "other prescriber",
    "4": "general practice",
    "9": "community health service",
    "10": "hospital service",
    "25": "primary care network",
}
GENERAL_PRACTICE = "4"
_STATUSES = {"A": ("Active", Standing.LIVE), "C": ("Closed", Standing.ENDED)}
_STATUSES |= {"D": ("Dormant", Standing.UNKNOWN), "P": ("Proposed", Standing.UNKNOWN)}


def _body(cells: Cells, **known: object) -> RegisterRow:
    """A row as far as all files agree; telephone numbers are dropped, names stay in capitals as printed."""
    ended = day(cells["12"])
    fields: dict[str, object] = {
        "standing": Standing.LIVE if ended is None else Standing.ENDED,
        "founded": day(cells["11"]),
        "ended": ended,
        "address": joined(*(cells[str(line)] for line in range(5, 10))),
        "postcode": said(cells["10"]),
        "more": {"national_grouping": cells["3"], "icb": cells["4"]},
    }
    return RegisterRow(numbered("GB-NHS", cells["1"]), named(cells["2"]), **(fields | known))  # type: ignore[arg-type]


def _trust(cells: Cells) -> tuple[Entry, ...]:
    foundation = "FOUNDATION" in cells["2"].upper()
    live = said(cells["12"]) is None
    proves = {"public_body": NHS_TRUST} if live else {}
    return (_body(cells, kind="NHS foundation trust" if foundation else "NHS trust", proves=proves),)


def _practice(cells: Cells) -> tuple[Entry, ...]:
    """A practice is a private partnership, and no public body; most other prescribers are parts of something."""
    status, standing = _STATUSES.get(cells["13"], (cells["13"], Standing.UNKNOWN))
    kind = _SETTINGS.get(cells["26"], "other prescriber")
    commissioner = said(cells["15"])
    more = {"national_grouping": cells["3"], "icb": cells["4"], "commissioner": commissioner, "setting": cells["26"]}
    return (_body(cells, kind=kind, standing=standing, stated_status=status, more=more),)


def _commissioning_group(cells: Cells) -> tuple[Entry, ...]:
    """A group that went into an integrated care board. What was numbered after that is a part of such a board."""
    began = day(cells["11"])
    if began is not None and began > CCGS_ENDED:
        return (_body(cells, kind="part of an integrated care board", standing=Standing.UNKNOWN),)
    ended = day(cells["12"]) or CCGS_ENDED
    org_id = numbered("GB-NHS", cells["1"])
    to_the_last = ended >= CCGS_ENDED and said(cells["4"]) is not None
    links = (Link(LinkKind.SUCCEEDED_BY, org_id, numbered("GB-NHS", cells["4"]), ICBS_BEGAN),) if to_the_last else ()
    return (_body(cells, kind="clinical commissioning group", standing=Standing.ENDED, ended=ended, links=links),)


def _care_board(cells: Cells) -> tuple[Entry, ...]:
    """An integrated care board with the area it is for; the columns are named after a year (ICB24CD)."""
    columns = {column[:3] + column[5:]: value for column, value in cells.items()}
    org_id, gss = numbered("GB-NHS", columns["ICBCDH"]), gss_code(columns["ICBCD"])
    name = named(columns["ICBNM"])
    proves = {"public_body": ICB}
    row = RegisterRow(org_id, name, kind="integrated care board", standing=Standing.LIVE, area=gss, proves=proves)
    return row, Code("gss", gss, name), Correspondence("gss", gss, "GB-NHS", org_id.number)


def _coded(pattern: re.Pattern[str], **cells: str) -> Callable[[Head], bool]:
    """Whether every first row has such a code, and something (or nothing, if "") in the columns named c1, c2 …"""

    def fits(head: Head) -> bool:
        rows = head.first
        return bool(rows) and all(pattern.fullmatch(row["1"]) and _agrees(row, cells) for row in rows)

    return fits


def _agrees(row: Cells, cells: dict[str, str]) -> bool:
    return all(bool(row[column.removeprefix("c")]) is bool(value) for column, value in cells.items())


def _is_of_care_boards(head: Head) -> bool:
    names = {column[:3] + column[5:] for column in head.columns if re.match(r"ICB[0-9]{2}", column)}
    return {"ICBCD", "ICBCDH", "ICBNM"} <= names


def _ods(name: str, title: str, read: Callable[[Cells], tuple[Entry, ...]], fits: Callable[[Head], bool]) -> Layout:
    return Layout(
        f"ods-{name}", REGISTER, f"NHS Organisation Data Service: {title}", Form.HEADERLESS, _COLUMNS, read, fits
    )


HEALTH = (
    _ods("trusts", "trusts (etr)", _trust, _coded(_TRUST_CODE, c13="")),
    _ods(
        "practices", "practices and other prescribers (epraccur)", _practice, _coded(_PRACTICE_CODE, c13="A", c26="4")
    ),
    _ods("ccgs", "clinical commissioning groups (eccg)", _commissioning_group, _coded(_CCG_CODE, c13="", c26="")),
    Layout("icbs", REGISTER, "Integrated care boards", Form.CSV, frozenset(), _care_board, _is_of_care_boards),
)
