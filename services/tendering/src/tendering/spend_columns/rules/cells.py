"""What a cell says: amounts exact or refused, days that there are, names that hide somebody, damaged numbers."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from tendering.spend_columns.domain import Order

_PLAIN = re.compile(r"(-?[0-9]{1,12})(?:\.([0-9]{2}))?", re.ASCII)
_AMOUNT = re.compile(
    r"(?P<sign>-)?(?:£|œ|GBP)?\s*(?P<open>\()?\s*(?:£|œ|GBP)?\s*(?P<inner>-)?\s*"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?P<part>\.[0-9]*)?"
    r"(?P<behind>-)?(?:\s*GBP)?\s*(?P<close>\))?(?:\s*(?P<side>CR|DR))?",
    re.ASCII | re.IGNORECASE,
)
_MINUSES = str.maketrans("\u2212\u2013\ufe63\uff0d", "----", "\xa0")
LARGEST = 10**14  # pence
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905
}
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d.*)?", re.ASCII)
_PARTS = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?: \d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?)?", re.ASCII | re.I
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_NAMED = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]([a-z]{3})[a-z]*[ \-/.,]+(\d{4}|\d{2})", re.ASCII | re.IGNORECASE
)
_NAMED_FIRST = re.compile(
    _WEEKDAY + r"([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII | re.IGNORECASE
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?", re.ASCII)
_EPOCH = date(1899, 12, 30)  # serials count from here, after the day of 1900 that never was
FIRST_YEAR = 1990
_REDACTED = re.compile(
    r"\W*(redacted(?!.*\b(ltd|limited|plc|llp)\b)(\W.*)?|third party( supplier)?|(name )?withheld|personal data)\W*",
    re.I,
)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.I | re.ASCII)
_COMPANY = re.compile(r"[A-Z]{2}\d{6}|\d{8}", re.ASCII)
_DIGITS = re.compile(r"\d{5,7}", re.ASCII)
_CREDIT = frozenset({"c", "cr", "credit", "credit note"})
_CHARITY = re.compile(r"\d{6,7}", re.ASCII)
_LETTERS = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"\d{4}:\d\d[A-Z]?\s.*", re.ASCII)


def pence_of(text: str) -> int | None:
    """An amount in pence, half up, exactly as it is spelt; None where one would have to guess."""
    if found := _PLAIN.fullmatch(text):
        return int(found[1] + (found[2] or "00"))
    found = _AMOUNT.fullmatch(text.translate(_MINUSES).strip())
    if found is None or not (found["whole"] or len(found["part"] or "") > 1):
        return None
    minus = [it for it in (found["sign"], found["inner"], found["behind"], found["open"]) if it]
    if found["side"]:
        minus += ["CR"] * is_credit(found["side"])
    if len(minus) > 1 or bool(found["open"]) != bool(found["close"]):
        return None
    exact = Decimal((found["whole"].replace(",", "") or "0") + (found["part"] or ""))
    pence = int((exact * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return None if pence > LARGEST else -pence if minus else pence


@lru_cache(maxsize=50_000)
def day_of_text(text: str, order: Order) -> date | None:
    """The day; None for no day, and for what is only a month."""
    return next(_days_in(text.strip(), order), None)


def _days_in(text: str, order: Order) -> Iterator[date]:
    if found := _ISO.fullmatch(text):
        yield from _day(int(found[1]), int(found[3]), int(found[4]))
    elif found := _COMPACT.fullmatch(text):
        yield from _day(int(found[1]), int(found[2]), int(found[3]))
    elif found := _PARTS.fullmatch(text):
        one, other = int(found[1]), int(found[2])
        day, month = (one, other) if order is Order.DAY_FIRST else (other, one)
        yield from _day(_year(found[3]), month, day)
    elif found := _NAMED.fullmatch(text):
        yield from _day(_year(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    elif found := _NAMED_FIRST.fullmatch(text):
        yield from _day(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    elif _SERIAL.fullmatch(text):
        yield _EPOCH + timedelta(days=int(float(text)))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    if year >= FIRST_YEAR and 1 <= month <= 12:
        try:
            yield date(year, month, day)
        except ValueError:
            return


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def is_credit(side: str) -> bool:
    """Whether a mark beside an amount says that money came back: `CR`, as ledgers write it."""
    return side.strip().lower() in _CREDIT


@lru_cache(maxsize=50_000)
def certain_order(text: str) -> Order | None:
    """Which order a date proves, by a part that can be no month."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return None
    if 12 < int(found[1]) <= 31 and int(found[2]) <= 12:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if 12 < int(found[2]) <= 31 and int(found[1]) <= 12 else None


def is_in_parts(text: str) -> bool:
    """Whether it is a day in numbers alone, the year last: one that may read two ways."""
    return _PARTS.fullmatch(text.strip()) is not None


def is_iso(text: str) -> bool:
    """Whether it begins with the year: what a spreadsheet makes of a date that it understood, or thought it did."""
    return _ISO.fullmatch(text.strip()) is not None


def swapped(day: date) -> date | None:
    """Day and month changed round, where there is such a day."""
    return next(_day(day.year, day.day, day.month), None)


def is_redacted(payee: str) -> bool:
    """Whether a payee's cell hides who it is. `REDACTIVE PUBLSHNG` is a firm."""
    return _REDACTED.fullmatch(payee.strip()) is not None


def is_code(payee: str) -> bool:
    """Whether a payee's cell holds a code and no name."""
    return _CODE.fullmatch(payee) is not None or _LETTERS.search(payee) is None


def is_damaged(number: str) -> bool:
    """Whether a spreadsheet has taken the digits off an identifier."""
    return ("E" in number or "e" in number) and _SCIENTIFIC.fullmatch(number.strip()) is not None


def company_number(text: str) -> tuple[str | None, bool]:
    """A company's number with the zeros that it had lost, and whether it had lost any."""
    number = text.strip().upper().replace(" ", "")
    if _DIGITS.fullmatch(number):
        return number.zfill(8), True
    return (number if _COMPANY.fullmatch(number) else None), False


def charity_number(text: str) -> str | None:
    """A charity's number in England and Wales."""
    number = text.strip().replace(" ", "")
    return number if _CHARITY.fullmatch(number) else None


def vat_is_damaged(text: str) -> bool:
    """Whether a VAT number lacks some of its nine digits; `NA` and the like say that there is none."""
    digits = sum(letter.isdecimal() for letter in text)
    return 0 < digits < 9
