"""What becomes of each record: one of four outcomes, with a code that says why."""

import re
from collections.abc import Collection
from datetime import date

from tendering.spend_columns.domain import Field, Layout, Order, Texts
from tendering.spend_columns.rules.cells import is_credit, pence_of
from tendering.spend_columns.rules.layouts import is_card_list, is_rowlike
from tendering.spend_files.domain import NOT_ROWS, QUARANTINE, Cells, Code, Day, Line, Outcome, Stated
from tendering.spend_files.rules.days import day_reader
from tendering.spend_files.rules.oddities import Oddities, named

_TOTAL = re.compile(
    r"\W*(((grand|sub|overall|report|net|month(ly)?|page)[ \-]?)?totals?|sum)"
    r"(\W+(spend|expenditure|amount|paid|payments?))?(\W+(for|of|in|excl|exc|inc|incl)\b.*)?\W*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(r"\W*(note|notes|nb|n\.b\.|glossary|source|please|the above|all amounts|\*)\b.*", re.I | re.S)
_STERLING = frozenset({"", "GBP", "£"})


class Judge:
    """Judges the lines under one layout. `months`: those of days that read one way only."""

    def __init__(
        self, layout: Layout, order: Order, months: Collection[tuple[int, int]], stated: Stated, tomorrow: date
    ) -> None:
        self.layout, self.headings, columns = layout, list(layout.headings), layout.columns
        self.day_of = day_reader(order, months, stated, tomorrow)
        self.oddities = Oddities(layout, stated.threshold)
        self.names_payees, self.is_card_list = Field.PAYEE in columns, is_card_list(layout)
        self.shows_vat = {Field.GROSS, Field.VAT} <= columns.keys() and columns[Field.GROSS] != columns[Field.AMOUNT]

    def judge(self, number: int, source: Cells) -> Line:
        """What became of a record that is no heading."""
        texts = self.layout.texts(source.cells)
        pence, day = pence_of(texts.amount) if texts.amount else None, self.day_of(texts.date)
        if texts.side and pence and is_credit(texts.side):
            pence = -abs(pence)
        payee = named(texts.payee)
        line = Line(number, source, Outcome.ACCEPTED, payee=payee.name, pence=pence, paid_on=day.paid_on)
        code, field = self._fault(line, texts, day)
        if code is not None:
            line.code, line.outcome = code, outcome_of(code)
            line.suggested_on = day.suggested_on if code is Code.ORDER_SUSPECT else None
            if field is not None and field in self.layout.columns:
                line.column, line.value = self.headings[self.layout.columns[field]], getattr(texts, field)
        if code not in NOT_ROWS:
            line.payer = texts.payer.strip() or None
            line.reference = texts.reference.strip() or None
            line.contract = texts.contract.strip() or None
            line.payee_key = payee.key
            self.oddities.mark(line, texts, payee)
        return line

    def _fault(self, line: Line, texts: Texts, day: Day) -> tuple[Code | None, Field | None]:
        """The first thing that is wrong, and the column in which it stands."""
        who = line.payee is not None or not self.names_payees
        if line.pence is None or day.missing is not None or not who or (texts.currency and is_foreign(texts.currency)):
            found = self._no_row(line, texts)
            wrong = (found, None) if found else self._missing(line, texts, day)
            if wrong is not None:
                return wrong
        if day.suspect is not None:
            return day.suspect, Field.DATE
        if self.shows_vat and not adds_up(texts, line.pence):
            return Code.VAT_INCONSISTENT, Field.AMOUNT
        return None, None

    def _no_row(self, line: Line, texts: Texts) -> Code | None:
        """What it is if it is no row at all: nothing, a sum, words, or a part of a row."""
        cells = line.source.cells
        filled = [cell for cell in cells if cell.strip()]
        if not filled:
            return Code.BLANK
        words, dated = any(_TOTAL.fullmatch(cell) for cell in filled), bool(texts.date.strip())
        payee = line.payee is not None and not _TOTAL.fullmatch(line.payee)
        reference = texts.reference.strip()
        if not payee and not dated and not (reference and not _TOTAL.fullmatch(reference)):
            if line.pence is not None and (words or len(filled) == 1):
                return Code.TOTAL
            if words and line.pence is None:
                return Code.NOTE
        if line.pence is None and (len(filled) == 1 or (len(filled) <= 3 and _NOTE.fullmatch(filled[0]))):
            return Code.NOTE
        if len(cells) <= self.layout.mandatory:
            return Code.TRUNCATED
        return None if payee or dated or texts.amount.strip() else Code.NOTE

    def _missing(self, line: Line, texts: Texts, day: Day) -> tuple[Code, Field] | None:
        """What a row lacks, or has in a way that nobody can take it."""
        if line.pence is None:
            return (Code.BAD_AMOUNT if texts.amount.strip() else Code.MISSING_AMOUNT), Field.AMOUNT
        if is_foreign(texts.currency):
            return Code.OTHER_CURRENCY, Field.CURRENCY
        if line.payee is None and self.names_payees and not (line.pence < 0 and self.is_card_list):
            return Code.MISSING_PAYEE, Field.PAYEE
        return None if day.missing is None else (day.missing, Field.DATE)


def is_foreign(currency: str) -> bool:
    """Whether an amount is in another currency than sterling."""
    return currency.strip().upper() not in _STERLING


def adds_up(texts: Texts, net: int | None) -> bool:
    """Whether gross less VAT is net, to a penny; where one of them is not known, nothing speaks against it."""
    gross, vat = pence_of(texts.gross), pence_of(texts.vat)
    return gross is None or vat is None or net is None or abs(gross - vat - net) <= 1


def outcome_of(code: Code) -> Outcome:
    """A row that breaks a rule is rejected, one that may be right is set apart, and some are no rows."""
    if code in NOT_ROWS:
        return Outcome.NOT_A_ROW
    return Outcome.QUARANTINED if code in QUARANTINE else Outcome.REJECTED


def unplaced(number: int, source: Cells, *, titled: bool) -> Line:
    """A record above the first heading, or under one that nobody understands. `titled`: a heading comes below it."""
    if not any(map(str.strip, source.cells)):
        code = Code.BLANK
    elif titled or not is_rowlike(source.cells):
        code = Code.TITLE
    else:
        code = Code.LAYOUT_CHANGED
    return Line(number, source, outcome_of(code), code)


def heading(number: int, source: Cells, *, understood: bool) -> Line:
    """A row of headings; one in the middle that cannot be understood sets itself and what follows apart."""
    code = Code.HEADING if understood else Code.LAYOUT_CHANGED
    return Line(number, source, outcome_of(code), code)
