"""The registers whose numbers organisations bear: how each spells them, and what its word is worth.

Codes and kinds are those of org-id.guide, which lists every one of these but GB-PPON. `SPELT_BY_ANOTHER` and `MIRRORS`
are what the lists do not say and the files show: numbers that are written under the wrong register, and numbers of one
register that only repeat another's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_PPON = "[BCDGHJLMNPQRTVWXYZ]"  # no vowel, and no letter taken for a digit


class Kind(StrEnum):
    """What entering a register does (the list type of org-id.guide)."""

    PRIMARY = "primary"  # it makes the body what it is, or is where the law has it registered
    SECONDARY = "secondary"  # it numbers bodies that exist by other registers
    LOCAL = "local"  # it numbers the bodies of one institution
    THIRD_PARTY = "third_party"  # it collects what others register


@dataclass(frozen=True, slots=True)
class Shape:
    """How the numbers of one register look: tidied first, then matched whole; a refusal shows `example`."""

    pattern: re.Pattern[str]
    example: str
    tidy: Callable[[str], str] = str.upper


@dataclass(frozen=True, slots=True)
class Scheme:
    """A register with its code. `deprecated_for` is the one that took its place; its own numbers stay readable."""

    register: str
    kind: Kind
    shape: Shape
    deprecated_for: str | None = None


def _shape(pattern: str, example: str, tidy: Callable[[str], str] = str.upper) -> Shape:
    return Shape(re.compile(pattern, re.ASCII), example, tidy)


def _padded(width: int) -> Callable[[str], str]:
    """Spreadsheets drop leading zeros from numbers; put them back."""
    return lambda number: number.zfill(width) if number.isdecimal() and number.isascii() else number.upper()


def _without_nic(number: str) -> str:
    """The Northern Ireland register prints digits only; people put NIC before them."""
    return number.upper().removeprefix("NIC")


def _of_the_main_charity(number: str) -> str:
    """The register gives the main charity the suffix 0 in its files, and none on its pages."""
    return number.upper().removesuffix("-0")


def _council(register: str, example: str) -> Scheme:
    return Scheme(register, Kind.SECONDARY, _shape(r"[A-Z]{3,4}", example))


SCHEMES: Mapping[str, Scheme] = {
    # Companies House; mirrors of societies keep the letters of the FCA's own number (IP10002R, SP10BENS).
    "GB-COH": Scheme(
        "Companies House",
        Kind.PRIMARY,
        _shape(r"(?!0{8})[0-9]{8}|R[0-9]{7}|[A-Z]{2}[0-9]{6}|(?:IP|NP|RS|SP)[0-9][0-9A-Z]{5}", "09506232", _padded(8)),
    ),
    # A linked charity has its main charity's number and a suffix of its own.
    "GB-CHC": Scheme(
        "Charity Commission for England and Wales",
        Kind.PRIMARY,
        _shape(r"[1-9][0-9]{5,6}(?:-[1-9][0-9]{0,2})?", "1090095", _of_the_main_charity),
    ),
    "GB-SC": Scheme("Scottish Charity Register", Kind.PRIMARY, _shape(r"SC[0-9]{6}", "SC042386")),
    "GB-NIC": Scheme(
        "Charity Commission for Northern Ireland", Kind.PRIMARY, _shape(r"1[0-9]{5}", "100019", _without_nic)
    ),
    "GB-MPR": Scheme("Mutuals Public Register", Kind.PRIMARY, _shape(r"(?=.*[0-9])[0-9A-Z]{1,10}", "IP031455")),
    # HMRC gives sports clubs no number: these are made from name and postcode, and change with them.
    "GB-CASC": Scheme(
        "Community amateur sports clubs registered with HMRC",
        Kind.THIRD_PARTY,
        _shape(r"[0-9a-f]{8}", "df679063", str.lower),
    ),
    "GB-REV": Scheme("HM Revenue and Customs (charities)", Kind.SECONDARY, _shape(r"[A-Z]{1,2}[0-9]{1,6}", "X6243")),
    "GB-NHS": Scheme("NHS Organisation Data Service", Kind.SECONDARY, _shape(r"[0-9A-Z]{3,6}", "RAX")),
    "GB-UKPRN": Scheme("UK Register of Learning Providers", Kind.SECONDARY, _shape(r"1[0-9]{7}", "10000346")),
    "GB-HESA": Scheme("Higher Education Statistics Agency", Kind.SECONDARY, _shape(r"[0-9]{4}", "0177", _padded(4))),
    "GB-EDU": Scheme("Register of Schools (England and Wales)", Kind.SECONDARY, _shape(r"[0-9]{6}", "125554")),
    "GB-SCOTEDU": Scheme("Register of Schools (Scotland)", Kind.PRIMARY, _shape(r"[0-9]{7}", "8212627")),
    "GB-WALEDU": Scheme("Register of Schools (Wales)", Kind.PRIMARY, _shape(r"[0-9]{7}", "6602130")),
    "GB-IRN": Scheme("Schools of Northern Ireland", Kind.SECONDARY, _shape(r"[0-9]{3}-[0-9]{4}", "542-0059")),
    "GB-LAE": _council("Local Authorities for England", "WOT"),
    "GB-LAS": _council("Local Authorities for Scotland", "ZET"),
    "GB-PLA": _council("Principal Local Authorities for Wales", "AGY"),
    # The districts that ended in 2015 have NIR- and a letter.
    "GB-LANI": Scheme("Local Authorities for Northern Ireland", Kind.SECONDARY, _shape(r"[A-Z]{3,4}|NIR-[A-Z]", "ANN")),
    "GB-GOR": Scheme("Government Organisation Register", Kind.SECONDARY, _shape(r"[A-Z]{1,2}[0-9]{1,6}", "OT1211")),
    # The last part of a page under www.gov.uk/government/organisations, its hyphens as underscores.
    "GB-GOVUK": Scheme(
        "GOV.UK organisations",
        Kind.SECONDARY,
        _shape(r"[a-z0-9]+(?:_[a-z0-9]+)*", "cabinet_office", lambda number: number.lower().replace("-", "_")),
        deprecated_for="GB-GOR",
    ),
    "GB-GOV": Scheme("UK government departments (IATI)", Kind.SECONDARY, _shape(r"[0-9]{1,4}", "1")),
    "GB-COA": Scheme(
        "Chart of accounts of the UK government", Kind.SECONDARY, _shape(r"[0-9A-Z][0-9A-Z._-]{0,19}", "D001")
    ),
    "GB-CCSCUST": Scheme("Crown Commercial Service customers", Kind.SECONDARY, _shape(r"[0-9]{8}", "10032245")),
    "GB-COE": Scheme("Church of England church codes", Kind.LOCAL, _shape(r"[0-9]{6}", "608393")),
    "GB-SHPE": Scheme(
        "Registered providers of social housing (England)",
        Kind.SECONDARY,
        # A is for almshouses; councils stand there under the codes that statistics gave them before 2009 (45UB, 00FA).
        _shape(r"(?:A|L|LH|H|C|SL)?[0-9]{1,6}|[0-9]{2}[A-Z]{2}", "LH4401"),
    ),
    "GB-SRS": Scheme(
        "Supplier Registration Service",
        Kind.THIRD_PARTY,
        _shape(r"[a-z0-9.-]+\.gov\.uk/[A-Za-z0-9]{8}", "sid4gov.cabinetoffice.gov.uk/tBq37PN7", str),
    ),
    # The Central Digital Platform's own code; C at its end marks an informal consortium, and B is never there.
    "GB-PPON": Scheme(
        "Central Digital Platform",
        Kind.SECONDARY,
        _shape(rf"P{_PPON}{{3}}-[1-9]{{4}}-{_PPON}{{3}}(?!B){_PPON}", "PVXB-1234-DGHJ"),
    ),
    # The rest of what the Central Digital Platform takes: the registers of the Crown dependencies.
    "GG-RCE": Scheme("Guernsey Registry", Kind.PRIMARY, _shape(r"[A-Z]{0,3}[0-9]{1,6}", "CH441")),
    "IM-CR": Scheme("Isle of Man Companies Registry", Kind.PRIMARY, _shape(r"[0-9]{6}[A-Z]", "005095V")),
    "JE-FSC": Scheme(
        "Jersey Financial Services Commission", Kind.PRIMARY, _shape(r"(?:[A-Z]{1,4}_)?[0-9]{1,7}", "RC_119821")
    ),
    "XI-LEI": Scheme(
        "Global Legal Entity Identifier Index",
        Kind.SECONDARY,
        _shape(r"[0-9A-Z]{18}[0-9]{2}", "724500PMK2A2M1SQQ228"),
    ),
    "XI-ROR": Scheme(
        "Research Organization Registry",
        Kind.THIRD_PARTY,
        _shape(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}", "05asf4e91", str.lower),
    ),
    "XI-GRID": Scheme(
        "Global Research Identifier Database",
        Kind.THIRD_PARTY,
        _shape(r"grid\.[0-9]{1,6}\.[0-9a-f]{1,2}", "grid.17063.33", str.lower),
        deprecated_for="XI-ROR",
    ),
}

#: Publishers file every charity under GB-CHC; the letters say whose number it is.
SPELT_BY_ANOTHER: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("GB-CHC", "GB-SC", re.compile(r"SC[0-9]{6}", re.ASCII | re.IGNORECASE)),
    ("GB-CHC", "GB-NIC", re.compile(r"NIC1[0-9]{5}", re.ASCII | re.IGNORECASE)),
)

#: Numbers that Companies House gives to bodies of other registers, by their first letters, and where each belongs.
#: Such a row proves nothing of itself: those registers do. A chartered body may or may not be a charity, too.
MIRRORS: Mapping[str, tuple[str, ...]] = {
    "CE": ("GB-CHC",),
    "CS": ("GB-SC",),
    "IP": ("GB-MPR",),
    "NO": ("GB-MPR",),
    "NP": ("GB-MPR",),
    "RS": ("GB-MPR",),
    "SP": ("GB-MPR",),
    "RC": ("GB-CHC", "GB-SC"),
}
