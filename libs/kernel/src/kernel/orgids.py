"""Identifiers of organisations: the number a body has in a register, and the org-id code of that register.

One body has one spelling in one register, so that two services that were told of it the same way agree without asking.
Spelling only: whether the number was ever issued is for the register's own file to say. No scheme has a checksum that
the registers publish. One body still has many identifiers; which of them mean the same body is for the registry.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

# org-id.guide codes: GB-CHC, CA_ON-ONT, US-NY_CR; China's provinces are the only ones with a third part (CN-11-CR).
_SCHEME = r"CN-[0-9]{2}-CR|[A-Z]{2}(?:_[A-Z]{2,3})?-[A-Z0-9_]{1,20}"
_PREFIXED = re.compile(rf"({_SCHEME})-(.+)", re.ASCII | re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,99}", re.ASCII)
_PPON = "[BCDGHJLMNPQRTVWXYZ]"  # no vowel, and no letter taken for a digit


@dataclass(frozen=True, slots=True)
class Shape:
    """How the numbers of one register look: tidied first, then matched whole; a refusal shows `example`."""

    pattern: re.Pattern[str]
    example: str
    tidy: Callable[[str], str] = str.upper


def _shape(pattern: str, example: str, tidy: Callable[[str], str] = str.upper) -> Shape:
    return Shape(re.compile(pattern, re.ASCII), example, tidy)


def _padded(width: int) -> Callable[[str], str]:
    """Spreadsheets drop leading zeros from numbers; put them back."""
    return lambda number: number.zfill(width) if number.isdecimal() and number.isascii() else number.upper()


def _without_nic(number: str) -> str:
    """The Northern Ireland register prints digits only; people put NIC before them."""
    return number.upper().removeprefix("NIC")


SHAPES = {
    # Companies House; mirrors of societies keep the letters of the FCA's own number (IP10002R, SP10BENS).
    "GB-COH": _shape(
        r"(?!0{8})[0-9]{8}|R[0-9]{7}|[A-Z]{2}[0-9]{6}|(?:IP|NP|RS|SP)[0-9][0-9A-Z]{5}", "09506232", _padded(8)
    ),
    # A linked charity has its main charity's number and a suffix of its own.
    "GB-CHC": _shape(r"[1-9][0-9]{5,6}(?:-[1-9][0-9]{0,2})?", "1090095"),
    "GB-SC": _shape(r"SC[0-9]{6}", "SC042386"),
    "GB-NIC": _shape(r"1[0-9]{5}", "100019", _without_nic),
    "GB-MPR": _shape(r"(?=.*[0-9])[0-9A-Z]{1,10}", "IP031455"),
    "GB-CASC": _shape(r"[0-9a-f]{8}", "df679063", str.lower),
    "GB-NHS": _shape(r"[0-9A-Z]{3,6}", "RAX"),
    "GB-UKPRN": _shape(r"1[0-9]{7}", "10000346"),
    "GB-HESA": _shape(r"[0-9]{4}", "0177", _padded(4)),
    "GB-EDU": _shape(r"[0-9]{6}", "125554"),
    "GB-SCOTEDU": _shape(r"[0-9]{7}", "8212627"),
    "GB-WALEDU": _shape(r"[0-9]{7}", "6602130"),
    "GB-IRN": _shape(r"[0-9]{3}-[0-9]{4}", "542-0059"),
    "GB-LAE": _shape(r"[A-Z]{3,4}", "WOT"),
    "GB-LAS": _shape(r"[A-Z]{3,4}", "ZET"),
    "GB-PLA": _shape(r"[A-Z]{3,4}", "AGY"),
    "GB-LANI": _shape(r"[A-Z]{3,4}", "ANN"),
    "GB-GOR": _shape(r"[A-Z]{1,2}[0-9]{1,6}", "OT1211"),
    "GB-SHPE": _shape(r"(?:L|LH|H|C|SL)?[0-9]{1,6}", "LH4401"),
    "GB-SRS": _shape(r"[a-z0-9.-]+\.gov\.uk/[A-Za-z0-9]{8}", "sid4gov.cabinetoffice.gov.uk/tBq37PN7", str),
    # The Central Digital Platform's own code; C at its end marks an informal consortium, and B is never there.
    "GB-PPON": _shape(rf"P{_PPON}{{3}}-[1-9]{{4}}-{_PPON}{{3}}(?!B){_PPON}", "PVXB-1234-DGHJ"),
    "XI-LEI": _shape(r"[0-9A-Z]{18}[0-9]{2}", "724500PMK2A2M1SQQ228"),
    "XI-ROR": _shape(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}", "05asf4e91", str.lower),
}


@dataclass(frozen=True, slots=True, order=True)
class OrgId:
    """A number in a register. Made by `of` or `parse_org_id`, it is spelt in the one way."""

    scheme: str
    number: str

    @classmethod
    def of(cls, scheme: str, number: str) -> Self:
        """Tidy and check a number as its register spells it. Raises ValueError with a sentence.

        A scheme without a rule here is taken at its word, if its code and number look like the org-id list's.
        """
        scheme, number = scheme.strip(" "), number.strip(" ")
        if re.fullmatch(_SCHEME, scheme, re.ASCII | re.IGNORECASE) is None:
            raise ValueError(f"{scheme[:40]!r} is not the code of a register such as GB-COH.")
        scheme = scheme.upper()
        shape = SHAPES.get(scheme)
        if shape is None:
            if _ELSEWHERE.fullmatch(number) is None:
                raise ValueError(f"{number[:40]!r} is not a number that a register such as {scheme} gives.")
            return cls(scheme, number)
        # Only then tidied: upper case turns some letters of other alphabets into ASCII ones.
        tidied = shape.tidy(number) if number.isascii() else ""
        if shape.pattern.fullmatch(tidied) is None:
            raise ValueError(f"{number[:40]!r} is not a number of {scheme} such as {shape.example}.")
        return cls(scheme, tidied)

    def __str__(self) -> str:
        return f"{self.scheme}-{self.number}"


@lru_cache(maxsize=4096)  # a batch of events names the same few organisations again and again
def parse_org_id(text: str) -> OrgId:
    """Read `GB-CHC-1090095`. Raises ValueError, with a sentence, for what no register could have given."""
    text = text.strip(" ")
    found = _PREFIXED.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not an organisation's identifier such as GB-CHC-1090095.")
    return OrgId.of(found[1], found[2])
