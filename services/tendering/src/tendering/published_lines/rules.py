"""What an accepted line of a spend file says in the words of the Transparency Code. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from kernel.money import SignedMoney
from tendering.spend_columns.domain import Field
from tendering.spend_columns.rules.cells import pence_of
from tendering.spend_files.domain import IN_ITS_PLACE, Warn

ANSWERS = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
Places = Mapping[Field, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """In which columns a part of a file says what, from its heading on."""

    sheet: str | None
    line: int
    places: Places


def places_in(columns: Mapping[str, str], headings: Sequence[str]) -> Places:
    """Where each column stands, by its heading; a heading that is there twice says nothing for sure."""
    spelt = [heading.strip() for heading in headings]
    return {Field(name): spelt.index(heading) for name, heading in columns.items() if spelt.count(heading) == 1}


def places_for(layouts: Sequence[Layout], sheet: str | None, line: int) -> Places:
    """Those of the last heading above a line. A heading that only comes below it, as some do, is its heading too."""
    here = [each for each in layouts if each.sheet == sheet]
    above = [each for each in here if each.line < line]
    found = above[-1:] or here[:1]
    return found[0].places if found else {}


def line_told(row: Any, places: Places, last: date | None) -> dict[str, Any]:
    """A kept line; without a day of its own it is of the `last` day of the file's period."""
    cells: list[str] = orjson.loads(row.cells)

    def said(field: Field) -> str | None:
        place = places.get(field, len(cells))
        return (cells[place].strip() or None) if place < len(cells) else None

    vat = pence_of(said(Field.IRRECOVERABLE) or "")
    return {
        "record": row.record,
        "payer": row.payer,
        "payee": row.payee or (IN_ITS_PLACE if Warn.TAKEN_DOWN in row.warnings else None),
        "org_id": row.org_ids[0] if row.org_ids else None,
        "paid_on": str(row.paid_on or last),
        "amount": str(SignedMoney(row.pence)),
        "irrecoverable_vat": None if vat is None else str(SignedMoney(vat)),
        "reference": row.reference,
        "department": said(Field.UNIT),
        "purpose": said(Field.PURPOSE) or said(Field.EXPENSE),
        "category": said(Field.MERCHANT_CATEGORY) or said(Field.CATEGORY) or said(Field.EXPENSE),
        "classification": said(Field.CLASSIFICATION),
        "is_grant": ANSWERS.get((said(Field.VCSE) or "").casefold()),
    }
