"""What is odd about a line that is kept and counted all the same; who its payee is, as far as the line says."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kernel.names import name_key
from tendering.spend_columns.domain import Field, Layout, Texts
from tendering.spend_columns.rules.cells import (
    charity_number,
    company_number,
    is_code,
    is_damaged,
    is_redacted,
    vat_is_damaged,
)
from tendering.spend_columns.rules.layouts import is_another_basis
from tendering.spend_files.domain import Line, Named, Outcome, Warn

_UNKNOWN_VAT = frozenset({"", "n/a", "na", "-", "unknown"})
LONGEST_KEY = 500  # characters: what an index takes
NOBODY = Named(None, None)


@lru_cache(maxsize=20_000)  # suppliers are paid again and again
def named(text: str) -> Named:
    """Whom the cell of a payee names. Who is redacted is compared with nobody."""
    name = text.strip()
    if not name:
        return NOBODY
    if is_redacted(name):
        return Named(name, None, Warn.REDACTED)
    return Named(name, name_key(name)[:LONGEST_KEY] or None, Warn.PAYEE_IS_CODE if is_code(name) else None)


class Oddities:
    """Marks the lines under one layout. `threshold` is in pence."""

    def __init__(self, layout: Layout, threshold: int | None) -> None:
        self.threshold = threshold
        self.names_payees, self.tells_vat = Field.PAYEE in layout.columns, Field.IRRECOVERABLE in layout.columns
        self.is_another_basis = is_another_basis(layout)

    def mark(self, line: Line, texts: Texts, payee: Named) -> None:
        """Add what is odd, and the payee's numbers as far as they are whole."""
        line.org_ids, damaged = numbers_of(texts)
        line.warnings = tuple(self._found(line, texts, payee, damaged=damaged))

    def _found(self, line: Line, texts: Texts, payee: Named, *, damaged: bool) -> Iterator[Warn]:
        if payee.oddity is not None:
            yield payee.oddity
        elif payee is NOBODY:
            yield from self._of_nobody(line)
        if line.pence is not None and line.pence < 0:
            yield Warn.CREDIT
        elif self.threshold is not None and line.pence is not None and line.pence < self.threshold:
            yield Warn.BELOW_THRESHOLD
        if self.is_another_basis:
            yield Warn.NOT_PAYMENT_DATE
        if self.tells_vat and texts.irrecoverable_vat.strip().lower() in _UNKNOWN_VAT:
            yield Warn.UNKNOWN_VAT
        if damaged:
            yield Warn.ID_DAMAGED

    def _of_nobody(self, line: Line) -> Sequence[Warn]:
        if not self.names_payees:
            return (Warn.PAYEE_NOT_PUBLISHED,)
        return (Warn.CARD_SETTLEMENT,) if line.outcome is Outcome.ACCEPTED else ()


def numbers_of(texts: Texts) -> tuple[Sequence[str], bool]:
    """The payee's numbers as org-id.guide spells them; whether any identifier of the row was damaged."""
    damaged = is_damaged(texts.reference) or is_damaged(texts.invoice)
    if not (texts.company_number or texts.charity_number or texts.vat_number):
        return (), damaged
    company, padded = company_number(texts.company_number)
    found = {"GB-COH": company, "GB-CHC": charity_number(texts.charity_number)}
    damaged = damaged or padded or vat_is_damaged(texts.vat_number)
    return [f"{scheme}-{number}" for scheme, number in found.items() if number], damaged
