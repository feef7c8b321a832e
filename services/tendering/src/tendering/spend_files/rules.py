"""What becomes of each record of a spend file: one of four outcomes, with a code that says why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tendering.spend_columns.domain import Field, Layout, Order
from tendering.spend_columns.rules.cells import (
    charity_number,
    company_number,
    day_of_text,
    is_code,
    is_damaged,
    is_iso,
    is_redacted,
    pence_of,
    swapped,
    vat_is_damaged,
)
from tendering.spend_columns.rules.layouts import is_another_basis, is_card_list
from tendering.spend_files.domain import NOT_ROWS, QUARANTINE, Cells, Code, Line, Outcome, Stated, Warn

_TOTAL = re.compile(r"\W*((grand|sub|overall|report)[ \-]?)?totals?\W*", re.IGNORECASE)
_NOTE = re.compile(r"\W*(note|notes|nb|n\.b\.|glossary|source|please|the above|all amounts|\*)\b.*", re.I | re.S)
_UNKNOWN_VAT = frozenset({"", "n/a", "na", "-", "unknown"})


@dataclass(frozen=True)
class Judge:
    """Judges the lines under one layout. `months`: those of days that read one way only."""

    layout: Layout
    order: Order
    months: frozenset[tuple[int, int]]
    stated: Stated
    tomorrow: date

    def judge(self, number: int, source: Cells) -> Line:
        """What became of a record that is no heading."""
        cells, columns = source.cells, self.layout.columns
        amount, payee, day = (self._cell(cells, columns.get(it)) for it in (Field.AMOUNT, Field.PAYEE, Field.DATE))
        pence = pence_of(amount) if amount else None
        line = Line(number, source, Outcome.ACCEPTED, payee=payee.strip() or None, pence=pence)
        line.paid_on = day_of_text(day, self.order) if day else None
        code, field = self._fault(line, cells, amount, day)
        if code is not None:
            line.code = code
            line.outcome = outcome_of(code)
            if field is not None and field in columns:
                place = columns[field]
                line.column = self.layout.headings[place]
                line.value = self._cell(cells, place)
        if code not in NOT_ROWS:
            self._read(line, cells)
        return line

    def _fault(self, line: Line, cells: Sequence[str], amount: str, day: str) -> tuple[Code | None, Field | None]:
        """The first thing that is wrong, and the column in which it stands."""
        dated = line.paid_on is not None or (self.stated.has_period and not day.strip())
        named = line.payee is not None or Field.PAYEE not in self.layout.columns
        if line.pence is not None and dated and named and not self._is_foreign(cells):
            return self._suspect(line, cells, day)
        found = self._no_row(line, cells, amount, day)
        if found is None and len(cells) <= self.layout.mandatory:
            found = Code.TRUNCATED
        if found is not None:
            return found, None
        if line.pence is None:
            return (Code.BAD_AMOUNT if amount.strip() else Code.MISSING_AMOUNT), Field.AMOUNT
        if self._is_foreign(cells):
            return Code.OTHER_CURRENCY, Field.CURRENCY
        if not named and not self._is_settlement(line):
            return Code.MISSING_PAYEE, Field.PAYEE
        return self._undated(dated, day) or self._suspect(line, cells, day)

    def _undated(self, dated: bool, day: str) -> tuple[Code, Field] | None:
        """A row needs a day of its own unless a period was stated."""
        if dated:
            return None
        return (Code.BAD_DATE if day.strip() else Code.MISSING_DATE), Field.DATE

    def _no_row(self, line: Line, cells: Sequence[str], amount: str, day: str) -> Code | None:
        """What it is if it is no row at all: nothing, a sum, or words."""
        filled = [cell for cell in cells if cell.strip()]
        if not filled:
            return Code.BLANK
        words = any(_TOTAL.fullmatch(cell) for cell in filled)
        payee = line.payee is not None and not _TOTAL.fullmatch(line.payee)
        reference = self._cell(cells, self.layout.columns.get(Field.REFERENCE)).strip()
        if not payee and not day.strip() and not (reference and not _TOTAL.fullmatch(reference)):
            if line.pence is not None and (words or len(filled) == 1):
                return Code.TOTAL
            if words and line.pence is None:
                return Code.NOTE
        if line.pence is None and (len(filled) == 1 or (len(filled) <= 3 and _NOTE.fullmatch(filled[0]))):
            return Code.NOTE
        whole = len(cells) > self.layout.mandatory
        return Code.NOTE if whole and not (payee or day.strip() or amount.strip()) else None

    def _suspect(self, line: Line, cells: Sequence[str], day: str) -> tuple[Code | None, Field | None]:
        """Whether the row is set apart until somebody has looked at it."""
        if line.paid_on is not None and (wrong := self._wrong_day(line.paid_on, day)) is not None:
            if wrong is Code.ORDER_SUSPECT:
                line.suggested_on = swapped(line.paid_on)
            return wrong, Field.DATE
        columns = self.layout.columns
        if Field.GROSS in columns and Field.VAT in columns and columns[Field.GROSS] != columns[Field.AMOUNT]:
            gross, vat = (pence_of(self._cell(cells, columns[it])) for it in (Field.GROSS, Field.VAT))
            if gross is not None and vat is not None and line.pence is not None and abs(gross - vat - line.pence) > 1:
                return Code.VAT_INCONSISTENT, Field.AMOUNT
        return None, None

    def _wrong_day(self, day: date, text: str) -> Code | None:
        """Half of some files has day and month changed round by a spreadsheet; some years are slips of the pen."""
        first, last = self.stated.first, self.stated.last
        if first is not None and last is not None:
            if first <= day <= last:
                return None
            other = swapped(day)
            return Code.ORDER_SUSPECT if other is not None and first <= other <= last else Code.OUTSIDE_PERIOD
        if self.months and (day.year, day.month) not in self.months and is_iso(text):
            other = swapped(day)
            if other is not None and (other.year, other.month) in self.months:
                return Code.ORDER_SUSPECT
        return Code.OUTSIDE_PERIOD if day > self.tomorrow else None

    def _read(self, line: Line, cells: Sequence[str]) -> None:
        """What else a row says, and what is odd about it."""
        line.payer = self._text(cells, Field.PAYER)
        line.reference = self._text(cells, Field.REFERENCE)
        line.contract = self._text(cells, Field.CONTRACT)
        line.warnings = tuple(self._oddities(line, cells))

    def _oddities(self, line: Line, cells: Sequence[str]) -> Iterator[Warn]:
        yield from self._odd_payee(line)
        if line.pence is not None and line.pence < 0:
            yield Warn.CREDIT
        elif self.stated.threshold is not None and line.pence is not None and line.pence < self.stated.threshold:
            yield Warn.BELOW_THRESHOLD
        if is_another_basis(self.layout):
            yield Warn.NOT_PAYMENT_DATE
        vat = self.layout.columns.get(Field.IRRECOVERABLE)
        if vat is not None and self._cell(cells, vat).strip().lower() in _UNKNOWN_VAT:
            yield Warn.UNKNOWN_VAT
        if self._take_numbers(line, cells):
            yield Warn.ID_DAMAGED

    def _odd_payee(self, line: Line) -> Iterator[Warn]:
        if Field.PAYEE not in self.layout.columns:
            yield Warn.PAYEE_NOT_PUBLISHED
        elif line.payee is None:
            if line.outcome is Outcome.ACCEPTED:
                yield Warn.CARD_SETTLEMENT
        elif is_redacted(line.payee):
            yield Warn.REDACTED
        elif is_code(line.payee):
            yield Warn.PAYEE_IS_CODE

    def _take_numbers(self, line: Line, cells: Sequence[str]) -> bool:
        """The payee's numbers in registers; whether any identifier of the row was damaged."""
        columns = self.layout.columns
        numbers: dict[str, str] = {}
        damaged = any(
            is_damaged(self._cell(cells, columns[it])) for it in (Field.REFERENCE, Field.INVOICE) if it in columns
        )
        if Field.COMPANY in columns and (text := self._cell(cells, columns[Field.COMPANY])):
            number, padded = company_number(text)
            damaged |= padded
            if number:
                numbers["GB-COH"] = number
        if Field.CHARITY in columns and (text := self._cell(cells, columns[Field.CHARITY])):
            charity = charity_number(text)
            if charity:
                numbers["GB-CHC"] = charity
        if Field.VAT_NUMBER in columns and (text := self._cell(cells, columns[Field.VAT_NUMBER])):
            damaged |= vat_is_damaged(text)
        line.numbers = numbers
        return damaged

    def _is_settlement(self, line: Line) -> bool:
        return line.pence is not None and line.pence < 0 and is_card_list(self.layout)

    def _is_foreign(self, cells: Sequence[str]) -> bool:
        currency = self._text(cells, Field.CURRENCY)
        return currency is not None and currency.upper() not in {"GBP", "£"}

    def _text(self, cells: Sequence[str], field: Field) -> str | None:
        return self._cell(cells, self.layout.columns.get(field)).strip() or None

    @staticmethod
    def _cell(cells: Sequence[str], place: int | None) -> str:
        return cells[place] if place is not None and place < len(cells) else ""


def outcome_of(code: Code) -> Outcome:
    """A row that breaks a rule is rejected, one that may be right is set apart, and some are no rows."""
    if code in NOT_ROWS:
        return Outcome.NOT_A_ROW
    return Outcome.QUARANTINED if code in QUARANTINE else Outcome.REJECTED


def unplaced(number: int, source: Cells, *, titled: bool) -> Line:
    """A record above the first heading, or under one that nobody understands. `titled`: a heading comes below it."""
    filled = [cell for cell in source.cells if cell.strip()]
    if not filled:
        code = Code.BLANK
    elif titled or len(filled) < 3 or not any(pence_of(cell) is not None for cell in filled):
        code = Code.TITLE
    else:
        code = Code.LAYOUT_CHANGED
    return Line(number, source, outcome_of(code), code)


def heading(number: int, source: Cells, *, understood: bool) -> Line:
    """A row of headings; one in the middle that cannot be understood sets itself and what follows apart."""
    code = Code.HEADING if understood else Code.LAYOUT_CHANGED
    return Line(number, source, outcome_of(code), code)
