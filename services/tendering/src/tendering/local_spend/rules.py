"""Whether a payee is in an area, on which side its money falls, and shares that add up to the whole."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kernel.errors import Unacceptable
from kernel.periods import months_later
from tendering.local_spend.domain import Paid, Part, Payee, Side

ITL = re.compile(r"TL[A-Z][0-9A-Z]{0,2}", re.ASCII)
#: Codes of local authorities: of these one is not within another, so that another one is a no.
_AUTHORITIES = re.compile(r"(E0[6-9]|W06|S12|N09)[0-9]{6}", re.ASCII)
PLACES = 4
_WHOLE = 100 * 10**PLACES


def must_be_months(first: date, last: date) -> None:
    """Raise Unacceptable for days that are no whole months."""
    if first.day != 1:
        raise Unacceptable("/first", "It is the first day of a month.")
    if (last + timedelta(days=1)).day != 1 or last < first:
        raise Unacceptable("/last", "It is the last day of a month that is not before the first.")


def is_within(payee: Payee, area: str) -> bool | None:
    """Whether an organisation is in an area: an ITL region, or an area of the GSS; None where that is not known.

    One that is abroad is not. Larger areas are not known from smaller ones of the GSS, nor the other way round.
    """
    known = payee.regions if ITL.fullmatch(area) else payee.areas
    if any(is_part(each, area) for each in known):
        return True
    if payee.country not in {None, "GB"}:
        return False
    return False if known and all(is_apart(each, area) for each in known) else None


def is_part(code: str, area: str) -> bool:
    """Whether an area is the other, or by its code a part of it."""
    return code == area or (ITL.fullmatch(area) is not None and code.startswith(area))


def is_apart(code: str, area: str) -> bool:
    """Whether two areas have nothing in common, by their codes."""
    if ITL.fullmatch(area):
        return not area.startswith(code) and not code.startswith(area)
    return code != area and all(map(_AUTHORITIES.fullmatch, (code, area)))


def side_of(paid: Paid, answer: bool | None) -> Side:
    """Where the money of a payee falls; whoever is not matched is never on a side."""
    if not paid.is_named:
        return Side.REDACTED
    if paid.organisation_id is None:
        return Side.UNMATCHED
    return Side.UNKNOWN if answer is None else Side.YES if answer else Side.NO


def divided(paid: Sequence[Paid], answer: Callable[[Paid], bool | None]) -> dict[Side, Part]:
    """All of the money by side: nothing is lost, and nothing is in two of them."""
    found = dict.fromkeys(Side, Part())
    for each in paid:
        side = side_of(each, answer(each))
        part = found[side]
        found[side] = Part(part.pence + each.pence, part.payments + each.payments, part.payees + each.is_named)
    return found


def shares(parts: Mapping[Side, Part]) -> dict[Side, Decimal | None]:
    """Each part in a hundred, to four places; they add up to exactly 100. None where there is no money.

    What rounding leaves goes to the largest remainders. A part of credits is below zero.
    """
    total = sum(part.pence for part in parts.values())
    if total == 0:
        return dict.fromkeys(parts)
    exact = {side: Fraction(part.pence * _WHOLE, total) for side, part in parts.items()}
    units = {side: share.numerator // share.denominator for side, share in exact.items()}
    by_remainder = sorted(units, key=lambda side: units[side] - exact[side])
    for side in by_remainder[: _WHOLE - sum(units.values())]:
        units[side] += 1
    return {side: Decimal(share).scaleb(-PLACES) for side, share in units.items()}


def months_of(first: date, last: date) -> list[date]:
    """The months between these days, each by its first."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [months_later(first, months) for months in range(count)]
