"""How spend files look on the wire."""

import json
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from chassis.incoming.wire import FileIn, FileOut
from chassis.wire import DayIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, SignedMoneyIn, example
from kernel.incoming import LARGEST_FILE
from tendering.payees.domain import Method
from tendering.spend_columns.domain import Field as Meaning
from tendering.spend_columns.domain import FileCode
from tendering.spend_files.domain import Code, Outcome

EXAMPLE = (
    "Supplier Name,Payment Date,Transaction Number,Net Amount\r\n"
    "Harbour Homes CIC,30/04/2026,5100509851,742.50\r\n"
    "REDACTED PERSONAL DATA,30/04/2026,5100509852,-25.60\r\n"
    ",,,716.90\r\n"
)


class SpendFileIn(
    FileIn,
    json_schema_extra=example(
        filename="spend-april-2026.csv",
        size=170,
        sha256="1bfa9299d7dd7ce00f26c2fd6d1aa33518a20300a94ad33c3f03d5265fc60ef6",
        first="2026-04-01",
        last="2026-04-30",
        control_total={"amount": "716.90", "currency": "GBP"},
    ),
):
    """A spend file that is about to come. With a period, lines need no day of their own and none may be outside.

    `payers` are the bodies besides the buyer itself that its payer column may name. Lines below `threshold` are only
    marked. `control_total` is the sum of all amounts as the publisher declares it.
    """

    size: int = Field(ge=0, le=LARGEST_FILE)  # an empty file comes, too, and is refused by name
    payers: list[Name] = Field(default=[], max_length=100)
    first: DayIn | None = None
    last: DayIn | None = None
    threshold: MoneyIn | None = None
    control_total: SignedMoneyIn | None = None


class LayoutOut(Out):
    """Which heading was taken for what from a line on, and what was decided where the file leaves it open."""

    sheet: str | None
    line: int
    columns: dict[Meaning, str]
    choices: list[str]


class SpendFileOut(FileOut):
    """A file and what became of its lines: read = accepted + rejected + quarantined + not_rows.

    `amounts`, `credits` and `total` are of all lines with an amount, to be held against the publisher's own figures;
    `spend` is of accepted lines without the settlements of cards. `repeats` is the import of the same bytes,
    `same_as` that of another file with the same payments: neither counts again. A file with any line
    rejected or set apart is `partial`.
    """

    payer_id: UUID | None
    payers: list[str]
    first: date | None
    last: date | None
    refusal: FileCode | None
    layouts: list[LayoutOut]
    read: int
    accepted: int
    unchanged: int
    rejected: int
    quarantined: int
    not_rows: int
    amounts: int
    credits: int
    total: MoneyOut
    spend: MoneyOut
    duplicates: int
    partial: bool
    repeats: UUID | None
    same_as: UUID | None
    by_code: dict[str, int]
    warnings: dict[str, int]


class LineOut(Out):
    """A line of a file, as published (`cells`) and as understood. `column` and `value` say what is wrong, and where."""

    record: int
    sheet: str | None
    line: int
    outcome: Outcome
    code: Code | None
    column: str | None
    value: str | None
    warnings: list[str]
    payee: str | None
    amount: MoneyOut | None
    paid_on: date | None
    suggested_on: date | None = Field(description="Of a day whose parts seem swapped: the day that it may have been.")
    reference: str | None
    contract: str | None
    contract_id: UUID | None = Field(description="The buyer's contract that is exactly called so, if only one is.")
    cells: Annotated[list[str], BeforeValidator(lambda it: json.loads(it) if isinstance(it, str) else it)]


class PayeeOut(Out):
    """A payee of a file with all that it had, and the registered organisation that it is, if one is found."""

    payee: str
    compared_as: str
    payments: int
    amount: MoneyOut
    organisation_id: UUID | None
    method: Method | None
    confidence: Annotated[DecimalOut, Field(ge=0, le=1)] | None
