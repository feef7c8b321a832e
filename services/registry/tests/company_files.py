"""Companies House's file, with as many companies as a test or a benchmark likes: the same ones every time."""

import csv
import io
import random
from collections.abc import Iterator, Sequence

COLUMNS = (
    *("CompanyName", "CompanyNumber", "RegAddress.CareOf", "RegAddress.POBox", "RegAddress.AddressLine1"),
    *("RegAddress.AddressLine2", "RegAddress.PostTown", "RegAddress.County", "RegAddress.Country"),
    *("RegAddress.PostCode", "CompanyCategory", "CompanyStatus", "CountryOfOrigin", "DissolutionDate"),
    *("IncorporationDate", "Accounts.LastMadeUpDate", "Accounts.AccountCategory", "SICCode.SicText_1"),
    *("PreviousName_1.CONDATE", "PreviousName_1.CompanyName"),
)
TOWNS = ("DERBY", "NORTHBRIDGE", "LEEDS", "BRISTOL", "CARDIFF", "HULL", "YORK", "BATH")
FORMS = ("Private Limited Company",) * 17 + (
    "Community Interest Company",
    "Limited Liability Partnership",
    "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)",
)
COMMON = "SERVICES"  # a tenth of all names bear it
_STARTS = ("BR", "CL", "D", "F", "GR", "H", "K", "L", "M", "N", "P", "QU", "R", "S", "ST", "T", "TR", "V", "W", "Z")
_MIDDLES = ("A", "E", "I", "O", "U", "AI", "EA", "OO", "OU", "Y")
_ENDS = ("B", "CK", "D", "FF", "G", "L", "LM", "M", "N", "ND", "NT", "P", "R", "RN", "SH", "ST", "T", "TH", "X")


def words(number: int) -> Sequence[str]:
    """So many words, all different, in an order that tells nothing."""
    chosen = random.Random(7)  # the same every time
    syllables = [a + b + c for a in _STARTS for b in _MIDDLES for c in _ENDS]
    found = {first + second for first in chosen.sample(syllables, 400) for second in chosen.sample(syllables, 60)}
    listed = sorted(found)
    chosen.shuffle(listed)
    return listed[:number]


def companies(number: int) -> Iterator[tuple[str, ...]]:
    """Rows of the file. Few words are in many names and most in few, as in real ones."""
    chosen = random.Random(11)  # the same every time
    vocabulary = words(20_000)
    for place in range(number):
        named = [
            vocabulary[min(int(chosen.paretovariate(0.35)), 20_000) - 1] for _ in range(chosen.choice((1, 2, 2, 3)))
        ]
        common = [COMMON] if place % 10 == 0 else []
        former = f"{vocabulary[chosen.randrange(20_000)]} LIMITED" if place % 20 == 0 else ""
        name = " ".join([*named, *common, "LIMITED"])
        street, town = f"{chosen.randrange(1, 200)} {named[0]} STREET", TOWNS[place % 8]
        postcode = f"DE{place % 90 + 1} {place % 9}AB"
        form, founded = FORMS[place % 20], f"{place % 28 + 1:02}/{place % 12 + 1:02}/{1980 + place % 45}"
        yield (
            *(
                name,
                f"{place + 1:08}",
                "",
                "",
                street,
                "",
                town,
                "",
                "",
                postcode,
                form,
                "Active",
                "United Kingdom",
                "",
            ),
            *(founded, "31/03/2025", "MICRO ENTITY", "87900 - Other residential care activities n.e.c."),
            *("01/02/2017" if former else "", former),
        )


def company_file(number: int) -> Iterator[bytes]:
    """The file in pieces, a thousand rows at a time."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for place, row in enumerate(companies(number)):
        writer.writerow(row)
        if place % 1000 == 999:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()
