"""What charity registers prove, and how they write each other's numbers (register-files §2). Pure."""

import re

from kernel.orgids import OrgId
from registry.registers.domain import MALFORMED_NUMBER, Proved, Unfit
from registry.registers.rules.cells import numbered

REGISTERED, REMOVED = "registered", "removed"
_ONE_DIGIT = re.compile(r"([0-9])\1+")


def proved_in_england_and_wales(*, status: str, main: bool, kind: str, is_cio: bool | None, dissolved: bool) -> Proved:
    """What a row of the Charity Commission proves. A linked charity is not registered by itself: it proves nothing.

    That a CIO exists no longer is for `charity_registration` to say: the register keeps its form when it removes it.
    """
    if not main:
        return {}
    stated = {"Registered": REGISTERED, "Removed": REMOVED}.get(status)
    proves: dict[str, bool | int | str] = {} if stated is None else {"charity_registration": stated}
    if (kind == "CIO" or is_cio) and not dissolved:
        proves["cio"] = True
    return proves


def charity_of(text: str) -> OrgId:
    """A charity of England and Wales, or of Scotland where the number has its letters.

    Columns of one width put a zero before old numbers, which none has by itself. Raises Unfit.
    """
    return numbered("GB-SC", text) if text.upper().startswith("SC") else numbered("GB-CHC", text.lstrip("0"))


def charity_with_suffix(number: str, suffix: str) -> OrgId:
    """A main charity (no suffix, 0, 00) or one linked to it (1, 01 ...). Raises Unfit."""
    if suffix and not (suffix.isascii() and suffix.isdecimal()):
        raise Unfit(MALFORMED_NUMBER, f"{suffix[:40]!r} is not the suffix of a linked charity.")
    linked = int(suffix or 0)
    return numbered("GB-CHC", f"{number}-{linked}" if linked else number)


def northern_irish_company(text: str) -> OrgId | None:
    """The company that the register of Northern Ireland quotes by its digits alone; None where it quotes none.

    Raises Unfit for what people write to get past the field: 111111, 999999, or more than six digits.
    """
    digits = text.strip()
    if digits in {"", "0"}:
        return None
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 6 or _ONE_DIGIT.fullmatch(digits):
        raise Unfit(MALFORMED_NUMBER, f"{text[:40]!r} is not a company's number without its NI.")
    return numbered("GB-COH", f"NI{digits.zfill(6)}")
