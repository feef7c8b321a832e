"""How codes are spelt, and what the first letters of an area's code say. Pure."""

import re
from collections.abc import Mapping

from kernel.cpv import GROUPS
from registry.registers.domain import Unfit

MALFORMED_CODE = "malformed_code"

#: The lists that other slices ask for by name; a list is known as soon as a file of it has been read.
GSS, GSS_HISTORY, ITL, CPV, PROCUREMENT_LOCATION = "gss", "gss-history", "itl", "cpv", "procurement-location"
SIC, ORG_ID, ICNPO = "sic", "org-id", "icnpo"
#: Areas that are no more, and the area that is there now: without a date, and without the steps between.
GSS_ACTIVE = "gss-active"

#: What is said of two codes of one list, in a correspondence.
SUCCEEDED_BY, CREATED, ENDED, CHANGED = "succeeded_by", "created", "ended", "changed"

_GSS = re.compile(r"[EJKLMNSW][0-9]{8}", re.ASCII)
_BEFORE_GSS = re.compile(r"[0-9A-Z]{2,12}", re.ASCII)
_CPV = re.compile(r"[0-9]{8}-[0-9]", re.ASCII)


def gss_code(text: str) -> str:
    """A code of the Government Statistical Service such as E06000058. Raises Unfit."""
    if _GSS.fullmatch(text) is None:
        raise Unfit(MALFORMED_CODE, f"{text[:40]!r} is not the code of an area such as E06000058.")
    return text


def area_code(text: str) -> str:
    """A GSS code, or one of those that areas had before 2009, such as 16UG. Raises Unfit."""
    if _BEFORE_GSS.fullmatch(text) is None:
        raise Unfit(MALFORMED_CODE, f"{text[:40]!r} is not the code of an area such as E06000058 or 16UG.")
    return text


def cpv_code(text: str) -> str:
    """A code of the Common Procurement Vocabulary with its check digit, such as 85311000-2. Raises Unfit."""
    if _CPV.fullmatch(text) is None:
        raise Unfit(MALFORMED_CODE, f"{text[:40]!r} is not a code of the CPV such as 85311000-2.")
    return text


def is_whole(parents: Mapping[str, str | None]) -> bool:
    """Whether these codes of the CPV, each with its parent, are all of it: every group, and every parent.

    A file may be an excerpt, or have broken off, and says so nowhere.
    """
    groups = {division + digit for division, digits in GROUPS.items() for digit in digits}
    return groups <= {code[:3] for code in parents} and {*parents.values()} - {None} <= parents.keys()
