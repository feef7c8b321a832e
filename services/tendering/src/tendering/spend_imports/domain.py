"""An import of a spend file, and the account of its lines. All sums are pence."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.incoming import IncomingFile, State
from tendering.spend_columns.domain import FileCode, Layout
from tendering.spend_files.domain import Code, Line, Outcome, Stated, Warn

MOST_LAYOUTS = 100
_WRAPS = 2**63  # sums of digests count round


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the lines so far: read = accepted + rejected + quarantined + not_rows.

    Every line with an amount that is no sum of others counts in `amounts`, `credits` and `total`: these are compared
    with the publisher's own figures. `spend` is of accepted lines, without the settlements of cards.
    """

    accepted: int = 0
    rejected: int = 0
    quarantined: int = 0
    not_rows: int = 0
    amounts: int = 0
    credits: int = 0
    total: int = 0
    spend: int = 0

    @property
    def read(self) -> int:
        """How many records there were."""
        return self.accepted + self.rejected + self.quarantined + self.not_rows

    def __add__(self, other: "Account") -> "Account":
        return Account(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def understood(line: Line, layout: Layout) -> dict[str, Any]:
    """From which line on which heading was taken for what, and what was decided where the file leaves it open."""
    columns = {field.value: layout.headings[place].strip() for field, place in layout.columns.items()}
    return {"sheet": line.source.sheet or None, "line": line.source.line, "columns": columns, "choices": layout.choices}


def account_of(lines: Iterable[Line]) -> Account:
    """Of some lines."""
    counts = dict.fromkeys(Outcome, 0)
    amounts = credits = total = spend = 0
    for line in lines:
        counts[line.outcome] += 1
        if line.pence is not None and line.code is not Code.TOTAL:
            amounts += 1
            credits += line.pence < 0
            total += line.pence
            if line.code is None and Warn.CARD_SETTLEMENT not in line.warnings:
                spend += line.pence
    return Account(
        accepted=counts[Outcome.ACCEPTED],
        rejected=counts[Outcome.REJECTED],
        quarantined=counts[Outcome.QUARANTINED],
        not_rows=counts[Outcome.NOT_A_ROW],
        amounts=amounts,
        credits=credits,
        total=total,
        spend=spend,
    )


@dataclass(eq=False, kw_only=True)
class SpendImport(IncomingFile):
    """One spend file. `payer_id`: the buyer that submits its own; None: the platform reads what others publish.

    `repeats`: the import that had read the same bytes. `same_as`: the import of another file with the same payments;
    here they count nothing. `refusal` is the code for which the whole file was refused.
    """

    payer_id: UUID | None
    payers: list[str]  # by which names its payer column may go; empty: any
    first: date | None = None
    last: date | None = None
    threshold: int | None = None
    declared: int | None = None  # the control total as the publisher declares it
    account: Account = Account()
    layouts: Sequence[dict[str, Any]] = ()  # as `understood` tells them
    refusal: FileCode | None = None
    repeats: UUID | None = None
    same_as: UUID | None = None
    multiset: int = 0  # of (day, payee, amount, reference) of accepted lines, whatever their order
    duplicates: int = 0  # accepted lines that stand in the file before, too, word for word

    def __post_init__(self) -> None:
        if (self.first is None) != (self.last is None) or (self.first and self.last and self.first > self.last):
            raise Unacceptable("/last", "A period has a first day and a last one that is not before it.")

    @property
    def read(self) -> int:
        """How many records are accounted for."""
        return self.account.read

    @property
    def stated(self) -> Stated:
        """What the submitter said of the file."""
        return Stated(frozenset(self.payers), self.first, self.last, self.threshold)

    def is_told_like(self, other: "SpendImport") -> bool:
        """Whether both are called the same and said to be of the same period."""
        return (self.filename, self.first, self.last) == (other.filename, other.first, other.last)

    def advance(self, lines: Sequence[Line]) -> None:
        """So many more lines are accounted for."""
        self.state = State.READING
        self.account += account_of(lines)
        begun = [understood(line, line.layout) for line in lines if line.layout is not None]
        if begun:
            self.layouts = [*self.layouts, *begun][:MOST_LAYOUTS]
        self.version += 1

    def tally(self, digests: int | Decimal) -> None:
        """The digests of more payments, added up."""
        self.multiset = (self.multiset + int(digests)) % _WRAPS

    def repeat(self, earlier: "SpendImport") -> None:
        """It is the file that was read before: its account is that one's, and nothing is written."""
        self.account, self.duplicates, self.layouts = earlier.account, earlier.duplicates, earlier.layouts
        self.repeats, self.same_as = earlier.id, earlier.same_as

    @property
    def unchanged(self) -> int:
        """Of the accepted lines those that had been there before."""
        return self.account.accepted if self.repeats or self.same_as else 0

    @property
    def lines_in(self) -> UUID:
        """The import that has its lines."""
        return self.repeats or self.id
