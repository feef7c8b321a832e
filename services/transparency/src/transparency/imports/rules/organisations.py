"""What a file says of an organisation: its numbers and where it is."""

from typing import Any

from kernel.orgids import OrgId
from transparency.imports.domain import Place
from transparency.imports.rules.texts import line

UNITED_KINGDOM = {"", "uk", "gb", "gbr", "eng", "united kingdom", "great britain", "england", "scotland", "wales",
                  "cymru", "northern ireland", "cyf"}  # fmt: skip


def org_id(scheme: Any, number: Any) -> str | None:
    """In its one spelling; None if no register could have given it."""
    if not isinstance(scheme, str) or isinstance(number, bool) or not isinstance(number, str | int):
        return None
    try:
        return str(OrgId.of(scheme, str(number)))
    except ValueError:
        return None


def place_of(address: Any) -> Place | None:
    """The address, unless it says nothing or lies in a country that is only written out."""
    if not isinstance(address, dict):
        return None
    code, written = line(address.get("country")), line(address.get("countryName")) or ""
    if code is None or not (len(code) == 2 and code.isascii() and code.isalpha()):
        code = "GB" if written.casefold() in UNITED_KINGDOM else None
    street, locality, region, postcode = (
        line(address.get(name)) for name in ("streetAddress", "locality", "region", "postalCode")
    )
    if code is None or not (street or locality or region or postcode):
        return None
    return Place(street, locality, region, postcode, code.upper())
