"""The tables of the Local Government Transparency Code 2015. Pure: no database, no clock, no wire."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.money import Money, SignedMoney
from kernel.periods import DatePeriod, months_later

_QUARTER = re.compile(r"(20[0-9]{2})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"(20[0-9]{2})-([0-9]{2})", re.ASCII)
#: What may stand in a cell. None is not known, or does not apply: a register never guesses.
Cell = str | date | Money | SignedMoney | bool | None


class CodeTable(StrEnum):
    """One of the Code's tables that this platform can fill."""

    CONTRACTS_REGISTER = "contracts-register"
    INVITATIONS = "invitations"
    SPEND = "spend"
    VCSE_GRANTS = "vcse-grants"

    @property
    def is_yearly(self) -> bool:
        """Whether it is published once a year, of a financial year; the others are, of a calendar quarter."""
        return self is CodeTable.VCSE_GRANTS


@dataclass(frozen=True, slots=True)
class Span:
    """A quarter, written `2026-Q3`, or a financial year, written `2026-27`: the days that a table tells of."""

    name: str
    days: DatePeriod

    @classmethod
    def parse(cls, text: str, *, yearly: bool) -> Self:
        """Raises ValueError for any other spelling, and for two years that do not follow one another."""
        found = (_YEAR if yearly else _QUARTER).fullmatch(text)
        if found is None:
            like = "a year such as 2026-27" if yearly else "a quarter such as 2026-Q3"
            raise ValueError(f"{text[:40]!r} is not {like}.")
        span = cls.of(date(int(found[1]), 4 if yearly else 3 * int(found[2]) - 2, 1), yearly=yearly)
        if span.name != text:
            raise ValueError(f"{text} is not a year such as {span.name}.")
        return span

    @classmethod
    def of(cls, day: date, *, yearly: bool) -> Self:
        """The one that a day is in."""
        if yearly:
            year = DatePeriod.financial_year(day)
            return cls(f"{year.first.year}-{(year.first.year + 1) % 100:02d}", year)
        number = (day.month + 2) // 3
        first = date(day.year, 3 * number - 2, 1)
        return cls(f"{day.year}-Q{number}", DatePeriod(first, months_later(first, 3) - timedelta(days=1)))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name in JSON, its heading in CSV, and whether the Code wants it filled."""

    name: str
    heading: str
    required: bool = False


def _columns(*headings: str) -> Sequence[Column]:
    """`Title*` is required; in JSON it is `title`."""
    bare = [(heading.rstrip("*"), heading.endswith("*")) for heading in headings]
    return tuple(Column(heading.lower().replace(" ", "_"), heading, required) for heading, required in bare)


#: By the minimum lists of the Code, Part 2, with the process's and the grant's identifier in the open standards.
COLUMNS: Mapping[CodeTable, Sequence[Column]] = {
    CodeTable.CONTRACTS_REGISTER: _columns(
        *("Reference Number*", "Title*", "Department*", "Description*", "Supplier Name*", "Supplier Details"),
        *("Sum Payable*", "Irrecoverable VAT*", "Start Date*", "End Date*", "Review Date", "Process*", "SME*"),
        *("VCSE*", "Supplier Registration Number", "OCID"),
    ),
    CodeTable.INVITATIONS: _columns(
        *("Reference Number*", "Title*", "Description*", "Start Date*", "End Date*", "Review Date", "Department*"),
        "OCID",
    ),
    CodeTable.SPEND: _columns(
        *("Body Name", "Transaction Date*", "Department*", "Beneficiary*", "Summary of Purpose*", "Net Amount*"),
        *("Irrecoverable VAT*", "Merchant Category*", "Transaction Number", "Procurement Category", "VCSE Grant"),
        *("Beneficiary Registration Number", "OCID"),
    ),
    CodeTable.VCSE_GRANTS: _columns(
        *("Date Awarded*", "Period Start*", "Period End*", "Department*", "Beneficiary*"),
        *("Beneficiary Registration Number", "Summary of Purpose*", "Amount*", "360Giving Identifier"),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells in the order of the columns."""

    table: CodeTable
    cells: Sequence[Cell]

    @classmethod
    def of(cls, table: CodeTable, said: Mapping[str, Cell]) -> Self:
        """From what is said by the columns' names. Raises ValueError for a name that no column has."""
        columns = COLUMNS[table]
        if strange := said.keys() - {column.name for column in columns}:
            raise ValueError(f"{table} has no column {min(strange)}.")
        return cls(table, tuple(said.get(column.name) for column in columns))

    @property
    def unknown(self) -> Sequence[str]:
        """The required columns that nobody has told us how to fill."""
        return [
            column.name
            for column, cell in zip(COLUMNS[self.table], self.cells, strict=True)
            if column.required and cell is None
        ]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose tables they are."""

    id: UUID
    name: str
    org_ids: Sequence[str]

    @property
    def reference(self) -> str:
        """By what it is called in addresses: an org-id outlives our own id of it."""
        return self.org_ids[0] if self.org_ids else str(self.id)


def spans_between(first: date, last: date, *, yearly: bool) -> Iterator[Span]:
    """Every quarter or year that has one of these days, in order."""
    while first <= last:
        span = Span.of(first, yearly=yearly)
        yield span
        first = months_later(span.days.first, 12 if yearly else 3)
