"""The words of a spend file's columns, and why a whole file may be refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from kernel.incoming import Unreadable

_NOTHING = ("",)


class Field(StrEnum):
    """What a column says. Of an amount, `AMOUNT` is net of recoverable VAT, or of an unknown basis."""

    PAYER = "payer"
    PAYER_ID = "payer_id"
    PAYEE = "payee"
    PAYEE_ID = "payee_id"
    COMPANY = "company_number"
    CHARITY = "charity_number"
    VAT_NUMBER = "vat_number"
    AMOUNT = "amount"
    GROSS = "gross"
    VAT = "vat"
    IRRECOVERABLE = "irrecoverable_vat"
    CURRENCY = "currency"
    SIDE = "side"  # debit or credit, where amounts bear no sign
    DATE = "date"
    PERIOD = "period"
    REFERENCE = "reference"
    LINE = "line_key"
    INVOICE = "invoice"
    UNIT = "unit"
    CATEGORY = "category"
    EXPENSE = "expense"
    PURPOSE = "purpose"
    CLASSIFICATION = "classification"
    MERCHANT_CATEGORY = "merchant_category"
    CARD = "card"
    CAPITAL = "capital"
    CONTRACT = "contract"
    VCSE = "vcse"
    IGNORED = "ignored"


class FileCode(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "empty_file"
    NOT_TABULAR = "not_tabular"
    UNSAFE = "unsafe_container"
    NO_HEADING = "no_heading"
    AMBIGUOUS = "ambiguous_heading"
    MIXED_DATES = "mixed_date_order"
    ALREADY_PUBLISHED = "already_published"
    WRONG_PAYER = "wrong_payer"
    WRONG_TOTAL = "control_total_mismatch"


class FileRefused(Unreadable):
    """A whole file cannot be taken; the sentence is for who sent it."""

    def __init__(self, code: FileCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Order(IntEnum):
    """Which part of `03/04/2020` is the day."""

    DAY_FIRST = 0
    MONTH_FIRST = 1


class Texts(NamedTuple):
    """What stands in a row, by what its columns say: each is called as in `Field`, empty where there is none."""

    payer: str
    payee: str
    amount: str
    gross: str
    vat: str
    irrecoverable_vat: str
    currency: str
    side: str
    date: str
    reference: str
    invoice: str
    contract: str
    company_number: str
    charity_number: str
    vat_number: str


@dataclass(frozen=True)
class Layout:
    """What each column says from a heading on. `basis` is the heading of the date, `headings` are as published."""

    columns: Mapping[Field, int]
    headings: Sequence[str]
    basis: str | None = None
    choices: Sequence[str] = ()  # what the file leaves open, and how it was decided: for who sent it

    @cached_property
    def mandatory(self) -> int:
        """The last column that a row must reach."""
        asked = (Field.PAYEE, Field.DATE, Field.AMOUNT)
        return max(place for field, place in self.columns.items() if field in asked)

    def texts(self, cells: Sequence[str]) -> Texts:
        """What stands in a row, however short it is."""
        missing = self._reach - len(cells)
        return Texts._make(self._taken([*cells, *_NOTHING * missing] if missing > 1 else [*cells, ""]))

    @cached_property
    def _reach(self) -> int:
        """How many cells a row needs for every column, and one that is always empty."""
        return max(self.columns.values()) + 2

    @cached_property
    def _taken(self) -> Callable[[list[str]], Iterable[str]]:
        return itemgetter(*(self.columns.get(Field(name), -1) for name in Texts._fields))
