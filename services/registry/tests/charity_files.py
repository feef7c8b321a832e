"""Small files in the layouts of registers: what a test says of a row, and dull words beside it."""

import csv
import io
from collections.abc import Iterable, Mapping

from registry.charities.readers.england_and_wales import CHARITY

EXTRACTED = "2026-11-01 00:00:00.0000000"
ORDINARY = {
    "date_of_extract": EXTRACTED,
    "linked_charity_number": "0",
    "charity_name": "Ashgate Homeless Trust",
    "charity_type": "Trust",
    "charity_registration_status": "Registered",
    "date_of_registration": "2001-03-06 00:00:00.0000000",
    "charity_is_cio": "False",
    "cio_is_dissolved": "False",
    "charity_contact_postcode": "DE1 2FS",
}
CHARITY_COLUMNS = ["date_of_extract", "organisation_number", *sorted(CHARITY.columns)]


def charities(*rows: Mapping[str, str]) -> bytes:
    """Publicextract.charity.txt: tabs, CRLF, no quoting."""
    said = [{**ORDINARY, "organisation_number": row.get("registered_charity_number", ""), **row} for row in rows]
    return tabs(CHARITY_COLUMNS, said)


def tabs(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table with tabs."""
    listed = list(columns)
    lines = ["\t".join(listed), *("\t".join(row.get(name, "") for name in listed) for row in rows)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def commas(columns: Iterable[str], *rows: Iterable[str], encoding: str = "utf-8") -> bytes:
    """A table with commas."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue().encode(encoding)


def same_bodies(*pairs: tuple[str, str]) -> bytes:
    """A crosswalk of charities and companies, by org-ids."""
    return commas(["org_id_a", "org_id_b", "name"], *((*pair, "Somebody") for pair in pairs))


def reregistrations(*pairs: tuple[str, str]) -> bytes:
    """Old and new numbers of charities."""
    return commas(["Old charity number", "New charity number", "Name"], *((*pair, "Somebody") for pair in pairs))


def dual_registered(*pairs: tuple[str, str]) -> bytes:
    """Scottish numbers, and those of England and Wales."""
    return commas(["Scottish Charity Number", "E&W Charity Number", "Name"], *((*pair, "Somebody") for pair in pairs))


def scottish(*rows: Mapping[str, str]) -> bytes:
    """The export of OSCR."""
    ordinary = {
        "Charity Name": "Ashgate Homeless Trust",
        "Registered Date": "06/03/2001",
        "Known As": "-",
        "Charity Status": "Active",
        "Postcode": "XX0 0XX",
        "Constitutional Form": "Trust",
        "Year End": "31/03/2026",
    }
    columns = ["Charity Number", *ordinary]
    return commas(columns, *([{**ordinary, **row}[name] for name in columns] for row in rows))


def companies(*rows: Mapping[str, str]) -> bytes:
    """Basic company data, with the blanks before some of its columns."""
    ordinary = {
        "CompanyName": "ASHGATE HOMELESS TRUST",
        " CompanyNumber": "09506232",
        "RegAddress.CareOf": "",
        "RegAddress.POBox": "",
        "RegAddress.AddressLine1": "1 QUAY STREET",
        " RegAddress.AddressLine2": "",
        "RegAddress.PostTown": "DERBY",
        "RegAddress.County": "",
        "RegAddress.Country": "ENGLAND",
        "RegAddress.PostCode": "DE1 2FS",
        "CompanyCategory": "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)",
        "CompanyStatus": "Active",
        "CountryOfOrigin": "United Kingdom",
        "DissolutionDate": "",
        "IncorporationDate": "06/03/2001",
        **{f"SICCode.SicText_{number}": "" for number in range(1, 5)},
        "URI": "http://business.data.gov.uk/id/company/09506232",
        **{f"PreviousName_{number}.CONDATE": "" for number in range(1, 11)},
        **{f" PreviousName_{number}.CompanyName": "" for number in range(1, 11)},
    }
    columns = list(ordinary)
    return commas(columns, *([{**ordinary, **row}[name] for name in columns] for row in rows))
