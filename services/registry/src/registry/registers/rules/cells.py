"""What stands in a cell, as every layout reads it: nothing, a number, a day. Refusals are `Unfit`."""

import re
from datetime import date
from functools import lru_cache

from kernel.orgids import OrgId
from registry.registers.domain import MALFORMED_DATE, MALFORMED_NUMBER, NO_NAME, Unfit

#: Words that registers print where nothing is known (register-files: never a "no").
NOTHING = frozenset({"", "-", "-, -", "n/a", "none", "none supplied", "null", "not applicable"})
LONGEST_NOTHING = max(map(len, NOTHING))
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+Z?)?", re.ASCII)
_BRITISH = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", re.ASCII)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
_WORDS = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3})[a-z]* ([0-9]{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES, _NO = frozenset({"true", "t", "yes", "y", "1"}), frozenset({"false", "f", "no", "n", "0"})


def said(text: str) -> str | None:
    """The cell, or None where it says nothing."""
    return None if len(text) <= LONGEST_NOTHING and text.lower() in NOTHING else text


def named(text: str) -> str:
    """A name. Raises Unfit if there is none."""
    if said(text) is None:
        raise Unfit(NO_NAME, "There is no name.")
    return text


def numbered(scheme: str, text: str) -> OrgId:
    """A number of that register, zeros put back. Raises Unfit if the register could not have given it."""
    try:
        return OrgId.of(scheme, text)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error


@lru_cache(maxsize=16384)  # a register of a million rows has some twenty thousand days
def day(text: str) -> date | None:
    """A day, or None where the cell says nothing. Raises Unfit.

    Reads 2023-09-07, also with a time behind it, 07/09/2023 and 07-09-2023 (day first), 20230907 and 7 September 2023.
    """
    if said(text) is None:
        return None
    try:
        if (found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text)) is not None:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if (found := _BRITISH.fullmatch(text)) is not None:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDS.fullmatch(text)) is not None:
            return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        pass
    raise Unfit(MALFORMED_DATE, f"{text[:40]!r} is not a day.")


def yes(text: str) -> bool | None:
    """True, False, or None where the cell says nothing that is either."""
    lowered = text.lower()
    if lowered in _YES:
        return True
    return False if lowered in _NO else None


def several(text: str, separator: str = ",") -> tuple[str, ...]:
    """The members of a list in one cell, in order, without empty ones."""
    return tuple(member for part in text.split(separator) if (member := part.strip()))


def joined(*parts: str) -> str | None:
    """The lines of an address as one, without empty ones."""
    return ", ".join(part for part in parts if said(part) is not None) or None
