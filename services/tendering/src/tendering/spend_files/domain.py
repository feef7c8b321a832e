"""What may become of each line of a spend file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tendering.spend_columns.domain import Layout

#: What stands where a name did that came down.
IN_ITS_PLACE = "[taken down]"


class Outcome(StrEnum):
    """What became of a line: read = accepted + rejected + quarantined + not a row."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"
    NOT_A_ROW = "not_a_row"


class Code(StrEnum):
    """Why a line was not accepted; the last five say what it is instead."""

    MISSING_AMOUNT = "missing_amount"
    BAD_AMOUNT = "bad_amount"
    OTHER_CURRENCY = "other_currency"
    MISSING_PAYEE = "missing_payee"
    MISSING_DATE = "missing_date"
    BAD_DATE = "bad_date"
    TRUNCATED = "truncated_row"
    OUTSIDE_PERIOD = "date_outside_period"
    ORDER_SUSPECT = "date_order_suspect"
    VAT_INCONSISTENT = "vat_inconsistent"
    LAYOUT_CHANGED = "layout_changed"
    BLANK = "blank"
    TITLE = "title"
    HEADING = "heading"
    TOTAL = "total"
    NOTE = "note"


NOT_ROWS = frozenset({Code.BLANK, Code.TITLE, Code.HEADING, Code.TOTAL, Code.NOTE})
QUARANTINE = frozenset({Code.OUTSIDE_PERIOD, Code.ORDER_SUSPECT, Code.VAT_INCONSISTENT, Code.LAYOUT_CHANGED})


class Warn(StrEnum):
    """What is odd about a line that is kept and counted all the same."""

    REDACTED = "redacted"
    CREDIT = "credit"
    CARD_SETTLEMENT = "card_settlement"  # the month's card bill: no spend, but part of the control total
    ID_DAMAGED = "id_damaged"
    UNKNOWN_VAT = "unknown_irrecoverable_vat"
    PAYEE_IS_CODE = "payee_is_code"
    PAYEE_NOT_PUBLISHED = "payee_not_published"  # a card list that names only the kind of merchant
    NOT_PAYMENT_DATE = "basis_not_payment_date"
    TAKEN_DOWN = "taken_down"  # it held a name that should not have been published
    BELOW_THRESHOLD = "below_threshold"
    DUPLICATE = "duplicate_line"  # it stands in the file before, word for word: often two real payments


class Cells(NamedTuple):
    """One record as it stands in the file. `line` is where it begins there, from 1; `sheet` is empty outside books."""

    line: int
    cells: Sequence[str]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the submitter said of a file. Payers are names, as the file may spell them; empty: anybody's."""

    payers: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    threshold: int | None = None  # pence; lines below are marked, never left out

    @property
    def has_period(self) -> bool:
        """Whether a line needs no date of its own."""
        return self.first is not None and self.last is not None


class Day(NamedTuple):
    """What the cell of a day says: the day, or why there is none; why it is suspect, and which day it may have been."""

    paid_on: date | None
    missing: Code | None = None
    suspect: Code | None = None
    suggested_on: date | None = None


class Named(NamedTuple):
    """Whom the cell of a payee names: as published, as compared (nobody for who is redacted), and what is odd of it."""

    name: str | None
    key: str | None
    oddity: Warn | None = None


@dataclass(slots=True)
class Line:
    """What became of a record, and what it says. `record` counts all records of the file from 1.

    `layout` is there where one begins: usually with the row of its headings.
    """

    record: int
    source: Cells
    outcome: Outcome
    code: Code | None = None
    column: str | None = None  # the published heading of what is wrong
    value: str | None = None  # what stands there
    warnings: tuple[Warn, ...] = ()
    payer: str | None = None
    payee: str | None = None
    payee_key: str | None = None  # as it is compared; none for who is redacted
    pence: int | None = None
    paid_on: date | None = None
    suggested_on: date | None = None  # of a date whose parts seem swapped
    reference: str | None = None
    contract: str | None = None
    layout: Layout | None = None
    org_ids: Sequence[str] = ()  # of the payee: its numbers as org-id.guide spells them
